import knex, { type Knex } from 'knex';
import type { Target } from '../../src/config/schema.js';

export type Cells = Readonly<Record<string, string | number | null>>;

/** Runs one statement and gives its rows. `{name}` is a table of the target, `{name other}` the same as `other`. */
export type Ask = (statement: string) => Promise<readonly Cells[]>;

/** What a test asks a target, or does to it, on one connection of its own, whatever the database. */
export async function withTarget<T>(target: Target, use: (ask: Ask) => Promise<T>): Promise<T> {
  const { client, connection } = target;
  const db = knex({ client, connection, useNullAsDefault: true } as Knex.Config);
  try {
    return await use(async (statement) => {
      const result = await db.raw(withTables(statement, target).replaceAll('?', '\\?'));
      if (client === 'pg') return result.rows;
      return client === 'mysql2' ? result[0] : result;
    });
  } finally {
    await db.destroy();
  }
}

function withTables(statement: string, { client, prefix = '' }: Target): string {
  const quote = client === 'mysql2' ? '`' : '"';
  return statement.replaceAll(/\{(\w+)(?: (\w+))?\}/g, (_, table: string, other: string | undefined) =>
    // A statement that changes a table takes no second name for it.
    other === 'itself'
      ? `${quote}${prefix}${table}${quote}`
      : `${quote}${prefix}${table}${quote} as ${other ?? table}`,
  );
}
