import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { Engine } from '../../engine/engine.js';
import { sql } from '../../engine/sql.js';
import { type Agreement, OUTCOMES } from '../../match/agreements.js';
import { phrase } from '../../match/wording.js';
import { messagesIn } from '../../report/messages.js';
import { PATTERN_FILE, readCsv } from './content.js';

const SIDES = ['strangers', 'household'] as const;

type Side = (typeof SIDES)[number];

/**
 * Writes `patterns.csv`, most pairs first. Weights are thousandths of a bit; `strangers.<comparison>` is what a
 * comparison adds against strangers, and `strangers` is their sum with `strangers_prior`.
 */
export async function writePatterns(
  agreements: readonly Agreement[],
  { comparisons, directory }: { readonly comparisons: readonly string[]; readonly directory: string },
): Promise<void> {
  const header = [
    ...['outcome', 'how', 'agreement', 'reason', 'pairs', ...OUTCOMES],
    ...SIDES.flatMap((side) => columnsOf(side, comparisons)),
  ];
  const lines = agreements.map((one) => cells(one, comparisons));
  const text = [header, ...lines].map((line) => `${line.map(cellText).join(',')}\n`).join('');
  await writeFile(joinPath(directory, PATTERN_FILE), text, { mode: 0o600 });
}

/** The agreement behind a link of this plan; null where the plan holds none, as plans of earlier versions. */
export async function readAgreement(
  engine: Engine,
  directory: string,
  { how, reason }: { readonly how: string; readonly reason: string | null },
): Promise<Pick<Agreement, 'agreement' | 'strangers' | 'household' | 'parts'> | null> {
  const file = joinPath(directory, PATTERN_FILE);
  if (!existsSync(file)) return null;
  const [found] = await engine.rows<Record<string, string | null>>(
    sql`select * from ${readCsv(file)}
      where how = ${how} and coalesce(reason, '') = ${reason ?? ''} and outcome in ('link', 'score')`,
  );
  return found === undefined ? null : agreementOf(found);
}

function agreementOf(line: Readonly<Record<string, string | null>>) {
  const weight = (column: string) => Number(line[column] ?? 0);
  const agreement = line.agreement ?? '';
  const weighed = (side: Side) => ({ prior: weight(`${side}_prior`), total: weight(side) });
  return {
    agreement,
    strangers: weighed('strangers'),
    household: line.household === null ? null : weighed('household'),
    parts: agreement.split(' ').flatMap((code) => {
      const [comparison = '', level] = code.split('=');
      if (level === undefined) return [];
      const of = (side: Side) => weight(`${side}.${comparison}`);
      return [{ comparison, level, strangers: of('strangers'), household: of('household') }];
    }),
  };
}

function columnsOf(side: Side, comparisons: readonly string[]): readonly string[] {
  return [side, `${side}_prior`, ...comparisons.map((comparison) => `${side}.${comparison}`)];
}

type Cell = string | number | undefined;

function cells(one: Agreement, comparisons: readonly string[]): readonly Cell[] {
  const counts = OUTCOMES.map((outcome) => one.pairs[outcome]);
  const weights = SIDES.flatMap((side) => {
    const weighed = one[side];
    const part = (comparison: string) => one.parts.find((known) => known.comparison === comparison)?.[side];
    return [weighed?.total, weighed?.prior, ...comparisons.map(weighed === null ? () => undefined : part)];
  });
  const reason = phrase(one.agreement, messagesIn('en').codes);
  const pairs = counts.reduce((sum, count) => sum + count, 0);
  return [one.outcome, one.how, one.agreement, reason, pairs, ...counts, ...weights];
}

/** All text is made of codes and our own words: no line breaks, and nothing that a spreadsheet would run. */
function cellText(cell: Cell): string {
  const text = String(cell ?? '');
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
