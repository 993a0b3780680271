import { breaksIn, type Export, type Record } from '../exports.js';
import { grouped, tally, total } from '../persons.js';
import type { Recount } from '../recount.js';
import {
  type Cell,
  type Claims,
  count,
  joined,
  onBoth,
  onPage,
  onSheet,
  onSummary,
  percent,
  sentence,
  share,
  text,
  whole,
} from '../table.js';
import type { SourceConfig, Tables } from '../world-tables.js';

/** What became of the records and the lines of an export. */
export interface Arithmetic {
  readonly name: string;
  readonly records: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly excluded: number;
  readonly rejected: number;
  readonly lines: number;
  readonly blank: number;
  readonly dropped: number;
  readonly inRecords: number;
}

/** Counted in the exports; which records were accepted and rejected is in the plan's files. */
export function arithmeticOf(tables: Tables): readonly Arithmetic[] {
  const rejected = tally(tables.of('rejects').map(({ source }) => source));
  return [...tables.exports].map(([name, one]) => {
    const totals = one.records.filter((record) => isTotal(record, one.config));
    const records = one.records.filter((record) => !isTotal(record, one.config));
    const excluded = records.filter((record) => isTest(record, one.config));
    const accepted = acceptedOf(tables, name);
    return {
      name,
      records: records.length,
      accepted,
      repeated: repeatedIn(one, tables),
      excluded: excluded.length,
      rejected: rejected.get(name) ?? 0,
      lines: one.lines,
      blank: one.blank,
      dropped: totals.length,
      inRecords: total(records.map(({ raw }) => 1 + breaksIn(raw))),
    };
  });
}

function acceptedOf(tables: Tables, name: string): number {
  const [kind, own] = name.split('.');
  if (kind === 'orders') return tables.of('orders').filter((order) => order.export === own).length;
  if (kind === 'lots') return tables.of('lots').filter(({ source }) => source === own).length;
  return tables.of('links').filter(({ source }) => source === name).length;
}

/** Lines that say the same as one before, and that no other line of the same number contradicts. */
function repeatedIn({ records, config }: Export & { readonly config: SourceConfig }, tables: Tables): number {
  const header = config.columns.order_no ?? config.columns.member_id ?? '';
  if (config === tables.config.lots?.mall) return 0;
  const numbers = grouped(
    records.filter(({ fields }) => (fields[header] ?? '') !== ''),
    ({ fields }) => fields[header] ?? '',
  );
  const alike = [...numbers.values()].filter((same) => new Set(same.map(({ raw }) => raw)).size === 1);
  return total(alike.map((same) => same.length - 1));
}

function isTotal({ fields }: Record, { drop_rows: drops = [] }: SourceConfig): boolean {
  const first = Object.values(fields).find((value) => value !== '');
  return drops.some((drop) => drop.first === first);
}

/** Both exclusions of these worlds are for test accounts. */
function isTest({ fields }: Record, { exclude = [], columns }: SourceConfig): boolean {
  const [name, id] = [fields[columns.name ?? ''] ?? '', fields[columns.member_id ?? ''] ?? ''];
  return exclude.length > 0 && (name.includes('테스트') || id.startsWith('TEST'));
}

export function inputClaims({ tables, inputs }: Recount): Claims {
  const sum = (of: (one: Arithmetic) => number) => total(inputs.map(of));
  const all: Arithmetic = {
    name: 'All sources',
    records: sum((one) => one.records),
    accepted: sum((one) => one.accepted),
    repeated: sum((one) => one.repeated),
    excluded: sum((one) => one.excluded),
    rejected: sum((one) => one.rejected),
    lines: sum((one) => one.lines),
    blank: sum((one) => one.blank),
    dropped: sum((one) => one.dropped),
    inRecords: sum((one) => one.inRecords),
  };
  const lasts = tables.before.runs.map(({ input_summary: summary = '{}', as_of: day }) => ({
    day,
    records: JSON.parse(summary) as Readonly<{ [source: string]: { readonly records: number } }>,
  }));
  const compared = lasts.slice(-1).flatMap(({ day, records: before }) =>
    inputs.map(({ name, records }) => {
      const last = before[name]?.records ?? 0;
      return `${name}: ${whole(records)} records, ${percent(records, last)} of the ${whole(last)} of the last run (${day}).`;
    }),
  );
  return joined(
    onBoth(recordTable([...inputs, all])),
    onBoth(lineTable([...inputs, all])),
    exclusions(tables, inputs),
    {
      page: compared.flatMap((line) => sentence(SECTION, line)),
      sheet: compared.flatMap(onSummary),
    },
  );
}

const SECTION = 'What was read';

function recordTable(rows: readonly Arithmetic[]) {
  return {
    section: SECTION,
    caption: 'records = accepted + repeated + excluded + rejected',
    heads: ['Source', 'Records', 'Accepted', 'Repeated', 'Excluded', 'Rejected'],
    rows: rows.map((one): readonly Cell[] => [
      text(one.name),
      count(one.records),
      count(one.accepted, '='),
      count(one.repeated, '+'),
      count(one.excluded, '+'),
      count(one.rejected, '+'),
    ]),
  };
}

/** The header of an export is one line. Dropped lines are a term where there are some. */
function lineTable(rows: readonly Arithmetic[]) {
  const some = rows.some(({ dropped }) => dropped > 0);
  const headers = (name: string) => (name === 'All sources' ? rows.length - 1 : 1);
  return {
    section: SECTION,
    caption: `lines = header + blank + ${some ? 'dropped + ' : ''}lines of records`,
    heads: ['Source', 'Lines', 'Header', 'Blank', ...(some ? ['Dropped'] : []), 'Lines of records'],
    rows: rows.map((one): readonly Cell[] => [
      text(one.name),
      count(one.lines),
      count(headers(one.name), '='),
      count(one.blank, '+'),
      ...(some ? [count(one.dropped, '+')] : []),
      count(one.inRecords, '+'),
    ]),
  };
}

function exclusions({ exports }: Tables, inputs: readonly Arithmetic[]): Claims {
  const rows = inputs.flatMap(({ name, excluded, records }): readonly (readonly Cell[])[] => {
    const [exclusion] = exports.get(name)?.config.exclude ?? [];
    if (exclusion === undefined || excluded === 0) return [];
    return [[text(exclusion.name), text(name), count(excluded), share(excluded, records)]];
  });
  const table = (head: string) => ({
    section: SECTION,
    caption: 'Records excluded, by exclusion',
    heads: ['Exclusion', 'Source', head, 'Of the records of the source'],
    rows,
  });
  return joined(onPage(table('Excluded')), onSheet(table('Records')));
}
