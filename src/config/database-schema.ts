import { z } from 'zod';

/** A table or a query of a database that is read instead of files. */
export const databaseSchema = z.strictObject({
  client: z.enum(['pg', 'mysql2', 'better-sqlite3']).describe('The knex client.'),
  connection: z
    .union([z.string().min(1), z.record(z.string(), z.unknown())])
    .describe('What knex connects with; each text may be env:NAME or file:PATH for where the value stands.'),
  table: z.string().min(1).optional().describe('A table or a view.'),
  schema: z.string().min(1).optional().describe('Where the table is, when it is not where one looks first.'),
  query: z.string().min(1).optional().describe('A single select, instead of a table.'),
});

export type DatabaseFile = z.output<typeof databaseSchema>;
