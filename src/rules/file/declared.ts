import { readFile } from 'node:fs/promises';
import type { LotExport, OrderExport, Source } from '../../config/config.js';
import { type Holds, isField } from '../../config/fields.js';
import { ORDER_FIELD_NAMES } from '../../config/order-fields.js';
import { fieldsOf } from '../../config/source-fields.js';
import { parseYaml } from '../../config/yaml.js';
import type { RuleContext, Section } from './section.js';

/** What a file says that it reads has to be in the config. */
export function checkDeclared(section: Section): void {
  const { file, faults, sources } = section;
  for (const [name, fields] of Object.entries(file.sources)) {
    if ((name === 'orders' || name === 'lots') && !sources.some((candidate) => candidate.name === name)) {
      checkRecords(name, fields, section);
      continue;
    }
    const source = sources.find((candidate) => candidate.name === name);
    if (source === undefined) {
      faults.unknownKey(
        ['sources', name],
        `the config has no source ${name}`,
        sources.map((candidate) => candidate.name),
      );
      continue;
    }
    const absent = fields.filter((field) => !fieldsOf(source).includes(field));
    if (absent.length > 0)
      faults.at(
        ['sources', name],
        `the config maps no ${absent.join(', ')} of ${name}`,
        'add the columns there',
      );
  }
}

/** Of what the config has in no source, but in its exports of orders or lots. */
function checkRecords(kind: Holds, fields: readonly string[], section: Section): void {
  const exports = section[kind] ?? [];
  if (exports.length === 0) section.faults.unknownKey(['sources', kind], `the config has no ${kind}`, [kind]);
  const known = exports.flatMap((export_) => fieldsOf(export_));
  const absent = fields.filter((field) => !known.includes(field));
  if (exports.length > 0 && absent.length > 0)
    section.faults.at(
      ['sources', kind],
      `the config maps no ${absent.join(', ')} of ${kind}`,
      'add the columns there',
    );
}

/** What a rule file says that it reads, as if a config had it: enough to run its examples without one. */
export async function declaredExports(path: string): Promise<Required<Omit<RuleContext, 'engine'>>> {
  const { value } = parseYaml(path, await readFile(path, 'utf8'));
  // Its shape is not checked yet: loadRules tells what is wrong with it.
  const { sources } = (value ?? {}) as { readonly sources?: unknown };
  const written = Object.entries(sources ?? {}).map(([name, fields]) => [name, [fields].flat().map(String)]);
  const { orders, lots, ...members } = Object.fromEntries(written) as Readonly<Record<string, string[]>>;
  const named = Object.entries(members).map(([name, fields], order) =>
    pretended({ name, order, columns: ['member_id', ...fields.filter(isField)], fields }),
  );
  const first = { of: named[0]?.name ?? '', order: named.length };
  return {
    sources: named,
    orders: orders === undefined ? [] : [{ ...pretendedOrders(orders, first.order), of: first.of }],
    lots: lots === undefined ? [] : [{ ...pretendedLots(lots, first.order + 1), of: first.of }],
  };
}

function pretendedOrders(fields: readonly string[], order: number): Omit<OrderExport, 'of'> {
  const columns = [
    'order_no',
    'member_id',
    ...fields.filter((f) => ORDER_FIELD_NAMES.some((own) => own === f)),
  ];
  return { ...pretended({ name: 'orders.all', order, columns, fields }), holds: 'orders', numbers: 'shared' };
}

function pretendedLots(fields: readonly string[], order: number): Omit<LotExport, 'of'> {
  return {
    ...pretended({ name: 'lots.all', order, columns: ['member_id', ...fields], fields }),
    holds: 'lots',
  };
}

interface Pretended {
  readonly name: string;
  readonly order: number;
  readonly columns: readonly string[];
  /** What is not among the columns is an extra. */
  readonly fields: readonly string[];
}

function pretended({ name, order, columns, fields }: Pretended): Source {
  const same = (of: readonly string[]) => Object.fromEntries(of.map((field) => [field, field]));
  return {
    name,
    order,
    files: [],
    encoding: 'auto',
    quote: '"',
    header_row: 1,
    mode: 'full',
    one_row_per_person: false,
    columns: same(columns),
    extra: same(fields.filter((field) => !columns.includes(field))),
    formats: {},
    values: {},
    exclude: [],
    on_repeat: 'reject',
  };
}
