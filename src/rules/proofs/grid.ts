import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { join, name, raw, type Sql, sql } from '../../engine/sql.js';
import { rankAfter } from '../compile.js';
import { adjusted, answered } from '../decided.js';
import { type Dimension, dimensionsOf, sizeOf } from './dimensions.js';
import { type GridRules, measureColumn } from './grid-rules.js';
import type { Loosened } from './loosen.js';
import { findProfiles, type RowSpace, TooMany } from './profiles.js';
import { findRaises, type Raise } from './raises.js';
import { resolveAll } from './resolve.js';
import { type SampleRow, sampleRows } from './row-samples.js';

/** What the rules decide for every case of one day. A point is `profile * inner + place in the dimensions`. */
export interface Grid {
  readonly asOf: string;
  readonly rows: readonly SampleRow[];
  readonly space: RowSpace;
  readonly compiled: GridRules;
  readonly dimensions: readonly Dimension[];
  /** How many points a profile has. */
  readonly inner: number;
  /** By profile: the rows, and the highest mapped grade (0 for none). */
  readonly profiles: readonly { readonly members: readonly number[]; readonly best: number }[];
  /** By point: 0 is no possible case, 1 no grade, 2 out of the programme, then the ranks from 3. */
  readonly results: Uint8Array;
  /** By point: the number of the rule that decided, from 1; 0 where none did. */
  readonly rules: Uint16Array;
  /** Where one better grade in a source leads. */
  readonly raises: readonly Raise[];
}

/** Above this the proof would take longer than anyone waits. */
export const MOST_POINTS = 20_000_000;

/** The grid is too large to be proved; the dimensions say why. */
export class TooLarge extends Error {
  constructor(
    readonly points: number,
    readonly dimensions: readonly string[],
  ) {
    super(`${points} points`);
  }
}

export interface GridInput {
  readonly loosened: Loosened;
  readonly sources: readonly Source[];
  readonly asOf: string;
  /** What profiles differ in beside what the rules read. */
  readonly more?: ReadonlyMap<string, Sql>;
}

/** Evaluates the compiled rules on every case of a day. Throws TooLarge. */
export async function evaluateGrid(engine: Engine, input: GridInput): Promise<Grid> {
  const { loosened, sources, asOf, more = [] } = input;
  const { compiled, dimensions } = await dimensionsOf(engine, loosened, { sources, asOf });
  const fields = await resolveAll(engine, loosened.fields, { sources, asOf });
  const rows = sampleRows(loosened.rules, sources, fields);
  const space: RowSpace = {
    compiled,
    rows,
    sources,
    asOf,
    more: new Map([...alsoKnown(compiled, dimensions), ...more]),
  };
  const inner = sizeOf(dimensions);
  const words = dimensions.map(({ name, samples }) => `${name} (${samples.length})`);
  const tooLarge = (profiles: number) =>
    new TooLarge(profiles * inner, [`rows (${profiles} combinations)`, ...words]);
  if (inner > MOST_POINTS) throw tooLarge(1);
  const count = await findProfiles(engine, space).catch((error: unknown) => {
    throw error instanceof TooMany ? tooLarge(error.profiles) : error;
  });
  if (count * inner > MOST_POINTS) throw tooLarge(count);
  const profiles = await readProfiles(engine);
  const { results, rules } = await readPoints(engine, { compiled, dimensions, inner }, count * inner);
  const raises = await findRaises(engine, space, loosened.rules);
  if (raises === undefined) throw tooLarge(count);
  return { asOf, rows, space, compiled, dimensions, inner, profiles, results, rules, raises };
}

function alsoKnown(compiled: GridRules, dimensions: readonly Dimension[]): ReadonlyMap<string, Sql> {
  const known = dimensions.flatMap(({ name: measure, sources }) =>
    sources === undefined ? [] : [[`known ${measure}`, sql`(presence & ${sources}) <> 0`] as const],
  );
  const counts = compiled.read.some(({ aggregate }) => aggregate.sql.includes('bit_count'));
  const presence = counts ? [['present', raw('presence')] as const] : [];
  return new Map([['best', sql`${compiled.bestSource}`], ...known, ...presence]);
}

