import { z } from 'zod';
import { grade, text } from './values.js';

export interface MemberExample {
  readonly member_id: string;
  readonly name: string | null;
  /** The label each source's row carries, in the order of the sources: `online GOLD`. */
  readonly source_grades: readonly { readonly source: string; readonly label: string | null }[];
  readonly before: string | null;
  readonly after: string | null;
}

/** What is told of a member that stands for others. */
export const example = {
  member_id: text,
  name: text.nullable(),
  source_grades: z.array(z.strictObject({ source: text, label: text.nullable() })),
  before: grade,
  after: grade,
};
