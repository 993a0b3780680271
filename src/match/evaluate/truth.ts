import type { Config } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { name, type Sql, sql } from '../../engine/sql.js';
import { trimmed } from '../../standardise/missing.js';
import { MOST_FAULTS, type Wrong } from '../edited-file.js';
import { sourceNumber, strangeSource } from '../source-name.js';
import { loadLabels, type PairTruth } from './labels.js';
import { nothingAccepted, readTruthFile, type TruthFile } from './truth-file.js';

export interface PersonTruth {
  readonly kind: 'persons';
  readonly path: string;
  /** Rows of exports that the file names. */
  readonly ids: number;
  /** Those of them that are accepted rows. */
  readonly rows: number;
  /** Accepted rows whose person the file does not say. */
  readonly unknown_rows: number;
}

export type { PairTruth };

export type Truth = PersonTruth | PairTruth;

/**
 * Loads what is known. A file of persons gives `truth(row_id, person)`, and `absent(person)` with one row for
 * every id that is no accepted row; a file of decided pairs gives `labels(l, r, is_link)`. Needs `rows`. Throws
 * Faults for a header, source, id, person or decision that cannot be used.
 */
export async function loadTruth(
  engine: Engine,
  config: Config,
  { path, workDirectory }: { readonly path: string; readonly workDirectory: string },
): Promise<Truth> {
  const file = await readTruthFile(engine, path, workDirectory);
  const load = file.kind === 'pairs' ? loadLabels : loadPersons;
  try {
    return await load(engine, config, file);
  } finally {
    await file.dispose();
  }
}

async function loadPersons(engine: Engine, config: Config, file: TruthFile): Promise<PersonTruth> {
  await engine.step('truth_lines', truthLines(config));
  await refuseGaps(engine, config, file);
  await refuseTwoPersons(engine, file);
  await engine.step(
    'truth_ids',
    sql`select source_no, member_id, min(person) as person from truth_lines group by source_no, member_id`,
  );
  const rows = await engine.step(
    'truth',
    sql`select row_id, person from truth_ids join rows using (source_no, member_id)`,
  );
  const absent = await engine.step(
    'absent',
    sql`select person from truth_ids anti join rows using (source_no, member_id)`,
  );
  await engine.drop('truth_lines', 'truth_ids');
  if (rows === 0 && absent > 0) await file.refuse([nothingAccepted('source_member_id')]);
  const all = await engine.one<{ rows: bigint }>(sql`select count(*) as rows from rows`);
  return {
    kind: 'persons',
    path: file.path,
    ids: rows + absent,
    rows,
    unknown_rows: Number(all.rows) - rows,
  };
}

function truthLines(config: Config): Sql {
  return sql`select rowid as line_id, ${trimmed(name('source'))} as source,
      ${sourceNumber(config, trimmed(name('source')))} as source_no,
      ${trimmed(name('source_member_id'))} as member_id, ${trimmed(name('person'))} as person
    from read__truth`;
}

async function refuseGaps(engine: Engine, config: Config, file: TruthFile): Promise<void> {
  const gaps = await engine.rows<{ line_id: bigint; source: string | null; gap: string }>(
    sql`select line_id, source, case when source_no is null then 'source'
          when coalesce(member_id, '') = '' then 'source_member_id' else 'person' end as gap
      from truth_lines
      where source_no is null or coalesce(member_id, '') = '' or coalesce(person, '') = ''
      order by line_id limit ${MOST_FAULTS}`,
  );
  const wrongs = gaps.map(({ line_id: at, source, gap: column }): Wrong => {
    if (column === 'source') return strangeSource(config, { at, column }, source);
    return { at, column, message: `${column} is missing`, hint: 'a line says which row is which person' };
  });
  if (wrongs.length > 0) await file.refuse(wrongs);
}

async function refuseTwoPersons(engine: Engine, file: TruthFile): Promise<void> {
  const found = await engine.rows<{ line_id: bigint }>(
    sql`select max(line_id) as line_id from truth_lines
      group by source_no, member_id having min(person) <> max(person)
      order by line_id limit ${MOST_FAULTS}`,
  );
  const message = 'another line says that this row is another person';
  const hint = 'a row is one person: keep the line that is right';
  if (found.length > 0)
    await file.refuse(found.map(({ line_id: at }) => ({ at, column: 'person', message, hint })));
}