async function readProfiles(engine: Engine): Promise<Grid['profiles']> {
  const lines = await engine.rows<{ members: string; best: number | null }>(
    raw(
      "select array_to_string(members, ' ') as members, best::integer as best from proof_profiles order by profile",
    ),
  );
  return lines.map(({ members, best }) => ({ members: members.split(' ').map(Number), best: best ?? 0 }));
}

type Shape = Pick<Grid, 'compiled' | 'dimensions' | 'inner'>;

const BLOCK = 65_536;

/** A point comes as two characters: a million of them as text are read at once, as rows they would take a second. */
async function readPoints(
  engine: Engine,
  shape: Shape,
  points: number,
): Promise<Pick<Grid, 'results' | 'rules'>> {
  const results = new Uint8Array(points);
  const rules = new Uint16Array(points);
  const rank = rankAfter(shape.compiled.adjust.length);
  const blocks = await engine.rows<{ block: bigint; text: string }>(sql`
    select point // ${BLOCK} as block,
      string_agg(chr(${FIRST} + case when not possible then 0 else coalesce(${rank}::integer + 2, 1) end)
        || chr(${FIRST} + coalesce(rule_no::integer + 1, 0)), '' order by point) as text
    from (${decidedPoints(shape)})
    group by block`);
  for (const { block, text } of blocks) {
    const start = Number(block) * BLOCK;
    for (let at = 0; at < text.length; at += 2) {
      results[start + at / 2] = text.charCodeAt(at) - FIRST;
      rules[start + at / 2] = text.charCodeAt(at + 1) - FIRST;
    }
  }
  return { results, rules };
}

const FIRST = 256;

/** Every point with what it stands for, `rule_no`, and the rank after each adjustment. */
export function decidedPoints({ compiled, dimensions, inner }: Shape): Sql {
  return adjusted(compiled, answered(compiled, pointsSql({ compiled, dimensions, inner })));
}

function pointsSql({ compiled, dimensions, inner }: Shape): Sql {
  const strides = stridesOf(dimensions);
  const columns = dimensions.map((dimension, index) => sql`, ${valueSql(dimension, strides[index] ?? 1)}`);
  const none = (['previous', 'announced'] as const)
    .filter((kind) => !dimensions.some((dimension) => dimension.kind === kind))
    .map((kind) => sql`, null::utinyint as ${name(`${kind}_rank`)}`);
  const exceptions = compiled.exceptions.map((column) => sql`, ${column}`);
  const possible = dimensions.flatMap(({ name: measure, sources, samples }, index) =>
    sources === undefined
      ? []
      : [sql`(${name(`known ${measure}`)} or place // ${strides[index] ?? 1} % ${samples.length} = 0)`],
  );
  return sql`
    select profile * ${inner} + place as point, proof_profiles.* ${join([...columns, ...none, ...exceptions], '')},
      ${possible.length === 0 ? raw('true') : join(possible, ' and ')} as possible
    from proof_profiles, (select range as place from range(${inner}))`;
}

function valueSql({ kind, name: word, samples, type }: Dimension, stride: number): Sql {
  const list = samples.map((sample) => sql`${sample}`);
  const column = kind === 'previous' || kind === 'announced' ? name(`${kind}_rank`) : measureColumn(word);
  return sql`list_extract([${join(list)}]::${raw(type)}[], (place // ${stride} % ${samples.length} + 1)::integer) as ${column}`;
}

/** How far apart neighbours along each dimension are. */
export function stridesOf(dimensions: readonly Dimension[]): readonly number[] {
  return dimensions.map((_, index) => sizeOf(dimensions.slice(0, index)));
}

/** Which sample of each dimension a point has. */
export function placesOf(
  { dimensions, inner }: Pick<Grid, 'dimensions' | 'inner'>,
  point: number,
): readonly number[] {
  const place = point % inner;
  const strides = stridesOf(dimensions);
  return dimensions.map(({ samples }, index) => Math.floor(place / (strides[index] ?? 1)) % samples.length);
}
