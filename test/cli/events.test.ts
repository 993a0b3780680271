import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder, worldIn } from './program.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Event → field → the types it may have, as docs/events.md lists them. */
type Documented = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

function documented(): Documented {
  const sections = readFileSync('docs/events.md', 'utf8').split(/^## /m).slice(1);
  const events = new Map(
    sections.map((section) => {
      const [, name = ''] = /^`(\w+)`/.exec(section) ?? [];
      const rows = [...section.matchAll(/^\| `([\w.[\]]+)` \| ([^|]+) \|/gm)];
      return [name, new Map(rows.map(([, field = '', type = '']) => [field, type.trim().split(' or ')]))];
    }),
  );
  // As the page says in words.
  const { applied, approved } = Object.fromEntries(events);
  if (applied === undefined || approved === undefined)
    throw new Error('applied or approved is not documented');
  const run = new Map([...applied].filter(([field]) => field !== 'transaction_ms'));
  return new Map([...events, ['run', run], ['announced', applied], ['withdrawn', approved]]);
}

/** Every field that occurred, by event, with the types it had. */
const occurred = new Map<string, Map<string, Set<string>>>();
const documentation = documented();

function note(line: string): void {
  const { event, ...fields } = JSON.parse(line) as { event: string } & Record<string, Json>;
  const known = occurred.get(event) ?? new Map<string, Set<string>>();
  occurred.set(event, known);
  walk(fields, '', known);
}

function walk(fields: Readonly<Record<string, Json>>, before: string, known: Map<string, Set<string>>): void {
  for (const [name, value] of Object.entries(fields)) {
    const path = before + name;
    known.set(path, (known.get(path) ?? new Set()).add(typeOf(value)));
    if (Array.isArray(value))
      for (const item of value) if (typeOf(item) === 'object') walk(item, `${path}[].`, known);
    if (typeOf(value) === 'object') walk(value as Record<string, Json>, `${path}.`, known);
  }
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return { string: 'text', number: 'number', boolean: 'true/false' }[typeof value as string] ?? 'object';
}

/** Whether the page says of a field no more than what it holds, so that its inside is not listed. */
function isInside(path: string, fields: ReadonlyMap<string, unknown>): boolean {
  const parts = path.split('.');
  return parts.slice(1).some((_, i) => {
    const outer = parts
      .slice(0, i + 1)
      .join('.')
      .replace(/\[\]$/, '');
    const isOpened = [...fields.keys()].some(
      (field) => /^(\[\])?\./.test(field.slice(outer.length)) && field.startsWith(outer),
    );
    return fields.has(outer) && !isOpened;
  });
}

const LEGACY_FILE = `
legacy_files:
  online: { file: grades.csv, columns: { id: source_member_id, level: label } }
`;

beforeAll(async () => {
  const parent = worldIn(temporaryFolder());
  const generated = await parent.type('generate', '--people', '400', '--seed', '1', '-o', 'g', '--json');
  const world = worldIn(parent.path('g'));
  const outputs = [generated.stdout];
  const type = async (...args: readonly string[]) => {
    const { stdout } = await world.type(...args, '--json');
    outputs.push(stdout);
  };
  world.write('tier-merge.yaml', world.read('tier-merge.yaml') + LEGACY_FILE);
  await type('profile', 'online.csv');
  await type('init', 'new', '--online', 'online.csv', '--offline', 'offline.csv');
  await type('check');
  await type('check', '--print');
  // Its member ids are made from several columns.
  await type('check', '-c', resolve('fixtures/source-presets/cafe24/tier-merge.yaml'));
  for (const what of ['check', 'test', 'explain'])
    await type('rules', what, 'rules.yaml', '-c', 'tier-merge.yaml');
  await type('run', '--as-of', '2026-06-30');
  await type('plan', '-o', 'p', '--as-of', '2026-07-01');
  await type('approve', 'p', '--by', 'Kim');
  await type('approve', 'p', '--by', 'Kim', '--withdraw');
  await type('approve', 'p', '--by', 'Kim');
  await type('plan', '-o', 'q', '--as-of', '2026-07-01', '--against', 'p');
  await type('show', 'q', '--against', 'p');
  await type('apply', 'p');
  await type('apply', 'p');
  await type('runs');
  await type('announce', '--by', 'Kim', '--as-of', '2026-07-01');
  await type('export');
  await type('review', 'export', 'p', '-o', 'review.csv');
  await type('review', 'import', 'review.csv', '--plan', 'p', '--into', 'decisions.csv', '--by', 'Kim');
  const [, first = ''] = world.read('p/members.csv').split('\n');
  await type('show', 'p', first.split(',')[0] ?? '');
  await type('evaluate', '--truth', 'truth.csv', '--as-of', '2026-06-30');
  await type('model', 'train', '-o', 'm.yaml', '--as-of', '2026-06-30');
  await type('model', 'compare', 'm.yaml', 'p/model.yaml');
  await type('rules', 'compare', 'rules.yaml', 'rules.yaml', '--as-of', '2026-06-30');
  await type('prune');
  await type('forget', first.split(',')[0] ?? '', '--yes');
  for (const output of outputs) for (const line of output.trimEnd().split('\n')) note(line);
}, 240_000);

test('every event of every command is documented, and every documented one occurs', () => {
  expect([...occurred.keys()].toSorted()).toEqual([...documentation.keys()].toSorted());
});

test('every field that occurs is documented, with its type', () => {
  const unknown = [...occurred].flatMap(([event, fields]) => {
    const known = documentation.get(event) ?? new Map<string, readonly string[]>();
    return [...fields].flatMap(([field, types]) => {
      if (known.size > 0 && isInside(field, known)) return [];
      return [...types]
        .filter((type) => known.get(field)?.includes(type) !== true)
        .map((type) => `${event}.${field}: ${type}`);
    });
  });
  expect(unknown).toEqual([]);
});

test('every documented field occurs, unless it may be absent', () => {
  const missing = [...documentation].flatMap(([event, fields]) =>
    [...fields]
      .filter(([field, types]) => !types.includes('absent') && occurred.get(event)?.has(field) !== true)
      .map(([field]) => `${event}.${field}`),
  );
  expect(missing).toEqual([]);
});
