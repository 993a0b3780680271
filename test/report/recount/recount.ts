import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Candidates, candidatesOf } from './candidate-pairs.js';
import { type Person, personsOf } from './persons.js';
import { costClaims } from './sections/costs.js';
import { decisionClaims } from './sections/decisions.js';
import { flowClaims } from './sections/flow.js';
import { gradePointClaims } from './sections/grade-points.js';
import { gradeClaims } from './sections/grades.js';
import { headClaims } from './sections/head.js';
import { type Arithmetic, arithmeticOf, inputClaims } from './sections/inputs.js';
import { limitClaims } from './sections/limits.js';
import { listClaims } from './sections/lists.js';
import { lossClaims } from './sections/losses.js';
import { lotClaims } from './sections/lots.js';
import { matchingClaims } from './sections/matching.js';
import { matrixClaims } from './sections/matrix.js';
import { memberClaims } from './sections/members.js';
import { orderClaims } from './sections/orders.js';
import { originClaims } from './sections/origin.js';
import { pointClaims } from './sections/points.js';
import { emptiedClaims, emptiedOf, rejectClaims } from './sections/rejects.js';
import { ruleClaims } from './sections/rules.js';
import { scoringClaims } from './sections/scoring.js';
import { type Claims, joined } from './table.js';
import type { ToldRules } from './told-rules.js';
import { type Cells, keyOf, type Tables, tablesOf } from './world-tables.js';
import type { Planned } from './worlds.js';

export interface EmptiedRow {
  readonly source: string;
  readonly field: string;
  readonly reason: string;
  readonly count: number;
}

/** What several sections count on. */
export interface Recount {
  readonly tables: Tables;
  readonly persons: readonly Person[];
  readonly inputs: readonly Arithmetic[];
  readonly emptyRows: readonly EmptiedRow[];
  readonly candidates: Candidates;
  /** Lines of review.csv that wait for a person, in the order in which the sheets have them. */
  readonly pairs: Readonly<Record<'review' | 'ambiguous', readonly Cells[]>>;
  readonly isNew: (person: Person) => boolean;
  readonly isChanged: (person: Person) => boolean;
  /** Members that are in no export any more. */
  readonly gone: readonly string[];
  readonly told: ToldRules;
  /** When a file was written, as a clock in the time zone of the project says. */
  readonly written: (file: string) => string;
}

/** Every number of the reports of a plan, counted again from the exports, the plan's files and the target. */
export async function recount(planned: Planned): Promise<Claims> {
  const tables = await tablesOf(planned);
  const known = new Set(tables.before.members.map(({ member_id: id }) => id));
  const changes = tables.of('changes');
  const changed = new Set([...changes, ...regrounded(tables)].map(({ member_id: id }) => id));
  const counted: Recount = {
    tables,
    persons: personsOf(tables),
    inputs: arithmeticOf(tables),
    emptyRows: emptiedOf(tables),
    candidates: candidatesOf(tables),
    pairs: { review: waiting(tables, 'review'), ambiguous: waiting(tables, 'ambiguous') },
    isNew: ({ id }) => !known.has(id),
    isChanged: ({ id }) => changed.has(id),
    gone: changes.flatMap(({ field, after, member_id: id = '' }) =>
      field === 'gone_since' && after !== '' ? [id] : [],
    ),
    told: planned.told,
    written: (file) => minuteOf(join(dirname(tables.plan.config.path), file)),
  };
  return joined(...SECTIONS.map((claims) => claims(counted)));
}

const SECTIONS = [
  headClaims,
  inputClaims,
  memberClaims,
  gradeClaims,
  matrixClaims,
  flowClaims,
  lossClaims,
  decisionClaims,
  pointClaims,
  gradePointClaims,
  orderClaims,
  lotClaims,
  costClaims,
  matchingClaims,
  scoringClaims,
  limitClaims,
  rejectClaims,
  emptiedClaims,
  ruleClaims,
  originClaims,
  listClaims,
];

/** Links that are new, or that another rule or another weight makes: a member with one is written to. */
function regrounded({ of, before }: Tables): readonly Cells[] {
  const held = new Map(before.links.map((link) => [keyOf(link), groundOf(link)]));
  return of('links').filter((link) => held.get(keyOf(link)) !== groundOf(link));
}

function groundOf({ member_id: id, how, score }: Cells): string {
  return `${id} ${how} ${Number(score)}`;
}

/** Seoul has no summer time. */
function minuteOf(path: string): string {
  const local = new Date(statSync(path).mtimeMs + 9 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}

function waiting(tables: Tables, outcome: string): readonly Cells[] {
  const open = tables.of('review').filter((pair) => pair.outcome === outcome);
  const heaviest = (id: string) =>
    Math.max(...open.filter((one) => one.id_l === id).map((one) => Number(one.score)));
  return open.toSorted((a, b) =>
    outcome === 'review' || a.id_l === b.id_l
      ? Number(b.score) - Number(a.score)
      : heaviest(b.id_l ?? '') - heaviest(a.id_l ?? '') || (`${a.id_l}` < `${b.id_l}` ? -1 : 1),
  );
}
