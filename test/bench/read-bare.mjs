// The least that a look at exports costs: the engine reads UTF-8 copies of them into tables of text and stops.
// Usage: node test/bench/read-bare.mjs FILE...
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const db = await instance.connect();
for (const [at, file] of process.argv.slice(2).entries())
  await db.run(
    `create table file_${at} as from read_csv('${file.replaceAll("'", "''")}', all_varchar = true, header = true, delim = ',')`,
  );
db.closeSync();
