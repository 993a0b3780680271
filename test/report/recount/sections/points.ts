import { minus, product, sumOf } from '../decimals.js';
import type { Recount } from '../recount.js';
import { place } from '../spot.js';
import {
  amount,
  type Claims,
  count,
  joined,
  NONE,
  onPage,
  onSheet,
  sentence,
  text,
  grouped as thousands,
} from '../table.js';
import { keyOf, type Tables } from '../world-tables.js';

/** Points in and out of each bucket: what the rows of the exports say, converted, against the plan's balances. */
export function pointClaims({ tables }: Recount): Claims {
  const buckets = [...new Set(tables.rules.points.map(({ into }) => into))].map((into) =>
    bucketOf(tables, into),
  );
  const summary = {
    section: 'Points',
    caption: 'converted = rounded off + out',
    heads: ['Bucket', 'Converted in all', 'Rounded off', 'Out'],
    rows: buckets.map(({ name, converted, out }) => [
      text(name),
      amount(converted),
      amount(minus(converted, out)),
      amount(out),
    ]),
  };
  return joined(onSheet(summary), ...buckets.map(bucketClaims), heldTable(buckets));
}

interface Line {
  readonly name: string;
  readonly sum: string;
  readonly rate: string;
}

interface Bucket {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly converted: string;
  readonly out: string;
  /** All balances of the target, before and after, where the target is master. */
  readonly held?: { readonly before: string; readonly after: string };
}

function bucketOf(tables: Tables, name: string): Bucket {
  const moves = tables.rules.masters?.[name] === 'unified';
  const lines = tables.rules.points
    .filter(({ into }) => into === name)
    .flatMap(({ from, rate = 1 }) =>
      sourcesOf(tables, from).map(([source, field]) => ({
        name: `${source}.${field}`,
        sum: source === 'lots' ? lotSum(tables, field) : fieldSum(tables, source, field, moves),
        rate: String(rate),
      })),
    );
  const balances = tables.of('points').filter(({ bucket }) => bucket === name);
  const after = sumOf(balances.map(({ balance = '0' }) => balance));
  const converted = sumOf(lines.map(({ sum, rate }) => product(sum, rate)));
  if (!moves) return { name, lines, converted, out: after };
  const held = heldOf(tables, name, after);
  return { name, lines, converted, out: minus(held.after, held.before), held };
}

/** Balances of members that the plan does not have stay as they are. */
function heldOf(tables: Tables, name: string, planned: string): { before: string; after: string } {
  const members = new Set(tables.of('members').map(({ member_id: id }) => id));
  const all = tables.before.points.filter(({ bucket }) => bucket === name);
  const others = all.filter(({ member_id: id }) => !members.has(id ?? ''));
  const sum = (some: typeof all) => sumOf(some.map(({ balance = '0' }) => balance));
  return { before: sum(all), after: sumOf([sum(others), planned]) };
}

function sourcesOf({ config }: Tables, from: string): readonly (readonly [string, string])[] {
  const [source = '', field] = from.split('.');
  if (field !== undefined) return [[source, field]];
  return Object.entries(config.sources)
    .filter(([, { columns }]) => from in columns)
    .map(([name]) => [name, from] as const);
}

/** The amounts of accepted rows as their export writes them, less what they were when they were last seen. */
function fieldSum(tables: Tables, source: string, field: string, moves: boolean): string {
  const { records, config } = tables.exports.get(source) ?? { records: [], config: { columns: {} as never } };
  const said = new Map(records.map(({ fields }) => [fields[config.columns.member_id ?? ''], fields]));
  const before = new Map(tables.before.source_rows.map((row) => [keyOf(row), row[field] ?? '']));
  const rows = tables.of('links').filter((link) => link.source === source);
  const now = rows.map(({ source_member_id: id }) => decimalOf(said.get(id)?.[config.columns[field] ?? '']));
  const then = moves ? rows.map((row) => decimalOf(before.get(keyOf(row)))) : [];
  return minus(sumOf(now), sumOf(then));
}

/** Nothing where it is no amount. */
function decimalOf(said = ''): string {
  const plain = said.replaceAll(',', '').trim();
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : '0';
}

function lotSum(tables: Tables, bucket: string): string {
  const carried = tables.of('lots').filter((lot) => lot.bucket === bucket && lot.state === 'carried');
  return sumOf(carried.map((lot) => lot.amount ?? '0'));
}

function bucketClaims({ name, lines, converted, out, held }: Bucket): Claims {
  const rows = lines.map((line) => [
    text(line.name),
    amount(line.sum),
    amount(line.rate, '×'),
    amount(product(line.sum, line.rate), '='),
  ]);
  const table = {
    section: 'Points',
    under: name,
    caption: `${name}, rounded down`,
    heads: ['From', 'In', 'Rate', 'Converted'],
  };
  const all = [text('Converted in all'), NONE, NONE, amount(converted)];
  const formula = `${thousands(converted)} converted − ${thousands(minus(converted, out))} rounded off = ${thousands(out)} out`;
  return joined(onPage({ ...table, rows: [...rows, all] }), onSheet({ ...table, rows }), {
    page: [
      ...sentence('Points', formula, name),
      ...(held === undefined ? [] : sentence('Points', heldFormula(out, held), name)),
    ],
    sheet: [],
  });
}

function heldTable(buckets: readonly Bucket[]): Claims {
  const caption = 'held after = held before + out + raised to 0';
  const moved = buckets.filter(({ held }) => held !== undefined);
  const heads = ['Bucket', 'Held before', 'Out', 'Raised to 0', 'Held after', 'Balances below 0'];
  const table = onSheet({
    ...{ section: 'Points', caption, heads },
    rows: moved.map(({ name, out, held }) => [
      text(name),
      amount(held?.before ?? ''),
      amount(out),
      amount('0'),
      amount(held?.after ?? ''),
      count(0),
    ]),
  });
  const named = moved.length === 0 ? [] : heads.filter((head) => /\d/.test(head));
  return {
    page: [],
    sheet: [
      ...table.sheet,
      ...named.map((head) => ({ place: place('Summary', caption, 'head'), text: head })),
    ],
  };
}

/** No balance of these worlds goes below 0, so that none is raised to it. */
function heldFormula(out: string, { before, after }: NonNullable<Bucket['held']>): string {
  const moved = out.startsWith('-') ? `− ${thousands(out.slice(1))}` : `+ ${thousands(out)}`;
  return `${thousands(before)} held ${moved} moved = ${thousands(after)} held`;
}
