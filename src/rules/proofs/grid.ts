import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { raw, type Sql, sql } from '../../engine/sql.js';
import { type Dimension, dimensionsOf, sizeOf, stridesOf } from './dimensions.js';
import { evaluatePoints } from './evaluate.js';
import type { GridRules } from './grid-rules.js';
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
  /** Where one better grade, or one higher amount, on a row leads. */
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

interface GridInput {
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
  const { results, rules } = await evaluatePoints(
    engine,
    { compiled, dimensions, inner },
    { profiles: count, grades: loosened.rules.grades.length },
  );
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

/** Which sample of each dimension a point has. */
export function placesOf(
  { dimensions, inner }: Pick<Grid, 'dimensions' | 'inner'>,
  point: number,
): readonly number[] {
  const place = point % inner;
  const strides = stridesOf(dimensions);
  return dimensions.map(({ samples }, index) => Math.floor(place / (strides[index] ?? 1)) % samples.length);
}
