// Times a first load by the store against a bare COPY, LOAD DATA or prepared statement of the same rows into the
// same indexed tables, in turns within one run, and prints ratios; then how fast the tables are read again.
// Usage: node test/bench/apply.mjs [--members N] [--rounds R] [--only sqlite|postgres|mariadb]   (after `npx tsc`)
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openEngine } from '../../dist/src/engine/engine.js';
import { raw, sql } from '../../dist/src/engine/sql.js';
import { asText } from '../../dist/src/engine/text.js';
import { writeLoadFile } from '../../dist/src/plan/apply/load-file.js';
import { loadPrevious } from '../../dist/src/plan/previous.js';
import { openStore } from '../../dist/src/store/store.js';
import { allColumns, TABLES } from '../../dist/src/store/tables.js';
import { startMariadb, startPostgres } from '../server/servers.mjs';

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const members = Number(values.members);
const folder = mkdtempSync(join(tmpdir(), 'tier-merge-bench-apply-'));
const LOADED = ['members', 'links', 'points', 'source_rows'];
let prefixes = 0;

try {
  const kept = join(folder, 'plan');
  mkdirSync(kept);
  await writePlan(kept);
  for (const contender of [sqliteContender, postgresContender, mariadbContender]) {
    if (values.only !== undefined && contender.name !== `${values.only}Contender`) continue;
    await compare(await contender());
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A first load as a plan holds it: members, two links and two source rows for most of them, and their points. */
async function writePlan(kept) {
  await withEngine(async (engine) => {
    const tables = {
      members: `select 'insert' as op, cast(null as varchar) as expected_run, 'M' || substr(sha256(i::varchar), 1, 20) as member_id,
          ['BRONZE','SILVER','GOLD','VIP'][1 + i % 4] as grade, ['active','dormant'][1 + i % 2] as status,
          '김' || chr((44032 + i % 11172)::int) || chr((44032 + (i * 7) % 11172)::int) as name,
          '+8210' || lpad((i * 7919 % 100000000)::varchar, 8, '0') as phone, 'person' || i || '@example.com' as email,
          cast(date '1950-01-01' + (i % 20000)::int as varchar) as birth_date, ['male','female'][1 + i % 2] as gender,
          '91' || lpad(i::varchar, 10, '0') as card_no, '2019-03-04' as joined_at,
          i % 3 = 0 as consent_sms, i % 2 = 0 as consent_email, 'best' as rule from n order by 3`,
      links: `select 'insert' as op, source, source_member_id, 'M' || substr(sha256(i::varchar), 1, 20) as member_id,
          ['ci','phone_name','alone'][1 + i % 3] as how, round(0.5 + (i % 1000) / 2000, 6)::double as score from rows order by i`,
      points: `select 'insert' as op, 'M' || substr(sha256(i::varchar), 1, 20) as member_id, 'points' as bucket,
          (i * 37 % 100000)::bigint as balance, '2026-12-31' as expires_at from n order by 2`,
      source_rows: `select 'insert' as op, source, source_member_id,
          '김' || chr((44032 + i % 11172)::int) || chr((44032 + (i * 7) % 11172)::int) as name,
          '+8210' || lpad((i * 7919 % 100000000)::varchar, 8, '0') as phone, 'person' || i || '@example.com' as email,
          date '1950-01-01' + (i % 20000)::int as birth_date, ['male','female'][1 + i % 2] as gender, sha256('ci' || i) as ci_hash,
          '91' || lpad(i::varchar, 10, '0') as card_no, ['BRONZE','SILVER','GOLD','VIP'][1 + i % 4] as grade,
          (i * 37 % 100000)::decimal(18,2) as points, (i * 997 % 10000000)::decimal(18,2) as spend, (i % 300)::decimal(18,0) as orders,
          date '2019-03-04' as joined_at, timestamp '2026-03-04 05:06:07' as last_activity_at, i % 3 = 0 as consent_sms,
          'active' as status, 'gim' || i as name_key from rows order by 2, 3`,
    };
    await engine.run(raw(`create table n as select i from range(${members}) t(i)`));
    await engine.run(
      raw(`create table rows as select i, 'online' as source, 'a' || lpad(i::varchar, 8, '0') as source_member_id from n
        union all select i, 'offline', 'C' || lpad(i::varchar, 8, '0') from n where i % 10 < 7`),
    );
    for (const [table, select] of Object.entries(tables)) {
      await engine.run(sql`copy (${raw(select)}) to ${join(kept, `${table}.parquet`)} (format parquet)`);
    }
  });
}

async function withEngine(use) {
  const spillDirectory = join(folder, 'spill');
  const engine = await openEngine({ threads: 2, memoryBytes: 2 ** 30, spillDirectory });
  try {
    return await use(engine);
  } finally {
    engine.close();
  }
}

/** Applies the plan through the store; gives seconds and the length of the write transaction. */
async function applied(target) {
  const store = await openStore(target, { baseDirectory: folder, create: true });
  await store.migrate();
  return withEngine(async (engine) => {
    const tables = Object.fromEntries(LOADED.map((table) => [table, deltaRows(engine, table)]));
    const links = members + Math.floor(members / 10) * 7;
    const began = performance.now();
    const row = await store.apply({
      run: {
        ...{
          run_id: 'R1',
          plan_id: 'P1',
          kind: 'apply',
          as_of: '2026-03-01',
          content_hash: 'c',
          config_hash: 'c',
        },
        ...{ rules_hash: 'c', tool_version: '0', started_at: '2026-03-01', input_summary: '{}' },
        ...{ members_total: members, members_new: members, members_changed: 0, members_gone: 0 },
        ...{ links_total: links, points_total: members, changes_rows: 0 },
      },
      head: null,
      tables: { ...tables, changes: nothing() },
      file: (table, form) =>
        table === 'changes'
          ? writeLoadFile(engine, noChanges(), { table, form, directory: folder })
          : writeLoadFile(engine, rowsOf(table), { table, form, directory: folder }),
    });
    return { seconds: (performance.now() - began) / 1000, transaction: row.transaction_ms / 1000 };
  });
}

async function* nothing() {}

function noChanges() {
  return raw("select '' as member_id, '' as field, '' as before, '' as after where false");
}

function rowsOf(table) {
  return sql`select * from read_parquet(${join(folder, 'plan', `${table}.parquet`)})`;
}

/** As src/plan/apply/apply.ts reads the files of a plan. */
async function* deltaRows(engine, table) {
  const from = rowsOf(table);
  const columns = await engine.rows(sql`describe ${from}`);
  const texts = columns.map(
    (c) => `${asText({ name: c.column_name, type: c.column_type }).sql} as "${c.column_name}"`,
  );
  const known = columns.map((c) => c.column_name);
  const key = TABLES[table].key.filter((column) => known.includes(column)).join(', ');
  yield* engine.batches(sql`select ${raw(texts.join(', '))} from (${from}) order by ${raw(key)}`);
}

/** In turns, so that what else the machine does falls on both. */
async function compare({ title, target, dump, bare, stop, pid }) {
  try {
    const [stores, bares] = [[], []];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const own = target();
      let before = processor(pid);
      stores.push({ ...(await applied(own)), processor: processor(pid) - before });
      if (round === 0) await dump(own);
      const empty = target();
      await emptyTables(empty);
      before = processor(pid);
      bares.push({ ...(await bare(empty)), processor: processor(pid) - before });
    }
    const seconds = median(stores.map((run) => run.seconds));
    const bareSeconds = median(bares.map((run) => run.seconds));
    const [used, bareUsed] = [stores, bares].map((runs) => median(runs.map((run) => run.processor)));
    const rows = members * 2 + 2 * (members + Math.floor(members / 10) * 7);
    console.log(
      `${title}: store ${seconds.toFixed(1)} s (transaction ${median(stores.map((run) => run.transaction)).toFixed(1)} s), ` +
        `bare ${bareSeconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows a second, ` +
        `${((bareSeconds / seconds) * 100).toFixed(0)} % of the bare speed; ` +
        `processor ${used.toFixed(1)} s against ${bareUsed.toFixed(1)} s, ${((bareUsed / used) * 100).toFixed(0)} %`,
    );
    await read(title, target);
  } finally {
    await stop();
  }
}

/** Processor seconds of this process, and of a server with all the processes it has started. */
function processor(pid) {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1e6;
  if (pid === undefined) return own;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  return own + ticks(pid, 17) + children.reduce((sum, child) => sum + ticks(child, 15), 0);
}

/** Fields 14 and 15 are a process's own, 16 and 17 those of its ended children; a hundred ticks a second. */
function ticks(pid, last) {
  if (!existsSync(`/proc/${pid}/stat`)) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return fields.slice(11, last - 2).reduce((sum, field) => sum + Number(field), 0) / 100;
}

/** How fast a plan reads the last of the loaded targets into the engine. */
async function read(title, target) {
  const last = target(-1);
  const store = await openStore(last, { baseDirectory: folder, create: false });
  await withEngine(async (engine) => {
    const began = performance.now();
    await loadPrevious(engine, store, folder);
    const seconds = (performance.now() - began) / 1000;
    const { rows } = await engine.one(
      sql`select (select count(*) from previous_members) + (select count(*) from previous_links)
        + (select count(*) from previous_points) + (select count(*) from previous_source_rows) as rows`,
    );
    console.log(
      `${title}: a plan reads ${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(Number(rows) / seconds)} a second`,
    );
  });
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function prefixed(client, connection) {
  let first;
  return (at) => {
    if (at === -1) return first;
    prefixes += 1;
    const target = { client, connection: { ...connection }, prefix: `b${prefixes}_` };
    first ??= target;
    return target;
  };
}

/** Empty tables with the indexes of the store. */
async function emptyTables(target) {
  const store = await openStore(target, { baseDirectory: folder, create: true });
  await store.migrate();
}

async function postgresContender() {
  const server = await startPostgres();
  const client = new pg.Client(server.connection);
  await client.connect();
  const file = (table) => join(folder, `${table}.copy`);
  return {
    title: 'PostgreSQL',
    target: prefixed('pg', server.connection),
    dump: async ({ prefix }) => {
      for (const table of LOADED) {
        await pipeline(
          client.query(copyTo(`copy ${prefix}${table} to stdout`)),
          createWriteStream(file(table)),
        );
      }
    },
    bare: async (target) => {
      const began = performance.now();
      await client.query('begin');
      for (const table of LOADED) {
        await pipeline(
          createReadStream(file(table)),
          client.query(copyFrom(`copy ${target.prefix}${table} from stdin`)),
        );
      }
      await client.query('commit');
      return { seconds: (performance.now() - began) / 1000 };
    },
    pid: server.process().pid,
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}

async function mariadbContender() {
  const server = await startMariadb();
  const client = await mysql.createConnection({ ...server.connection, charset: 'utf8mb4' });
  const file = (table) => join(server.folder, `${table}.txt`);
  return {
    title: 'MariaDB',
    target: prefixed('mysql2', server.connection),
    dump: async ({ prefix }) => {
      for (const table of LOADED) {
        if (existsSync(file(table))) rmSync(file(table));
        await client.query(
          `select * from ${prefix}${table} into outfile '${file(table)}' character set utf8mb4`,
        );
      }
    },
    bare: async (target) => {
      const began = performance.now();
      await client.query('begin');
      for (const table of LOADED) {
        await client.query({
          sql: `load data local infile 'x' into table ${target.prefix}${table} character set utf8mb4`,
          infileStreamFactory: () => createReadStream(file(table)),
        });
      }
      await client.query('commit');
      return { seconds: (performance.now() - began) / 1000 };
    },
    pid: server.process().pid,
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}

/** A prepared statement of one row after the other, the time of reading the rows not counted. */
async function sqliteContender() {
  const Database = createRequire(import.meta.url)('better-sqlite3');
  let first;
  const target = (at) => {
    if (at === -1) return first;
    prefixes += 1;
    const made = {
      client: 'better-sqlite3',
      connection: { filename: join(folder, `${prefixes}.sqlite`) },
      prefix: '',
    };
    first ??= made;
    return made;
  };
  return {
    title: 'SQLite',
    target,
    dump: async () => {},
    bare: async (to) => {
      const from = await openStore(first, { baseDirectory: folder, create: false });
      const db = new Database(to.connection.filename);
      db.exec('pragma synchronous = extra; pragma cache_size = -65536');
      let milliseconds = 0;
      const timed = (act) => {
        const began = performance.now();
        act();
        milliseconds += performance.now() - began;
      };
      timed(() => db.exec('begin immediate'));
      for (const table of LOADED) {
        const columns = allColumns(TABLES[table]).map(({ name }) => name);
        const insert = db.prepare(
          `insert into ${table} (${columns.map((c) => `"${c}"`).join()}) values (${columns.map(() => '?').join()})`,
        );
        for await (const page of from.read(table)) {
          const rows = page.map((row) =>
            columns.map((c) => (typeof row[c] === 'boolean' ? Number(row[c]) : row[c])),
          );
          timed(() => {
            for (const row of rows) insert.run(row);
          });
        }
      }
      timed(() => db.exec('commit'));
      db.close();
      return { seconds: milliseconds / 1000 };
    },
    stop: async () => {},
  };
}
