import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SOURCE_PRESETS } from '../../src/config/source-presets.js';
import { records, temporaryFolder, type World, worldIn } from '../cli/program.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/source-presets/', import.meta.url));

const fixtures = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

it('every preset has an export beside it, and every export a preset', () => {
  expect(fixtures).toEqual(SOURCE_PRESETS.map(({ name }) => name).toSorted());
});

describe.each(fixtures)('an export of %s', (preset) => {
  it('is accepted by check with its preset, and planned as it is written out', async () => {
    const world = worldIn(copied(preset));
    const checked = await world.type('check');
    expect(checked.code, checked.stderr).toBe(0);
    const planned = await world.run('plan', '-o', 'plan');
    expect(planned.code, planned.stderr).toBe(0);
    expect(persons(world, 'plan')).toBe(readFileSync(join(FIXTURES, preset, 'expected.csv'), 'utf8'));
  });

  it('has no other emptied values and rejects than those that are written out', async () => {
    const world = worldIn(copied(preset));
    await world.run('plan', '-o', 'plan');
    const lost = [
      ...records(world.read('plan/emptied.csv')).map(
        ({ source, field, reason, value }) => `${source} ${field} ${reason} ${value}`,
      ),
      ...records(world.read('plan/rejects.csv')).map(
        ({ source, line, reason }) => `${source} ${line} ${reason}`,
      ),
    ];
    expect(lost).toEqual(LOST[preset] ?? []);
  });
});

const LOST: Readonly<Record<string, readonly string[]>> = {
  cafe24: ['online 7 empty_id_columns'],
  magento: ['online gender unknown_value Not Specified'],
  square: ['offline birth_date not_a_date 03-02'],
};

function copied(preset: string): string {
  const folder = temporaryFolder();
  cpSync(join(FIXTURES, preset), folder, { recursive: true });
  return folder;
}

/** A line for each person: grade, balances, and its rows. An id that was made is shown as a tilde. */
function persons(world: World, plan: string): string {
  const rows = new Map<string, string[]>();
  for (const { source, source_member_id: id = '', member_id: member = '' } of records(
    world.read(`${plan}/links.csv`),
  ))
    rows.set(member, [...(rows.get(member) ?? []), `${source}:${id.replace(/^~.*/, '~')}`].sort());
  const balances = new Map<string, string[]>();
  for (const { member_id: member = '', bucket, balance } of records(world.read(`${plan}/points.csv`)))
    balances.set(member, [...(balances.get(member) ?? []), `${bucket} ${balance}`]);
  const lines = records(world.read(`${plan}/members.csv`)).map(
    ({ member_id: member = '', name, grade = '' }) =>
      `${name},${grade === '' ? 'none' : grade},${balances.get(member)?.join(' ') ?? ''},${rows.get(member)?.join(' ')}`,
  );
  return ['name,grade,balances,rows', ...lines.sort()].map((line) => `${line}\n`).join('');
}
