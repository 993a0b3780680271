import type { Engine } from '../../engine/engine.js';
import { type Sql, sql } from '../../engine/sql.js';
import { rankAfter } from '../compile.js';
import { adjusted, answered } from '../decided.js';
import { sizeOf } from './dimensions.js';
import { decidedPoints, pointsSql, type Shape } from './points-sql.js';

/** By point, as in a grid: what comes out, and the rule that decided. */
interface Evaluated {
  readonly results: Uint8Array;
  readonly rules: Uint16Array;
}

interface Size {
  readonly profiles: number;
  /** Of the ladder. */
  readonly grades: number;
}

/**
 * What the compiled rules decide at every point. The grades that somebody had before are often read by adjustments
 * alone; then the decision is evaluated once for all of them, and the adjustments once for every decided grade.
 */
export async function evaluatePoints(engine: Engine, shape: Shape, size: Size): Promise<Evaluated> {
  const known = shape.dimensions.filter(({ kind }) => kind === 'previous' || kind === 'announced');
  if (known.length === 0 || !isApart(shape)) {
    const rank = rankAfter(shape.compiled.adjust.length);
    return readPoints(engine, decidedPoints(shape), { rank, points: size.profiles * shape.inner });
  }
  const befores = sizeOf(known);
  const inner = shape.inner / befores;
  const alone: Shape = { ...shape, dimensions: shape.dimensions.slice(known.length), inner };
  const decided = await readPoints(engine, answered(shape.compiled, pointsSql(alone)), {
    rank: rankAfter(0),
    points: size.profiles * inner,
  });
  const after = await adjustments(engine, { ...shape, dimensions: known, inner: befores }, size);
  return combined(decided, after, { befores, inner, ranks: size.grades + OUTCOMES });
}

/** No decision reads a grade that somebody had, and no adjustment a measure. */
function isApart({ compiled }: Shape): boolean {
  const decide = compiled.decide.map(({ when, rank }) => `${when.sql} ${rank.sql}`).join(' ');
  const adjust = compiled.adjust.map(({ rank }) => rank.sql).join(' ');
  return !/(previous|announced)_rank/u.test(decide) && !adjust.includes('"measure ');
}

const BLOCK = 65_536;

/** A point comes as two characters: a million of them as text are read at once, as rows they would take a second. */
async function readPoints(
  engine: Engine,
  decided: Sql,
  { rank, points }: { readonly rank: Sql; readonly points: number },
): Promise<Evaluated> {
  const results = new Uint8Array(points);
  const rules = new Uint16Array(points);
  const blocks = await engine.rows<{ block: bigint; text: string }>(sql`
    select point // ${BLOCK} as block,
      string_agg(chr(${FIRST} + case when not possible then 0 else coalesce(${rank}::integer + 2, 1) end)
        || chr(${FIRST} + coalesce(rule_no::integer + 1, 0)), '' order by point) as text
    from (${decided})
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

/** No case, no grade, and out of the programme, before the ranks. */
const OUTCOMES = 3;

/** What the adjustments make of every decided grade: by profile, grade before, and decided grade. */
async function adjustments(engine: Engine, shape: Shape, { profiles, grades }: Size): Promise<Uint8Array> {
  const ranks = grades + OUTCOMES;
  const every = sql`
    select points.* exclude (point), point * ${ranks} + result as point, 0 as rule_no,
      case when result >= 2 then result - 2 end::utinyint as ${rankAfter(0)}
    from (${pointsSql(shape)}) as points, (select range as result from range(${ranks}))`;
  const { results } = await readPoints(engine, adjusted(shape.compiled, every), {
    rank: rankAfter(shape.compiled.adjust.length),
    points: profiles * shape.inner * ranks,
  });
  return results;
}

function combined(
  decided: Evaluated,
  after: Uint8Array,
  { befores, inner, ranks }: { readonly befores: number; readonly inner: number; readonly ranks: number },
): Evaluated {
  const results = new Uint8Array(decided.results.length * befores);
  const rules = new Uint16Array(results.length);
  for (const [point, result] of decided.results.entries()) {
    const profile = Math.floor(point / inner);
    for (let before = 0; before < befores; before += 1) {
      const at = point * befores + before;
      results[at] = result === 0 ? 0 : (after[(profile * befores + before) * ranks + result] ?? 0);
      rules[at] = decided.rules[point] ?? 0;
    }
  }
  return { results, rules };
}
