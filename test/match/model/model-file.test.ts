import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NamedModel, readModel, writeModel } from '../../../src/match/model/model-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'));
});
afterAll(() => rm(folder, { recursive: true }));

const MODEL: NamedModel = {
  version: 1,
  name: 'acme members',
  trained: { asOf: '2026-06-30', rows: 1200, pairs: 5400, program: '1.0' },
  prior: 0.00000123,
  comparisons: [
    {
      name: 'name',
      levels: [
        { level: 'differs', m: 0.04, u: 0.98, household: 0.97 },
        { level: 'near', m: 0.06, u: 0.0199, household: 0.0299 },
        { level: 'equal', m: 0.9, u: 0.0001, household: 0.0001 },
      ],
    },
    {
      name: 'phone',
      levels: [
        { level: 'differs', m: 0.3, u: 0.99999988, household: null },
        { level: 'equal', m: 0.7, u: 1.2e-7, household: null },
      ],
    },
  ],
};

const TEXT = `# How often each level is seen among pairs of one person (m), of strangers (u), of one household.
# A weight is log2(m / u) bits. Used as it stands until somebody trains another.

version: 1
name: acme members
trained: { as_of: 2026-06-30, rows: 1200, pairs: 5400, program: "1.0" }
prior: 0.00000123
comparisons:
  - name: name
    levels:
      - { level: differs, m: 0.04, u: 0.98, household: 0.97 }
      - { level: near, m: 0.06, u: 0.0199, household: 0.0299 }
      - { level: equal, m: 0.9, u: 0.0001, household: 0.0001 }
  - name: phone
    levels:
      - { level: differs, m: 0.3, u: 0.99999988 }
      - { level: equal, m: 0.7, u: 1.2e-7 }
`;

async function read(text: string): Promise<NamedModel> {
  const path = join(folder, 'hand.yaml');
  await writeFile(path, text);
  return readModel(path);
}

test('a model is written as a text that people read', async () => {
  const path = join(folder, 'model.yaml');
  await writeModel(path, MODEL);
  expect(await readFile(path, 'utf8')).toBe(TEXT);
});

test('a model that was written is read as it was, and nothing else is left in the folder', async () => {
  const path = join(folder, 'again.yaml');
  await writeModel(path, { ...MODEL, name: 'another' });
  await writeModel(path, MODEL);
  expect(await readModel(path)).toEqual(MODEL);
  expect((await readdir(folder)).filter((file) => file.endsWith('.partial'))).toEqual([]);
});

test('numbers of more digits than the file holds are rounded to eight', async () => {
  const path = join(folder, 'long.yaml');
  await writeModel(path, { ...MODEL, prior: 0.000001234567890123 });
  expect((await readModel(path)).prior).toBe(0.0000012345679);
});

test('a chance next to 1 stays below it, so that the file can be read again', async () => {
  const path = join(folder, 'rare.yaml');
  const levels = [
    { level: 'differs', m: 0.1, u: 0.9999999999, household: null },
    { level: 'equal', m: 0.9, u: 1e-10, household: null },
  ];
  await writeModel(path, { ...MODEL, comparisons: [{ name: 'phone', levels }] });
  expect((await readModel(path)).comparisons[0]?.levels.map(({ u }) => u)).toEqual([0.99999999, 1e-10]);
});

test('a model that cannot be written leaves no half of one', async () => {
  await expect(writeModel(join(folder, 'nowhere', 'model.yaml'), MODEL)).rejects.toThrow('ENOENT');
  expect(await readdir(folder)).not.toContain('nowhere');
});

test('a model written by hand needs neither where it was trained nor households', async () => {
  const model = await read(`version: 1
name: mine
prior: 0.001
comparisons:
  - name: phone
    levels: [{ level: differs, m: 0.333, u: 0.99 }, { level: equal, m: 0.667, u: 0.01 }]
`);
  expect(model).toEqual({
    version: 1,
    name: 'mine',
    trained: null,
    prior: 0.001,
    comparisons: [
      {
        name: 'phone',
        levels: [
          { level: 'differs', m: 0.333, u: 0.99, household: null },
          { level: 'equal', m: 0.667, u: 0.01, household: null },
        ],
      },
    ],
  });
});

test('chances of 0 and 1, misspelt keys and other versions are all named at their places', async () => {
  const path = join(folder, 'hand.yaml');
  const text = `version: 2
name: mine
prior: 0
comparisons:
  - name: phone
    levels:
      - { level: differs, m: 0.3, u: 1 }
      - { level: equal, m: 0.7, w: 0.01 }
`;
  await expect(read(text)).rejects.toThrow(
    [
      `${path}:1:10: version: must be 1, not 2`,
      `${path}:3:8: prior: must be above 0 and below 1, not 0`,
      `${path}:7:38: comparisons (1st).levels (1st).u: must be above 0 and below 1, not 1`,
      `${path}:8:9: comparisons (1st).levels (2nd).u: is missing`,
      `${path}:8:33: unknown key w in comparisons (1st).levels (2nd)`,
    ].join('\n'),
  );
});

test('columns that do not add up to 1 and levels that stand twice are named', async () => {
  const path = join(folder, 'hand.yaml');
  const text = `version: 1
name: mine
prior: 0.001
comparisons:
  - name: phone
    levels:
      - { level: differs, m: 0.3, u: 0.9 }
      - { level: differs, m: 0.6, u: 0.1 }
  - name: phone
    levels:
      - { level: differs, m: 0.3, u: 0.9, household: 0.5 }
      - { level: equal, m: 0.7, u: 0.1, household: 0.1 }
`;
  await expect(read(text)).rejects.toThrow(
    [
      `${path}:6:5: phone: m adds up to 0.9000 over the levels, not to 1\n  write the file again: tier-merge model train -o FILE`,
      `${path}:8:9: phone: the level differs stands here a second time\n  write the file again: tier-merge model train -o FILE`,
      `${path}:9:5: the comparison phone stands here a second time\n  write the file again: tier-merge model train -o FILE`,
      `${path}:10:5: phone: household adds up to 0.6000 over the levels, not to 1\n  write the file again: tier-merge model train -o FILE`,
    ].join('\n'),
  );
});

test('a file that is not there is a failure of usage', async () => {
  await expect(readModel(join(folder, 'absent.yaml'))).rejects.toMatchObject({ code: 'usage' });
});
