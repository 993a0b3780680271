import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import type { Decision } from '../ruleset.js';
import { type Cases, standing } from './cases.js';
import type { Draft } from './draft.js';
import { decidedPoints, evaluateGrid, type Grid } from './grid.js';
import type { Loosened } from './loosen.js';

/** Every rule decides somewhere, and every grade can be got otherwise than by having had it. */
export async function proveReachable(
  engine: Engine,
  cases: Cases,
  again: { readonly loosened: Loosened; readonly sources: readonly Source[] },
): Promise<readonly Draft[]> {
  const { grids, rules } = cases;
  const decided = new Set(grids.flatMap((grid) => [...new Set(grid.rules)]));
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

function ranksReached(grid: Grid): ReadonlySet<number> {
  const before = grid.dimensions.findIndex(({ kind }) => kind === 'previous');
  const samples = grid.dimensions[before]?.samples.length ?? 1;
  const stride = grid.dimensions
    .slice(0, Math.max(0, before))
    .reduce((size, { samples: all }) => size * all.length, 1);
  const reached = new Set<number>();
  for (const [point, result] of grid.results.entries()) {
    const rank = standing(result);
    // The first sample of the previous grade is the missing one, then the ranks.
    const previous = before < 0 ? 0 : Math.floor((point % grid.inner) / stride) % samples;
    if (rank > 0 && rank !== previous) reached.add(rank);
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
