import { z } from 'zod';
import { costsSchema } from './model/costs.js';
import { decisionSchema } from './model/decisions.js';
import { emptiedSchema } from './model/emptied.js';
import { filesSchema } from './model/files.js';
import { flowSchema } from './model/flow.js';
import { gradePointsSchema } from './model/grade-points.js';
import { gradesSchema } from './model/grades.js';
import { inputSchema } from './model/inputs.js';
import { limitSchema } from './model/limits.js';
import { lossSchema } from './model/losses.js';
import { lotsSchema } from './model/lots.js';
import { matchingSchema } from './model/matching.js';
import { matrixSchema } from './model/matrix.js';
import { membersSchema } from './model/members.js';
import { ordersSchema } from './model/orders.js';
import { bucketSchema } from './model/points.js';
import { rejectsSchema } from './model/rejects.js';
import { rulesSchema } from './model/rules.js';
import { scopeSchema } from './model/scope.js';
import { scoringSchema } from './model/scoring.js';
import { takenBackSchema } from './model/taken-back.js';
import { count, text } from './model/values.js';
import { verdictSchema } from './model/verdict.js';
import type { ReportModel } from './model.js';

/** The shape of a report, in the order in which its JSON is written. */
export const reportSchema = z.strictObject({
  schema: z.literal(1),
  tool: text,
  run_id: text,
  project: text,
  as_of: text.describe('The day the plan was made for, YYYY-MM-DD, in time_zone.'),
  time_zone: text,
  masked: z.boolean(),
  lang: z.enum(['en', 'ko']).exactOptional().describe('In which the renderings beside it were written.'),
  plan_path: text,
  content_hash: text,
  verdict: verdictSchema,
  needs_approval: z.literal(true).exactOptional(),
  scope: scopeSchema
    .exactOptional()
    .describe('Where the plan is for some persons alone; members, grades, points and matching are of these.'),
  inputs: z.array(inputSchema),
  members: membersSchema,
  grades: gradesSchema,
  matrix: matrixSchema.nullable(),
  flow: flowSchema.exactOptional(),
  losses: lossSchema.exactOptional(),
  decisions: z.array(decisionSchema),
  points: z.array(bucketSchema),
  grade_points: gradePointsSchema.exactOptional(),
  orders: ordersSchema.exactOptional(),
  lots: lotsSchema.exactOptional(),
  costs: costsSchema.exactOptional(),
  matching: matchingSchema,
  limits: z.array(limitSchema),
  rejects: rejectsSchema,
  emptied: z.array(emptiedSchema),
  rules: rulesSchema,
  files: filesSchema.exactOptional(),
  scoring: scoringSchema.exactOptional(),
  superseding: z.strictObject({ run: text, members: count }).exactOptional(),
  taken_back: takenBackSchema.exactOptional(),
});

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile when the schema and the model part ways in a field, a type, or an optional mark. */
true satisfies Same<Frozen<z.output<typeof reportSchema>>, Frozen<ReportModel>>;
