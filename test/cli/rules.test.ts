import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeWorld, temporaryFolder, type World, worldIn } from './program.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs', 'rules.md'), 'utf8');

/** The fenced block of docs/rules.md that begins with these words. */
function block(words: string): string {
  const blocks = [...PAGE.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, body = '']) => body);
  const found = blocks.find((body) => body.startsWith(words));
  if (found === undefined) throw new Error(`docs/rules.md has no block that begins with ${words}`);
  return found;
}

function presets(): World {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'rules'));
  copyFileSync(join(ROOT, 'rules', 'one-step-down.yaml'), join(folder, 'rules', 'one-step-down.yaml'));
  return worldIn(folder);
}

test('rules check says of the faulty file in docs/rules.md what the page says', async () => {
  const world = presets();
  world.write('faulty.yaml', block('version: 1\nname: with faults'));
  const { stdout, stderr, code } = await world.type('rules', 'check', 'faulty.yaml');
  expect(stderr).toBe('');
  expect(`$ tier-merge rules check faulty.yaml\n${stdout}$ echo $?\n${code}\n`).toBe(
    block('$ tier-merge rules check'),
  );
});

test('rules test shows which rule decided each example, as on the page', async () => {
  const { stdout, code } = await presets().type('rules', 'test', 'rules/one-step-down.yaml');
  expect(`$ tier-merge rules test rules/one-step-down.yaml\n${stdout}`).toBe(
    block('$ tier-merge rules test'),
  );
  expect(code).toBe(0);
});

test('an accepted finding is no fault, however strict; one that is not is, when strict', async () => {
  const world = presets();
  expect((await world.type('rules', 'check', '--strict', 'rules/one-step-down.yaml')).code).toBe(0);
  const text = world.read('rules/one-step-down.yaml').replace(/^accept:\n.*\n/mu, '');
  world.write('bare.yaml', text);
  expect((await world.type('rules', 'check', 'bare.yaml')).code).toBe(0);
  expect((await world.type('rules', 'check', '--strict', 'bare.yaml')).code).toBe(10);
});

test('rules check as JSON has each finding with its examples', async () => {
  const { stdout } = await presets().type('rules', 'check', '--json', 'rules/one-step-down.yaml');
  expect(JSON.parse(stdout)).toMatchObject({
    event: 'proved',
    exit_code: 0,
    findings: [
      {
        line: 17,
        column: 5,
        kind: 'worse off',
        rule: 'spend together',
        examples: [
          '- { given: { previous: WELCOME, online: { grade: VIP, spend: 200000 } }, expect: { grade: SILVER, rule: spend together } }',
        ],
        accepted: 'a member falls in soft steps until the grade is where the spend is',
      },
      { line: 18, rule: 'below every band' },
    ],
  });
});

test('an example that fails is told, with exit 10', async () => {
  const world = presets();
  world.write(
    'wrong.yaml',
    world.read('rules/one-step-down.yaml').replace('expect: { grade: VIP } }', 'expect: { grade: GOLD } }'),
  );
  const { stdout, code } = await world.type('rules', 'test', 'wrong.yaml');
  expect(stdout).toContain('grade is VIP, not GOLD');
  expect(stdout).toContain('5 of 6 examples pass');
  expect(code).toBe(10);
});

const RULES = {
  version: 1,
  name: 'shadowed',
  grades: ['SILVER', 'GOLD'],
  map: {
    online: { BRONZE: 'SILVER', SILVER: 'SILVER', GOLD: 'GOLD' },
    offline: { basic: 'SILVER', top: 'GOLD' },
  },
  decide: [
    { name: 'known', when: "online.grade = 'GOLD' or offline.grade = 'top'", grade: 'GOLD' },
    { name: 'both', when: "online.grade = 'GOLD' and offline.grade = 'top'", grade: 'GOLD' },
    { name: 'others', grade: 'SILVER' },
  ],
};

test('an error stops check and plan; a finding does not, and stands in the report', async () => {
  const world = makeWorld({ rules: RULES });
  for (const command of ['check', 'plan']) {
    const { stderr, code } = await world.run(command, '-q');
    expect(stderr).toContain('the rule both can never apply');
    expect(code).toBe(10);
  }
  const [known, , others] = RULES.decide;
  const gap = makeWorld({ rules: { ...RULES, decide: [known, { ...others, grade: 'none' }] } });
  expect((await gap.run('check')).stdout).toContain('unreachable grade: no rule ever gives SILVER');
  await gap.run('plan', '-q', '-o', 'plan', '--report', 'json');
  const report = gap.json<{ rules: { findings: readonly { message: string }[] } }>('plan/report.json');
  expect(report.rules.findings.map(({ message }) => message)).toContain('no rule ever gives SILVER');
});
