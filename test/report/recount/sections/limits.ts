import { grouped, total } from '../persons.js';
import type { Recount } from '../recount.js';
import { type Cell, type Claims, joined, onPage, onSheet, percent, sentence, text, whole } from '../table.js';
import { LIMITS } from '../words.js';

const SECTION = 'Limits';

interface Measured {
  readonly name: string;
  readonly scope: string;
  readonly value: number;
  /** Of what a percentage is taken. */
  readonly of?: number;
}

/** Unless a config says otherwise. */
const DEFAULTS: Readonly<Record<string, string>> = { max_downgraded: '0%', min_rows_vs_last: '80%' };

/** What each limit of the config was measured on, and whether it is kept; a limit may be raised for the plan. */
export function limitClaims(recount: Recount): Claims {
  const { tables } = recount;
  const set = Object.fromEntries(
    Object.entries({ ...DEFAULTS, ...tables.config.limits }).map(([name, limit]) => [name, String(limit)]),
  );
  const rows = measuredOf(recount).filter(({ name }) => set[name] !== undefined);
  const lines = rows.map((one) => lineOf(one, set[one.name] ?? '', tables.plan.limits));
  const line = (first: readonly Cell[], { measured, setting }: ReturnType<typeof lineOf>, scope: string) => [
    ...first,
    text(scope),
    text(measured),
    text(setting),
    text('kept'),
  ];
  const table = (heads: readonly string[], first: (name: string) => readonly Cell[]) => ({
    section: SECTION,
    caption: 'Each limit, what was measured, and what the config allows',
    heads: [...heads, 'Measured on', 'Measured', 'Setting', 'Outcome'],
    rows: rows.map(({ name, scope }, at) => line(first(name), lines[at] as never, scope)),
  });
  return joined(
    onPage(table(['Limit'], (name) => [text(`${LIMITS[name]} ${name}`)])),
    onSheet(table(['Limit', 'Name in the config'], (name) => [text(LIMITS[name] ?? ''), text(name)])),
    { page: sentence(SECTION, `${whole(rows.length)} of ${whole(rows.length)} limits are kept`), sheet: [] },
  );
}

function lineOf({ name, value, of }: Measured, limit: string, limits: Recount['tables']['plan']['limits']) {
  const raised = limits.find((one) => one.name === name)?.allowed ?? null;
  const measured =
    of === undefined ? whole(value) : `${whole(value)} of ${whole(of)} (${percent(value, of)})`;
  const setting = `${name.startsWith('min_') ? 'at least' : 'at most'} ${limit}`;
  return { measured, setting: raised === null ? setting : `${setting}, for this plan ${raised}` };
}

function measuredOf(recount: Recount): readonly Measured[] {
  const { tables, persons, inputs, pairs, isNew, isChanged, gone } = recount;
  const moved = (...moves: readonly string[]) =>
    persons.filter(({ movement }) => moves.includes(movement)).length;
  const alone = persons.filter(({ rows }) => new Set(rows.map(({ source }) => source)).size === 1).length;
  const torn = new Set(pairs.ambiguous.map(({ id_l: id, source_l: source }) => `${source} ${id}`)).size;
  const links = tables.of('links').filter(({ how }) => how !== 'alone').length;
  const before = persons.filter((one) => !isNew(one)).length + gone.length;
  const changed = persons.filter((one) => !isNew(one) && isChanged(one)).length;
  const one = (name: string, value: number, of?: number) => ({
    ...{ name, scope: '', value },
    ...(of === undefined ? {} : { of }),
  });
  return [
    ...inputs.map(({ name, rejected, records }) => ({
      ...one('max_rejected', rejected, records),
      scope: name,
    })),
    ...emptied(recount),
    ...againstLast(recount),
    ...(tables.isFirstRun ? [] : [one('max_changed', changed, before)]),
    one('max_downgraded', moved('down'), moved('up', 'down', 'same')),
    one('max_unmatched', alone, persons.length),
    one('max_review', pairs.review.length + torn, links),
    one('max_cluster', Math.max(...persons.map(({ rows }) => rows.length))),
  ];
}

/** By source and field, those with the most of one reason first. */
function emptied({ tables, inputs, emptyRows }: Recount): readonly Measured[] {
  return [...grouped(emptyRows, ({ source, field }) => `${source}.${field}`)].map(([scope, rows]) => ({
    ...{ name: 'max_emptied', scope, value: total(rows.map(({ count: n }) => n)) },
    of: inputs.find(({ name }) => name === rows[0]?.source)?.records ?? tables.rows.length,
  }));
}

function againstLast({ tables, inputs }: Recount): readonly Measured[] {
  const summary = tables.before.runs.at(-1)?.input_summary;
  if (summary === undefined) return [];
  const last = JSON.parse(summary) as Readonly<Record<string, { readonly records: number }>>;
  return inputs.map(({ name, records }) => ({
    ...{ name: 'min_rows_vs_last', scope: name, value: records },
    of: last[name]?.records ?? 0,
  }));
}
