import type { Source } from '../config/config.js';
import { kindOf } from '../config/fields.js';
import { fieldsOf } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { either, join, name, type Sql, sql } from '../engine/sql.js';
import type { WholeFile } from '../profile/read-whole.js';
import { columnSql } from '../read/column-sql.js';
import { idColumns, tableColumns } from '../read/mapping.js';
import type { Opened } from '../read/opening.js';
import { readSource } from '../read/source.js';
import { isMissing, present, trimmedColumn } from '../standardise/missing.js';
import { alikeRows, ROW } from './alike-rows.js';
import { gradeLabels } from './grade-labels.js';
import type { Label } from './ladder.js';
import { testTexts } from './test-accounts.js';

/** What came to light when the rows of an export were asked as the drafted config reads them. */
export interface Trial {
  readonly records: number;
  /** Records that would be rejected: damaged ones, those without an id, and ids whose rows differ. */
  readonly rejected: number;
  /** Whether its amounts have a comma before the fraction: 1.234,56. */
  readonly hasDecimalComma: boolean;
  /** Rows whose name or id says that they are a test. */
  readonly tests: number;
  /** Rows that say the same name and phone, name and e-mail, or identity code as another row of the source. */
  readonly alike: number;
  readonly labels: readonly Label[];
  /** A sample of phones, for their country alone. */
  readonly phones: readonly string[];
}

const SAMPLE = 500;

/** An export whose rows lie in the engine, and how the drafted config reads it. */
export interface Drafted {
  readonly source: Source;
  readonly opened: Opened;
  readonly file: WholeFile;
}

/** Asks what a profile of single columns cannot know: the rows as a plan would read them. */
export async function tryOut(engine: Engine, drafted: Drafted): Promise<Trial> {
  const { loaded, rejected } = drafted.file.tally;
  return askRows(engine, drafted.source, { table: rowsOf(drafted), records: loaded + rejected, rejected });
}

/** The same of a source in several files, which is read as a plan reads it. */
export async function tryReading(engine: Engine, source: Source, workDirectory: string): Promise<Trial> {
  const reading = await readSource(engine, source, { workDirectory, parallel: 2 });
  try {
    const numbered = sql`(select rowid as ${ROW}, * from ${name(reading.table)})`;
    const trial = await askRows(engine, source, {
      table: withMadeId(source, numbered),
      records: reading.files.reduce((sum, file) => sum + file.records, 0),
      rejected: reading.files.reduce((sum, file) => sum + file.rejected, 0),
    });
    await engine.drop(reading.table);
    return trial;
  } finally {
    await reading.dispose();
  }
}

interface Rows {
  readonly table: Sql;
  /** All records, and those of them that are damaged and not in the table. */
  readonly records: number;
  readonly rejected: number;
}

async function askRows(engine: Engine, source: Source, { table, records, rejected }: Rows): Promise<Trial> {
  const fields = fieldsOf(source);
  const hasDecimalComma = await decimalComma(engine, table, fields);
  return {
    ...{ records, hasDecimalComma },
    rejected: rejected + (await unkeyed(engine, table, fields)),
    tests: await tests(engine, table, fields),
    alike: await alikeRows(engine, table, fields),
    labels: fields.includes('grade') ? await gradeLabels(engine, table, { fields, hasDecimalComma }) : [],
    phones: fields.includes('phone') ? await phones(engine, table) : [],
  };
}

/** The columns as they would be loaded, from the rows that were loaded with every column. */
function rowsOf({ source, opened, file }: Drafted): Sql {
  const { columns, dialect } = opened;
  const named = tableColumns(source).map((field, at) => {
    const column = columns[at];
    if (column === undefined) throw new Error(`nothing is said of where ${field} comes from`);
    return sql`${columnSql(column, dialect.textMark)} as ${name(field)}`;
  });
  return withMadeId(source, sql`(select rowid as ${ROW}, ${join(named)} from ${name(file.table)})`);
}

/** The id of a plan is of the values in their standard form; their texts tell nearly the same rows apart. */
function withMadeId(source: Source, table: Sql): Sql {
  const columns = idColumns(source).map((column) => name(column));
  if (columns.length === 0) return table;
  const texts = columns.map((column) =>
    present.reduce((previous, step) => step(previous), sql`lower(${column})`),
  );
  const parts = texts.map((text) => sql`coalesce(${text}, '')`);
  const id = sql`case when coalesce(${join(texts)}) is not null then concat_ws(chr(10), ${join(parts)}) end`;
  return sql`(select * exclude (${join(columns)}) replace (${id} as member_id) from ${table})`;
}

/** Rows without an id, and rows of ids that do not say the same every time. */
async function unkeyed(engine: Engine, table: Sql, fields: readonly string[]): Promise<number> {
  // An id that is made of other fields is judged by the plan.
  if (!fields.includes('member_id')) return 0;
  const key = trimmedColumn('member_id');
  await engine.step(
    'init_repeats',
    sql`select ${key} as key from ${table} where not ${isMissing(key)} group by 1 having count(*) > 1`,
  );
  const row = await engine.one<{ missing: bigint; differing: bigint | null }>(
    sql`select (select count(*) from ${table} where ${name('member_id')} is null or ${isMissing(key)}) as missing,
      (select cast(sum(rows) as bigint) from (
        select count(*) as rows from ${table} join init_repeats on init_repeats.key = ${key}
        group by init_repeats.key having count(distinct row(${join(fields.map(name))})) > 1)) as differing`,
  );
  await engine.drop('init_repeats');
  return Number(row.missing) + Number(row.differing ?? 0n);
}

async function tests(engine: Engine, table: Sql, fields: readonly string[]): Promise<number> {
  const row = await engine.one<{ rows: bigint }>(
    sql`select count(*) as rows from ${table} where ${either(testConditions(fields))}`,
  );
  return Number(row.rows);
}

function testConditions(fields: readonly string[]): readonly Sql[] {
  return testTexts(fields).map(({ field, pattern }) => sql`coalesce(${name(field)} like ${pattern}, false)`);
}

/** A fraction behind a comma somewhere, and behind a point nowhere. */
async function decimalComma(engine: Engine, table: Sql, fields: readonly string[]): Promise<boolean> {
  const amounts = fields.filter((field) => kindOf(field) === 'amount');
  // The pattern is asked of few: most amounts have neither.
  const ends = (mark: string) =>
    either(
      amounts.map(
        (field) => sql`case when contains(${name(field)}, ${mark})
          then regexp_matches(${name(field)}, ${`[${mark}]\\d{1,2}\\D{0,4}$`}) else false end`,
      ),
    );
  const row = await engine.one<{ commas: bigint; points: bigint }>(
    sql`select count(*) filter (where ${ends(',')}) as commas, count(*) filter (where ${ends('.')}) as points
      from ${table}`,
  );
  return row.commas > 0n && row.points === 0n;
}

async function phones(engine: Engine, table: Sql): Promise<readonly string[]> {
  // By their digits backwards: as good as by chance, and the same every time.
  const rows = await engine.rows<{ text: string }>(
    sql`select distinct ${name('phone')} as text, reverse(${name('phone')}) as turned from ${table}
      where ${name('phone')} is not null and not ${isMissing(name('phone'))} order by turned, text limit ${SAMPLE}`,
  );
  return rows.map(({ text }) => text);
}
