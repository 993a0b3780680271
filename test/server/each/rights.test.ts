import { expect, test } from 'vitest';
import { makeWorld, OFFLINE, ONLINE } from '../../cli/program.js';
import { CLIENT, connectionTo, query } from '../../store/database.js';
import { emptyFolder } from '../../store/world.js';

const isPostgres = CLIENT === 'pg';
const server = connectionTo(CLIENT as 'pg');
const PASSWORD = 'planted-clerk';

/** As docs/store.md has them. */
const GRANTS: readonly string[] = isPostgres
  ? [
      `create role clerk login password '${PASSWORD}'`,
      'create schema clerks',
      'grant connect, temporary on database membership to clerk',
      'grant usage, create on schema clerks to clerk',
    ]
  : [
      `create user clerk@'%' identified by '${PASSWORD}'`,
      'create database clerks',
      `grant select, insert, update, delete, create, alter, drop, index, create temporary tables on clerks.* to clerk@'%'`,
    ];

/** Whoever only plans and looks. */
const READER: readonly string[] = isPostgres
  ? [
      `create role reader login password '${PASSWORD}'`,
      'grant usage on schema clerks to reader',
      'grant select on all tables in schema clerks to reader',
    ]
  : [`create user reader@'%' identified by '${PASSWORD}'`, `grant select on clerks.* to reader@'%'`];

test('the rights that the documentation names are enough, and reading needs fewer', async () => {
  await query(emptyFolder(), 'select 1');
  for (const statement of GRANTS) await query(emptyFolder(), statement);
  const world = makeWorld({ online: ONLINE, offline: OFFLINE, config: { target: targetOf('clerk') } });
  for (const name of ['one', 'two']) {
    const planned = await world.run('plan', '-o', name);
    expect([planned.code, planned.stderr]).toEqual([0, planned.stderr]);
    const applied = await world.run('apply', name);
    expect([applied.code, applied.stderr]).toEqual([0, applied.stderr]);
    world.write('online.csv', ONLINE.replace('GOLD', 'SILVER'));
  }
  const runs = await world.run('runs');
  expect(runs.stdout.trim().split('\n')).toHaveLength(3);

  for (const statement of READER) await query(emptyFolder(), statement);
  const looking = { target: targetOf('reader') };
  world.write('reader.yaml', JSON.stringify({ ...JSON.parse(world.read('tier-merge.yaml')), ...looking }));
  const seen = await world.run('runs', '-c', 'reader.yaml');
  expect([seen.code, seen.stdout]).toEqual([0, runs.stdout]);
  expect((await world.run('plan', '-c', 'reader.yaml', '-o', 'three')).code).toBe(0);
  const refused = await world.run('apply', 'three', '-c', 'reader.yaml');
  expect(refused.code).toBe(12);
  expect(refused.stderr).toMatch(/lacks a right: /);
  expect(refused.stderr).toMatch(/docs\/store\.md/);
  const said = [seen, refused, runs].map(({ stdout, stderr }) => stdout + stderr).join('');
  expect(said).not.toContain(PASSWORD);
  expect(world.read('three/plan.json') + world.read('three/report.html')).not.toMatch(/planted|reader:/);
});

function targetOf(user: string): object {
  const { host, port, database } = server;
  const connection = { host, port, user, password: PASSWORD, database: isPostgres ? database : 'clerks' };
  return { client: CLIENT, connection, ...(isPostgres ? { schema: 'clerks' } : {}) };
}
