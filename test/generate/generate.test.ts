import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GenerateOptions, generate } from '../../src/generate/generate.js';

const folders: string[] = [];

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'tier-merge-generate-'));
  folders.push(path);
  return path;
}

afterAll(async () => {
  for (const path of folders) await rm(path, { recursive: true });
});

async function digests(options: Omit<GenerateOptions, 'dir'>): Promise<Record<string, string>> {
  const dir = await folder();
  const { files } = await generate({ ...options, dir });
  const entries = files.map(
    async (path): Promise<[string, string]> => [
      path.slice(dir.length + 1),
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ],
  );
  return Object.fromEntries(await Promise.all(entries));
}

describe('generate', () => {
  let dir: string;
  let online: string[];
  let offline: string[];
  let truth: string[];

  beforeAll(async () => {
    dir = await folder();
    await generate({ people: 3000, dir, utf8Copies: true });
    online = (await readFile(join(dir, 'online.csv'), 'utf8')).trimEnd().split('\n');
    offline = iconv
      .decode(await readFile(join(dir, 'offline.csv')), 'cp949')
      .trimEnd()
      .split('\r\n');
    truth = (await readFile(join(dir, 'truth.csv'), 'utf8')).trimEnd().split('\n');
  });

  it('gives the same bytes for the same options', async () => {
    const options = { people: 500, seed: 7, errors: 'high', utf8Copies: true } as const;
    expect(await digests(options)).toEqual(await digests(options));
  });

  it('gives other people for another seed', async () => {
    const [one, two] = [await digests({ people: 500, seed: 1 }), await digests({ people: 500, seed: 2 })];
    expect(one['online.csv']).not.toBe(two['online.csv']);
    expect(one['rules.yaml']).toBe(two['rules.yaml']);
  });

  it('writes seventeen fields on every line, and nothing that needs a quote', () => {
    for (const line of [...online, ...offline]) expect(line.split(',')).toHaveLength(17);
    expect([...online, ...offline].join('')).not.toMatch(/["\r\n\t]/);
  });

  it('writes CP949 that decodes to the same text as the UTF-8 copy', async () => {
    const copy = await readFile(join(dir, 'offline.utf8.csv'), 'utf8');
    expect(offline.join('')).not.toMatch(/[\uFFFD?]/);
    expect(offline).toEqual(copy.trimEnd().split('\r\n'));
  });

  it('tells the truth about every row exactly once', () => {
    const rows = [
      ...online.slice(1).map((line) => `online,${line.split(',')[0]}`),
      ...offline.slice(1).map((line) => `offline,${line.split(',')[0]}`),
    ];
    expect(truth[0]).toBe('source,source_member_id,person');
    expect(truth.slice(1).map((line) => line.slice(0, line.lastIndexOf(',')))).toEqual(rows);
    expect(new Set(rows).size).toBe(rows.length);
    expect(new Set(truth.slice(1).map((line) => line.split(',')[2])).size).toBe(3000);
  });

  it('puts the two exports into unrelated orders', () => {
    const people = (source: string): string[] =>
      truth.filter((line) => line.startsWith(source)).map((line) => line.split(',')[2] as string);
    const position = new Map(people('online').map((person, at) => [person, at]));
    const places = people('offline').flatMap((person) => position.get(person) ?? []);
    const ascents = places.filter((place, at) => at > 0 && place > (places[at - 1] as number)).length;
    expect(ascents / places.length).toBeGreaterThan(0.45);
    expect(ascents / places.length).toBeLessThan(0.55);
  });

  it('writes the rules that ship as best-of-both', async () => {
    const shipped = await readFile(new URL('../../rules/best-of-both.yaml', import.meta.url), 'utf8');
    const written = await readFile(join(dir, 'rules.yaml'), 'utf8');
    expect(written.replace('=schema/', '=../docs/schema/')).toBe(shipped);
  });

  it('names only columns that the exports have', async () => {
    const config = await readFile(join(dir, 'tier-merge.yaml'), 'utf8');
    const named = [...config.matchAll(/^ {6}[a-z_]+: (\S+)$/gm)].map((match) => match[1]);
    expect(named).toEqual([...(online[0] as string).split(','), ...(offline[0] as string).split(',')]);
  });

  it.each([
    [{ people: 0 }, 'people must be a whole number from 1 to 20000000, not 0'],
    [{ people: 1.5 }, 'people must be a whole number from 1 to 20000000, not 1.5'],
    [{ people: 1, seed: 0.5 }, 'seed must be a whole number, not 0.5'],
    [{ people: 1, asOf: '30.06.2026' }, 'not a date written YYYY-MM-DD: "30.06.2026"'],
  ])('refuses %o', async (options, message) => {
    await expect(generate({ ...options, dir: await folder() })).rejects.toThrow(new RangeError(message));
  });

  it.each([1, 2, 3, 5])('manages with %i people', async (people) => {
    const path = await folder();
    const { rows } = await generate({ people, dir: path });
    const lines = (await readFile(join(path, 'truth.csv'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + rows.online + rows.offline);
  });
});
