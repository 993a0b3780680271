import type { Knex } from 'knex';
import type { Connection } from 'mysql2';
import { withConnection } from '../connection-of.js';
import type { Dialect, Page, Selection } from '../dialect.js';
import type { ColumnKind } from '../tables.js';
import { openMysql } from './connection.js';
import { mysqlFailure } from './fault.js';
import { loadCsv, loadData, takesFiles } from './load.js';
import { lock, settled, unlock } from './lock.js';

/** MariaDB 10.3 and later, MySQL 8.0.17 and later, with InnoDB. */
export const mysql: Dialect = {
  tableOptions: ' engine = InnoDB row_format = dynamic default character set utf8mb4',
  transactionalSchema: false,
  columnType,
  exists: () => true,
  open: openMysql,
  close: (db) => db.destroy(),
  beginRead: async (db) => {
    await db.raw('start transaction with consistent snapshot, read only');
  },
  pages,
  load: loadData,
  csv: { nullText: 'NULL', takes: takesFiles, load: loadCsv },
  analyse: async (db, table) => {
    await db.raw(`analyze table ${table}`);
  },
  lock,
  unlock,
  settled,
  waitForReaders: async () => {},
  update: ({ table, staged, assignments, condition }) =>
    `update ${staged} as s join ${table} as t on ${condition}
      set ${assignments.map(({ column, value }) => `t.${column} = ${value}`).join(', ')}`,
  holdRows: ({ table, staged, condition }) =>
    `select count(*) from ${staged} as s join ${table} as t on ${condition} for update`,
  // As a join: a subquery in a delete is asked for every row of the table.
  remove: ({ table, staged, key }) =>
    `delete t from ${staged} as s join ${table} as t
      on ${key.map((column) => `t.${column} = s.${column}`).join(' and ')} where s.op = 'delete'`,
  failure: mysqlFailure,
};

/**
 * Text is compared by its bytes and unpadded: each of the two databases has a collation of its own for that, and
 * reads only the comment that is meant for it. Three keys of 255 characters are as much as an index holds.
 */
function columnType(kind: ColumnKind): string {
  const bytewise = '/*M! collate utf8mb4_nopad_bin */ /*!80017 collate utf8mb4_0900_bin */';
  const types = {
    key: `varchar(255) character set utf8mb4 ${bytewise}`,
    text: `longtext character set utf8mb4 ${bytewise}`,
    integer: 'bigint',
    amount: 'decimal(38, 14)',
    flag: 'tinyint',
    score: 'double',
  };
  return types[kind];
}

const ROWS_PER_PAGE = 2_000;

async function* pages(db: Knex, { from, values, key }: Selection): AsyncGenerator<Page> {
  const sql = `select ${values.join(', ')} from ${from} order by ${key.join(', ')}`;
  const connection: Connection = await withConnection(db, (driver: Connection) => driver);
  // Prepared, so that numbers come in binary: MariaDB writes one floating number in fifty a little wrong.
  const rows = connection.execute({ sql, rowsAsArray: true }).stream({ highWaterMark: ROWS_PER_PAGE });
  let page: unknown[][] = [];
  let isRead = false;
  try {
    for await (const row of rows) {
      page.push(row);
      if (page.length < ROWS_PER_PAGE) continue;
      yield page;
      page = [];
    }
    isRead = true;
  } finally {
    // Whoever stops early would have to wait for all the other rows.
    if (!isRead) connection.destroy();
  }
  if (page.length > 0) yield page;
}
