import { existsSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { type Agreement, OUTCOMES } from '../match/agreements.js';
import { phrase } from '../match/wording.js';
import { messagesIn } from '../report/messages.js';
import { copy, PATTERN_FILE, readCsv } from './files.js';

const SIDES = ['strangers', 'household'] as const;

type Side = (typeof SIDES)[number];

/** Lines of one statement. */
const BATCH = 500;

/**
 * Writes `patterns.csv`, most pairs first. Weights are thousandths of a bit; `strangers.<comparison>` is what a
 * comparison adds against strangers, and `strangers` is their sum with `strangers_prior`.
 */
export async function writePatterns(
  engine: Engine,
  agreements: readonly Agreement[],
  { comparisons, directory }: { readonly comparisons: readonly string[]; readonly directory: string },
): Promise<void> {
  const texts = ['outcome', 'how', 'agreement', 'reason'];
  const numbers = ['pairs', ...OUTCOMES, ...SIDES.flatMap((side) => columnsOf(side, comparisons))];
  const columns = [...texts.map(typed('varchar')), ...numbers.map(typed('bigint'))];
  await engine.run(sql`create or replace table pattern_lines (line integer, ${join(columns)})`);
  const lines = agreements.map((one, at) => sql`(${at}, ${join(cells(one, comparisons))})`);
  for (let at = 0; at < lines.length; at += BATCH)
    await engine.run(sql`insert into pattern_lines values ${join(lines.slice(at, at + BATCH))}`);
  const select = sql`select * exclude (line) from pattern_lines order by line`;
  await copy(engine, select, joinPath(directory, PATTERN_FILE));
  await engine.drop('pattern_lines');
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

function typed(type: string): (column: string) => Sql {
  return (column) => sql`${name(column)} ${{ sql: type }}`;
}

function cells(one: Agreement, comparisons: readonly string[]): readonly Sql[] {
  const counts = OUTCOMES.map((outcome) => one.pairs[outcome]);
  const weights = SIDES.flatMap((side) => {
    const weighed = one[side];
    const part = (comparison: string) => one.parts.find((known) => known.comparison === comparison)?.[side];
    return [weighed?.total, weighed?.prior, ...comparisons.map(weighed === null ? () => undefined : part)];
  });
  const reason = phrase(one.agreement, messagesIn('en').codes);
  const pairs = counts.reduce((sum, count) => sum + count, 0);
  return [one.outcome, one.how, one.agreement, reason, pairs, ...counts, ...weights].map(
    (cell) => sql`${cell}`,
  );
}
