import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { accepting } from '../accept.js';
import type { Finding, RuleSet } from '../ruleset.js';
import { proveArithmetic } from './arithmetic.js';
import type { Cases } from './cases.js';
import { proveComplete } from './complete.js';
import { proveConsents } from './consents.js';
import { daysOf } from './days.js';
import type { Draft } from './draft.js';
import { exampleText } from './example-text.js';
import { evaluateGrid, type Grid, MOST_POINTS, TooLarge } from './grid.js';
import { type Loosened, loosen } from './loosen.js';
import { proveMaps } from './maps.js';
import { proveMonotone } from './monotone.js';
import { provePoints } from './points.js';
import { proveReachable } from './reachable.js';
import { proveScores } from './scores.js';
import { findWitnesses } from './witness.js';
import { proveNobodyWorseOff } from './worse-off.js';

/**
 * The eight proofs. Each finding says where it stands and, where a person was found who shows it, that person as
 * an example. What no person could be found for is called possible.
 */
export async function proveRules(
  engine: Engine,
  rules: RuleSet,
  sources: readonly Source[],
): Promise<readonly Finding[]> {
  const drafts = [
    ...proveMaps(rules),
    ...(await unlessTooLarge(rules, ['points'], () => provePoints(engine, { rules, sources }))),
    ...(await proveArithmetic(engine, rules)),
    ...(await proveConsents(engine, rules, sources)),
    ...proveScores(rules),
    ...(await unlessTooLarge(rules, ['decide'], () => proveGrades(engine, rules, sources))),
  ];
  const findings = await shown(engine, drafts, { rules, sources });
  await engine.drop(...TABLES);
  const inOrder = findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return accepting(inOrder, rules);
}

const TABLES = ['samples', 'profiles', 'vectors', 'added', 'pairs', 'persons', 'person_rows', 'rows'].map(
  (table) => `proof_${table}`,
);

async function proveGrades(
  engine: Engine,
  rules: RuleSet,
  sources: readonly Source[],
): Promise<readonly Draft[]> {
  if (rules.decide.length === 0) return [];
  const loosened = loosen(rules);
  const grids = await gridsOf(engine, loosened, sources);
  const cases: Cases = { grids, rules, trials: { rules, sources, free: loosened.free } };
  return [
    ...proveComplete(cases),
    ...(await proveReachable(engine, cases, { loosened, sources })),
    ...proveMonotone(cases),
    ...proveNobodyWorseOff(cases),
  ];
}

async function gridsOf(
  engine: Engine,
  loosened: Loosened,
  sources: readonly Source[],
): Promise<readonly Grid[]> {
  const days = await daysOf(engine, loosened, sources);
  const grids: Grid[] = [];
  for (const asOf of days) {
    const grid = await evaluateGrid(engine, { loosened, sources, asOf });
    grids.push(grid);
    const points = grid.results.length * days.length;
    const others = grid.dimensions.map(({ name, samples }) => `${name} (${samples.length})`);
    if (points > MOST_POINTS) throw new TooLarge(points, [`days (${days.length})`, ...others]);
  }
  return grids;
}

async function unlessTooLarge(
  rules: RuleSet,
  path: readonly string[],
  prove: () => Promise<readonly Draft[]>,
): Promise<readonly Draft[]> {
  try {
    return await prove();
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    const cases = new Intl.NumberFormat('en').format(error.points);
    const message = `${path[0]} is not proven: ${cases} cases are more than ${new Intl.NumberFormat('en').format(MOST_POINTS)}: ${error.dimensions.join(' x ')}`;
    return [{ kind: 'not proven', place: rules.where(path), say: () => message }];
  }
}

async function shown(
  engine: Engine,
  drafts: readonly Draft[],
  context: { readonly rules: RuleSet; readonly sources: readonly Source[] },
): Promise<readonly Finding[]> {
  const claims = drafts.flatMap(({ claim }) => claim ?? []);
  const found = await findWitnesses(engine, claims, context);
  return drafts.map(({ kind, place, rule, claim, example, say }) => {
    const persons = claim && found[claims.indexOf(claim)];
    const isPossible = claim !== undefined && persons === undefined;
    const about = kind === 'points not conserved' ? 'points' : 'grade';
    const lines =
      persons?.map((person) => exampleText(person, claim?.asOf ?? '', about)).join('\n') ?? example;
    return {
      kind,
      file: context.rules.file,
      ...place,
      ...(rule === undefined ? {} : { rule }),
      message: `${isPossible ? 'possibly: ' : ''}${say(persons)}`,
      ...(lines === undefined ? {} : { example: lines }),
    };
  });
}
