import type { LotExport, OrderExport } from '../../config/config.js';
import { fieldsOf } from '../../config/source-fields.js';
import type { YamlPath } from '../../config/yaml.js';
import type { ValueType } from '../expression/value-type.js';
import type { Section } from '../file/section.js';
import { recordType } from '../orders/type.js';
import type { ExamplePerson, ExampleRecord, ExampleValue } from './example.js';
import { fitsType } from './fits.js';

type Written =
  | Section['file']['examples'][number]['given']
  | Section['file']['examples'][number]['others'][number];

const KINDS = ['orders', 'lots'] as const;

/** Whether a word under `given` means the orders or the lots of the person, not rows of a source. */
export function isRecords(word: string, section: Section): boolean {
  return KINDS.some((kind) => kind === word && (section[kind] ?? []).length > 0);
}

/** The orders and the lots of one person: `orders: [{ amount: 50000, ordered_at: 2026-01-31 }]`. */
export function readRecords(
  given: Written,
  path: YamlPath,
  section: Section,
): Pick<ExamplePerson, 'orders' | 'lots'> {
  return Object.fromEntries(
    KINDS.filter((kind) => isRecords(kind, section) && given[kind] !== undefined).map((kind) => [
      kind,
      recordsOf(given[kind], { kind, path: [...path, kind] }, section),
    ]),
  );
}

interface At {
  readonly kind: (typeof KINDS)[number];
  readonly path: YamlPath;
}

function recordsOf(written: Written[string] | undefined, { kind, path }: At, section: Section) {
  if (typeof written !== 'object') {
    section.faults.at(path, `${kind} need a list: [{ amount: 50000 }]`, 'one brace for each record');
    return [];
  }
  return [written].flat().map((values, at): ExampleRecord => {
    const { export: named, ...fields } = values;
    const exports: readonly (OrderExport | LotExport)[] = section[kind] ?? [];
    const found = named === undefined ? exports[0] : exports.find(({ name }) => name === `${kind}.${named}`);
    if (found === undefined)
      section.faults.at(
        [...path, at],
        `there is no export ${named} of ${kind}`,
        'leave export out, or write the name that the config has',
      );
    else checkValues(fields, { path: [...path, at], of: found }, section);
    return { order: found?.order ?? 0, values: fields };
  });
}

function checkValues(
  values: Readonly<Record<string, ExampleValue>>,
  { path, of }: { readonly path: YamlPath; readonly of: OrderExport | LotExport },
  { faults }: Section,
): void {
  const known = fieldsOf(of).filter((field) => field !== 'member_id');
  for (const [field, value] of Object.entries(values)) {
    const type: ValueType = recordType(field, of.holds);
    if (!known.includes(field))
      faults.unknownKey([...path, field], `${of.name} has no column for ${field}`, known);
    else if (!fitsType(type, value))
      faults.at(
        [...path, field],
        `${JSON.stringify(value)} is not a ${type}`,
        'write a date as 2026-01-31 and a number as 1200',
      );
  }
}
