import type { Config } from '../config/config.js';
import type { Engine } from '../engine/engine.js';
import { join, type Sql, sql } from '../engine/sql.js';
import { type Messages, messagesIn } from '../report/messages.js';
import { archiveOf } from '../report/workbook/archive.js';
import { type List, listSheet, ROOM } from '../report/workbook/list.js';
import { PAIR_SHEETS, type Pair, type PairSheet, pairColumns } from '../report/workbook/pair-columns.js';
import { workbookParts } from '../report/workbook/parts.js';
import type { SheetOptions } from './review-sheet.js';

interface WorkbookOptions extends SheetOptions {
  /** What reads it back. */
  readonly command: string;
  /** The file of the plan that has all pairs. */
  readonly allIn: string;
}

/**
 * The pairs of `doubtful` as a workbook with the sheets of a report, those that have rows: as many rows as a sheet has
 * room for, in the order in which a report shows them.
 */
export async function* reviewWorkbook(
  engine: Engine,
  config: Config,
  options: WorkbookOptions,
): AsyncGenerator<Uint8Array> {
  const words = messagesIn(options.lang);
  const lists = await Promise.all(
    (Object.keys(PAIR_SHEETS) as readonly PairSheet[]).map((sheet) =>
      doubtfulList(engine, config, { ...options, words, sheet }),
    ),
  );
  const sheets = lists.filter(({ total }) => total > 0).map((list) => listSheet(engine, words, list));
  yield* archiveOf(workbookParts(sheets));
}

async function doubtfulList(
  engine: Engine,
  config: Config,
  {
    mask,
    words,
    sheet,
    command,
    allIn,
  }: WorkbookOptions & { readonly words: Messages; readonly sheet: PairSheet },
): Promise<List<Pair>> {
  const outcomes = join(PAIR_SHEETS[sheet].map((one) => sql`${one}`));
  const pairs = sql`from doubtful where outcome in (${outcomes})`;
  const { total } = await engine.one<{ total: bigint }>(sql`select count(*) as total ${pairs}`);
  const { decide, notMasked, sheets } = words.workbook;
  return {
    name: sheets[sheet],
    total: Number(total),
    file: allIn,
    note: [decide({ command }), ...(mask ? [] : [notMasked])].join(' '),
    frozen: 2,
    most: ROOM,
    columns: pairColumns(config, { words, masked: mask }),
    rows: sql`select * replace (cast(score as integer) as score) ${pairs} order by ${HEAVIEST[sheet]}`,
  };
}

/** As pairs.ts of the report. */
const HEAVIEST: Readonly<Record<PairSheet, Sql>> = {
  review: sql`outcome, cast(score as integer) desc nulls last, position`,
  ambiguous: sql`max(cast(score as integer)) over (partition by source_l, id_l) desc nulls last,
    min(position) over (partition by source_l, id_l), cast(score as integer) desc nulls last, position`,
};
