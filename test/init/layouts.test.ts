import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { records, temporaryFolder, type World, worldIn } from '../cli/program.js';

const LAYOUTS = fileURLToPath(new URL('../../fixtures/layouts/', import.meta.url));

const layouts = readdirSync(LAYOUTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(layouts)('exports laid out as %s', (layout) => {
  const expected = readFileSync(join(LAYOUTS, layout, 'expected.csv'), 'utf8');

  it('become the persons, grades and points that were written out, by a config of init as it stands', async () => {
    const world = worldIn(copied(layout));
    const exports = ['online', 'offline'].flatMap((source) => exportsOf(world, source));
    const made = await world.type('init', '--yes', ...exports);
    expect(made.stderr + made.stdout).toContain('tier-merge.yaml');
    expect(made.code).toBe(0);
    const planned = await world.run('plan', '-o', 'plan');
    expect(planned.code, planned.stderr).toBe(0);
    expect(persons(world, 'plan')).toBe(expected);
  });

  it('become the same by the config that was written by hand', async () => {
    const world = worldIn(join(copied(layout), 'by-hand'));
    const planned = await world.run('plan', '-o', 'plan');
    expect(planned.code, planned.stderr).toBe(0);
    expect(persons(world, 'plan')).toBe(expected);
  });
});

function copied(layout: string): string {
  const folder = temporaryFolder();
  cpSync(join(LAYOUTS, layout), folder, { recursive: true });
  return folder;
}

/** All files of a source, each behind the flag of its name. */
function exportsOf(world: World, source: string): readonly string[] {
  const files = world.list('.').filter((file) => new RegExp(`^${source}[._]`).test(file));
  return files.flatMap((file) => [`--${source}`, file]);
}

/** A line for each person: its grade, its points, and its rows in the order of their names. */
function persons(world: World, plan: string): string {
  const rows = new Map<string, string[]>();
  for (const { source, source_member_id: id, member_id: member = '' } of records(
    world.read(`${plan}/links.csv`),
  ))
    rows.set(member, [...(rows.get(member) ?? []), `${source}:${id}`].sort());
  const points = new Map(
    records(world.read(`${plan}/points.csv`)).map(({ member_id: member = '', balance }) => [member, balance]),
  );
  const lines = records(world.read(`${plan}/members.csv`)).map(
    ({ member_id: member = '', grade = '' }) =>
      `${grade === '' ? 'none' : grade},${points.get(member) ?? '0'},${rows.get(member)?.join(' ')}`,
  );
  return ['grade,points,rows', ...lines.sort((a, b) => byRows(a, b))].map((line) => `${line}\n`).join('');
}

function byRows(a: string, b: string): number {
  const [left = '', right = ''] = [a, b].map((line) => line.split(',')[2]);
  return left < right ? -1 : 1;
}
