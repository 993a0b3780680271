import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { withPassingEngine } from '../../engine/with-engine.js';
import { type Waterfall, waterfallOf } from '../../match/waterfall.js';
import { maskValue } from '../../report/mask.js';
import { type Content, type Format, readContent } from '../files/content.js';
import { readAgreement } from '../files/pattern-file.js';

type Texts = Readonly<Record<string, string | null>>;

/** One member of a plan, as its files hold it; all values are text, null where there is none. */
export interface MemberView {
  readonly member: Texts;
  readonly rows: readonly LinkedRow[];
  readonly points: readonly {
    readonly bucket: string;
    readonly balance: string;
    readonly expires_at: string | null;
  }[];
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

export interface LinkedRow {
  readonly source: string;
  readonly source_member_id: string;
  readonly how: string;
  readonly score: string;
  readonly reason: string | null;
  /** What the two rows agree in, and what that weighs; null for a row that is alone. */
  readonly weights: LinkWeights | null;
}

export interface LinkWeights extends Waterfall {
  /** In codes: `phone=equal name=near`. */
  readonly agreement: string;
}

const MEMORY = 512 * 2 ** 20;

/** What the merge says of a member, beside the fields that came with its rows. */
const IMPERSONAL =
  /^(member_id|previous_grade|rule|merged_into|split_from|gone_since|(points|expires|link):.*)$/;

/** The value of a field of a member as people are shown it. */
export function shownValue(field: string, value: string | null, mask: boolean): string | null {
  return mask && value !== null && !IMPERSONAL.test(field) ? maskValue(field, value) : value;
}

/** Finds a member in the files of a plan, in clear; undefined when it is not among them. */
export async function readMember(directory: string, memberId: string): Promise<MemberView | undefined> {
  return withPassingEngine({ threads: 1, memoryBytes: MEMORY }, (engine) =>
    memberIn(engine, directory, memberId),
  );
}

async function memberIn(
  engine: Engine,
  directory: string,
  memberId: string,
): Promise<MemberView | undefined> {
  const format = await formatOf(directory);
  const select = async <T>(table: Content) =>
    (await engine.rows(
      sql`select * exclude (member_id) from ${readContent(directory, table, format)} where member_id = ${memberId} order by all`,
    )) as unknown as readonly T[];
  const [member] = await select<Texts>('members');
  if (member === undefined) return undefined;
  return {
    member: { member_id: memberId, ...member },
    rows: await weighed(engine, directory, await select<Omit<LinkedRow, 'weights'>>('links')),
    points: await select('points'),
    changes: await select('changes'),
  };
}

/** The same with what identifies a person masked. */
export function maskedMember(view: MemberView): MemberView {
  const masked = (field: string, value: string | null) => shownValue(field, value, true);
  return {
    ...view,
    member: Object.fromEntries(
      Object.entries(view.member).map(([field, value]) => [field, masked(field, value)]),
    ),
    changes: view.changes.map(({ field, before, after }) => ({
      field,
      before: masked(field, before),
      after: masked(field, after),
    })),
  };
}

async function weighed(
  engine: Engine,
  directory: string,
  rows: readonly Omit<LinkedRow, 'weights'>[],
): Promise<readonly LinkedRow[]> {
  const found: LinkedRow[] = [];
  for (const row of rows) {
    const known = row.how === 'alone' ? null : await readAgreement(engine, directory, row);
    const weights = known && { agreement: known.agreement, ...waterfallOf(known, Number(row.score)) };
    found.push({ ...row, weights });
  }
  return found;
}

async function formatOf(directory: string): Promise<Format> {
  const { format } = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8')) as { format: Format };
  return format;
}
