import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import type { Decision } from '../ruleset.js';
import { type Cases, LEFT } from './cases.js';
import { stridesOf } from './dimensions.js';
import type { Draft } from './draft.js';
import { evaluateGrid, type Grid } from './grid.js';
import type { Loosened } from './loosen.js';
import { decidedPoints } from './points-sql.js';

/** Every rule decides somewhere, and every grade can be got otherwise than by having had it. */
export async function proveReachable(
  engine: Engine,
  cases: Cases,
  again: { readonly loosened: Loosened; readonly sources: readonly Source[] },
): Promise<readonly Draft[]> {
  const { grids, rules } = cases;
  const decided = new Set(grids.flatMap(rulesReached));
  const idle = rules.decide.map((_, index) => index).filter((index) => !decided.has(index + 1));
  const drafts: Draft[] = [];
  for (const index of idle) {
    const rule = rules.decide[index] as Decision;
    const why = await whyIdle(engine, index, { cases, ...again });
    const message = `the rule ${rule.name} can never apply: ${why}`;
    drafts.push({ kind: 'unreachable rule', place: rule.place, rule: rule.name, say: () => message });
  }
  return [...drafts, ...unreachableGrades(cases)];
}

function unreachableGrades({ grids, rules }: Cases): readonly Draft[] {
  const reached = new Set(grids.flatMap((grid) => [...ranksReached(grid)]));
  return rules.grades.flatMap((grade, index): readonly Draft[] =>
    reached.has(index + 1)
      ? []
      : [
          {
            kind: 'unreachable grade',
            place: rules.where(['grades', index]),
            say: () => `no rule ever gives ${grade}`,
          },
        ],
  );
}

/** The numbers of the rules that decide somewhere. */
function rulesReached({ rules }: Grid): readonly number[] {
  const reached = new Uint8Array(65_536);
  for (let point = 0; point < rules.length; point += 1) reached[rules[point] as number] = 1;
  return [...reached.keys()].filter((number) => reached[number] === 1);
}

/** A grade that somebody had already is not reached by having it. */
function ranksReached({ dimensions, inner, results }: Grid): ReadonlySet<number> {
  const before = dimensions.findIndex(({ kind }) => kind === 'previous');
  const samples = dimensions[before]?.samples.length ?? 1;
  const stride = before < 0 ? inner : (stridesOf(dimensions)[before] ?? 1);
  const reached = new Set<number>();
  for (let start = 0, sample = 0; start < results.length; start += stride, sample = (sample + 1) % samples) {
    // The first sample of the previous grade is the missing one, then the ranks.
    const had = before < 0 ? 0 : sample + LEFT;
    for (let point = start; point < start + stride; point += 1) {
      const result = results[point] as number;
      if (result > LEFT && result !== had) reached.add(result - LEFT);
    }
  }
  return reached;
}

interface Again {
  readonly cases: Cases;
  readonly loosened: Loosened;
  readonly sources: readonly Source[];
}

/** Which rules answer where this one would, or that it never would. */
async function whyIdle(engine: Engine, index: number, { cases, loosened, sources }: Again): Promise<string> {
  const before = new Set<number>();
  let asked = 0n;
  for (const { asOf } of cases.grids) {
    const grid = await evaluateGrid(engine, { loosened, sources, asOf });
    const rule = grid.compiled.decide[index];
    if (rule === undefined) continue;
    const lines = await engine.rows<{ rule_no: number | null; knows: boolean; cases: bigint }>(sql`
      select rule_no, (${rule.rank}) is not null as knows, count(*) as cases
      from (${decidedPoints(grid)}) where possible and (${rule.when}) group by all`);
    for (const { rule_no, knows, cases: count } of lines) {
      asked += count;
      if (knows && rule_no !== null) before.add(rule_no);
    }
  }
  if (asked === 0n) return 'its condition never holds';
  if (before.size === 0) return 'where its condition holds, everything that its grade is made of is missing';
  const names = [...before].toSorted((a, b) => a - b).map((number) => cases.rules.decide[number]);
  const words = names.map((rule) => `${rule?.name} (line ${rule?.place.line})`);
  return `wherever it would, ${words.join(' or ')} has answered`;
}
