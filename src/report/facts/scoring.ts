import { dirname } from 'node:path';
import { shownFrom } from '../../config/shown-path.js';
import { sql } from '../../engine/sql.js';
import { OUTCOMES, type Outcome } from '../../match/agreements.js';
import { countEmptyRows } from '../../match/evaluate/reach.js';
import { priorsOf } from '../../match/model/for-plan.js';
import { weightAt, weightsOf } from '../../match/model/weights.js';
import { BAND } from '../../match/pair-counts.js';
import { MODEL_IN_FORCE, PATTERN_FILE } from '../../plan/files/content.js';
import type { ReviewedReport } from '../model/reviewed.js';
import type { BandReport, OutcomeCounts, ScoringReport } from '../model/scoring.js';
import type { ModelReport } from '../model/scoring-model.js';
import { gatherBlocking } from './blocking.js';
import type { FactContext } from './context.js';
import { gatherDoubtful } from './doubtful.js';
import { gatherThresholds } from './thresholds.js';

/** How pairs were found and weighed. Needs `pair_counts`, `compared`, `patterns` and `review`. */
export async function gatherScoring(context: FactContext): Promise<ScoringReport> {
  const { engine, config, matched } = context;
  const bands = await gatherBands(context);
  const outcomes = sumOf(bands);
  return {
    compared: OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0),
    outcomes,
    bands,
    thresholds: await gatherThresholds(context),
    blocking: await gatherBlocking(context),
    model: modelOf(context),
    households: await gatherHouseholds(context),
    empty_rows: await countEmptyRows(engine, config),
    agreements: { total: matched.agreements.length, file: PATTERN_FILE },
    doubtful: await gatherDoubtful(context),
    ...reviewedOf(context),
  };
}

/** Outside these, in bands, one more tells nothing more: below -20 bits, and from 50 on. */
const LEAST = -5;
const MOST = 10;

async function gatherBands({ engine }: FactContext): Promise<readonly BandReport[]> {
  const rows = await engine.rows<{ band: number; outcome: Outcome; pairs: bigint }>(
    sql`select least(greatest(band, ${LEAST}), ${MOST})::integer as band, outcome, sum(pairs)::bigint as pairs
      from pair_counts group by all order by band, outcome`,
  );
  const found = [...new Set(rows.map(({ band }) => band))];
  const [first = 0, last = -1] = [found[0], found.at(-1)];
  return Array.from({ length: last - first + 1 }, (_, at): BandReport => {
    const band = first + at;
    const counts = OUTCOMES.map((outcome) => {
      const row = rows.find((one) => one.band === band && one.outcome === outcome);
      return [outcome, Number(row?.pairs ?? 0n)];
    });
    return {
      from: band === LEAST ? null : band * BAND,
      to: band === MOST ? null : (band + 1) * BAND,
      ...(Object.fromEntries(counts) as OutcomeCounts),
    };
  });
}

function sumOf(bands: readonly OutcomeCounts[]): OutcomeCounts {
  const sums = OUTCOMES.map((outcome) => [outcome, bands.reduce((sum, band) => sum + band[outcome], 0)]);
  return Object.fromEntries(sums) as OutcomeCounts;
}

/** Rows that a stronger pair made one member are no two persons of one household. */
async function gatherHouseholds({ engine }: FactContext): Promise<ScoringReport['households']> {
  const { pairs, members } = await engine.one<{ pairs: bigint; members: bigint }>(
    sql`with related as (
        select a.person_id as one, b.person_id as two
        from compared join person_rows as a on a.row_id = l join person_rows as b on b.row_id = r
        where outcome = 'related' and a.person_id <> b.person_id
      )
      select (select count(*) from related) as pairs,
        (select count(*) from (select one from related union select two from related)) as members`,
  );
  return { pairs: Number(pairs), members: Number(members) };
}

function modelOf({ config, matched }: FactContext): ModelReport {
  const { inForce } = matched;
  const { link, review } = config.identity.thresholds;
  const weights = weightsOf(inForce);
  return {
    name: inForce.name,
    trained:
      inForce.trained === null
        ? null
        : { as_of: inForce.trained.asOf, rows: inForce.trained.rows, pairs: inForce.trained.pairs },
    prior: {
      strangers: priorsOf(inForce).left.stranger,
      household: priorsOf(inForce).left.household,
    },
    thresholds: { link: weightAt(link), review: weightAt(review) },
    comparisons: inForce.comparisons.map(({ name, levels }, at) => ({
      name,
      levels: levels.map(({ level, household }, place) => {
        const weight = weights.comparisons[at]?.levels[place];
        return {
          level,
          strangers: weight?.stranger ?? 0,
          household: household === null ? null : (weight?.household ?? 0),
        };
      }),
    })),
    file: MODEL_IN_FORCE,
  };
}

function reviewedOf({ config, matched }: FactContext): { readonly reviewed?: ReviewedReport } {
  const { reviewed } = matched;
  if (reviewed === undefined) return {};
  const { truth, estimate, thresholds, curve } = reviewed;
  return {
    reviewed: {
      file: shownFrom(dirname(config.path), truth.path),
      pairs: truth.pairs,
      absent: truth.absent,
      changed: truth.changed,
      precision: estimate?.precision ?? null,
      recall: estimate?.recall ?? null,
      thresholds,
      curve,
    },
  };
}
