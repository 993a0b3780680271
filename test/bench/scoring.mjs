// How many pairs a second are compared in six fields and weighed: `node test/bench/scoring.mjs [--pairs N]`.
// The rows are generated; the pairs are those of a block that is far too wide, so that nearly all are strangers, as in any
// linkage that scores many pairs. Generating the pairs is not counted; comparing, judging and weighing are.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../dist/src/config/load.js';
import { openEngine } from '../../dist/src/engine/engine.js';
import { raw } from '../../dist/src/engine/sql.js';
import { generate } from '../../dist/src/generate/generate.js';
import { compare } from '../../dist/src/match/compare.js';
import { frequenciesOf } from '../../dist/src/match/frequencies.js';
import { makeIdentities } from '../../dist/src/match/identities.js';
import { identityOf } from '../../dist/src/match/identity.js';
import { priorsOf } from '../../dist/src/match/model/for-plan.js';
import { readyModel } from '../../dist/src/match/model/ready-made.js';
import { weightsOf } from '../../dist/src/match/model/weights.js';
import { judgePatterns, weigh } from '../../dist/src/match/score.js';
import { readInputs } from '../../dist/src/plan/inputs/read-inputs.js';
import { standardise } from '../../dist/src/standardise/rows.js';

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '5000000' }, rounds: { type: 'string', default: '3' } },
});
const wanted = Number(values.pairs);
const SIX = ['email', 'phone', 'name', 'birth_date', 'gender', 'card_no'];
const PEOPLE = 300_000;

const work = mkdtempSync(join(tmpdir(), 'scoring-'));
try {
  await generate({ people: PEOPLE, dir: work, seed: 1 });
  const engine = await openEngine({
    threads: 2,
    memoryBytes: 8 * 2 ** 30,
    spillDirectory: join(work, 'spill'),
  });
  const config = await loadConfig(join(work, 'tier-merge.yaml'), { workingDirectory: work });
  await readInputs(engine, {
    config,
    folder: { workDirectory: work },
    threads: 2,
    watch: { bytes: () => {} },
  });
  await standardise(engine, config, { asOf: '2026-06-30', ciKey: 'key', exclusions: [] });
  const comparisons = identityOf(config).comparisons.filter(({ name }) => SIX.includes(name));
  await makeIdentities(engine, config, comparisons);
  const { rows } = await engine.one(raw('select count(*) as rows from identities'));
  await engine.run(
    raw(`create table wide as
    select l.row_id as l, r.row_id as r, 0::utinyint as block
    from identities as l join identities as r on l.row_id < r.row_id
      and left(l.name, 1) = left(r.name, 1) and year(l.birth_date) = year(r.birth_date)
    limit ${wanted}`),
  );
  const { pairs } = await engine.one(raw('select count(*) as pairs from wide'));
  const model = readyModel(comparisons, { rows: Number(rows), left: Number(rows) });
  const identity = { comparisons, exact: [], blocking: [] };
  const judge = { identity, weights: weightsOf(model), vetoes: [], priors: priorsOf(model) };
  await engine.run(raw('create table settled_rows (row_id bigint)'));
  for (let round = 1; round <= Number(values.rounds); round++) {
    const began = performance.now();
    const before = process.cpuUsage();
    await compare(engine, comparisons, { from: 'wide', to: 'candidates' });
    await judgePatterns(engine, 'candidates', judge);
    const frequencies = await frequenciesOf(engine, comparisons, model);
    await weigh(engine, {
      comparisons: comparisons.length,
      frequencies,
      thresholds: config.identity.thresholds,
    });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(before);
    console.log(
      `${Number(pairs)} pairs in ${seconds.toFixed(2)} s: ${(Number(pairs) / seconds / 1e6).toFixed(2)} million a second, ${((user + system) / 1e6).toFixed(1)} processor seconds`,
    );
  }
  engine.close();
} finally {
  rmSync(work, { recursive: true, force: true });
}
