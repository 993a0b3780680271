import { expect, test } from 'vitest';
import { makeWorld, ONLINE, ONLINE_COLUMNS, type Parts, RULES, SOURCES, type World } from '../cli/program.js';
import { expectInert, expectNoControls } from './expect-inert.js';
import { PLANTED, TEXTS } from './planted.js';
import { filesOf, forms, membersOf, onTerminal } from './renderings.js';

const PRINTED = TEXTS.filter((text) => !text.includes('\0'));
const [GRADE = '', ...OTHERS] = PRINTED;

/** Every word of config and rules that is shown, and a header, as one of these texts; a file where it can be one. */
function plantedWorld(text: string): World {
  const file = /[\n/(|]/.test(text) ? 'online.csv' : `${text}.csv`;
  const online = {
    files: file,
    columns: { ...ONLINE_COLUMNS, points: text },
    values: SOURCES.online.values,
    exclude: [{ name: text, when: "member_id = 'a2'" }],
    drop_rows: [{ name: text, first: 'Total' }],
  };
  const world = makeWorld({
    config: {
      project: text,
      sources: { ...SOURCES, online },
      limits: { max_rejected: '100%', max_emptied: '100%' },
    },
    rules: {
      name: text,
      grades: ['BRONZE', 'SILVER', text],
      map: {
        online: { BRONZE: 'BRONZE', SILVER: 'SILVER', GOLD: text },
        offline: { basic: 'BRONZE', plus: 'SILVER', top: text },
      },
      decide: [
        { name: text, when: "any(grade = 'basic')", grade: 'highest(map)' },
        { name: `${text}2`, grade: 'highest(map)' },
      ],
      adjust: [{ name: `${text}3`, never_below: 'best_source' }],
      accept: [{ finding: 'gap', because: text }],
      costs: { [text]: 1000 },
    },
  });
  const damaged =
    'a4,최우식,010-9001-4412,,,,,BRONZE,5x\na5,too,few\na6,박\0지훈,,,,,,GOLD,1\nTotal,,,,,,,,\n';
  world.write(file, `${ONLINE.replace('points', `"${text.replaceAll('"', '""')}"`)}${damaged}`);
  return world;
}

test.each(Object.entries(PLANTED).filter(([, text]) => PRINTED.includes(text)))(
  '%s as project, grade, rule, adjustment, exclusion, header and file is text in every rendering',
  async (_, text) => {
    const world = plantedWorld(text);
    const made = await world.run('plan', '-o', 'plan', '--report', 'html,xlsx,md,json', '--lang', 'en');
    expect(made.code, made.stderr).toBe(0);
    expect(world.read('plan/rejects.csv')).toContain('field_count');
    for (const rendering of [
      { name: 'plan', kind: 'console', content: made.stdout + made.stderr } as const,
      { name: 'show', kind: 'terminal', content: await onTerminal(world, 'show', 'plan') } as const,
      ...filesOf(world, 'plan'),
    ])
      expectInert(rendering);
  },
);

test('grades, rules and adjustments of such names are text where a member and the rules are shown', async () => {
  const [formula = '', script = '', colour = '', isolate = ''] = [
    ...[
      PLANTED['a link formula'],
      PLANTED['a script'],
      PLANTED['a link of a terminal'],
      PLANTED['an isolate'],
    ],
  ];
  const world = makeWorld({
    rules: {
      grades: [formula, script, colour, isolate],
      map: {
        online: { BRONZE: formula, SILVER: script, GOLD: colour },
        offline: { basic: script, plus: isolate, top: isolate },
      },
      decide: [
        { name: colour, when: 'any(points = 200)', grade: 'highest(map)' },
        { name: script, grade: 'highest(map)' },
      ],
      adjust: [{ name: isolate, never_below: 'best_source' }],
    },
  });
  const made = await world.run('plan', '-o', 'plan', '--report', 'html');
  expect(made.code, made.stderr).toBe(0);
  for (const rendering of [
    ...(await forms(world, 'check')),
    ...(await forms(world, 'rules', 'test')),
    ...(await membersOf(world, 'plan', 4)),
  ])
    expectInert(rendering);
});

const REFUSED: Readonly<Record<string, (text: string) => Parts>> = {
  'a source': (text) => ({ config: { sources: { ...SOURCES, [text]: SOURCES.online } } }),
  'a field of one’s own': (text) => ({
    config: { sources: { ...SOURCES, online: { ...SOURCES.online, extra: { [text]: 'born' } } } },
  }),
  'a tie': (text) => ({
    config: {
      identity: {
        comparisons: { phone: { compare: 'phone', fields: ['phone'] } },
        exact: [{ name: text, equal: ['phone'] }],
        blocking: [['phone']],
      },
    },
  }),
  'a bucket': (text) => ({ rules: { points: [{ from: 'points', into: text }] } }),
  'a language': (text) => ({ config: { report: { lang: text } } }),
  'a limit': (text) => ({ config: { limits: { max_changed: text } } }),
  'a key': (text) => ({ config: { [text]: 1 } }),
  'a client of a database': (text) => ({ config: { target: { client: text, connection: {} } } }),
  'a grade that is on no ladder': (text) => ({ rules: { decide: [{ name: 'one', grade: `'${text}'` }] } }),
  'a condition': (text) => ({ rules: { decide: [{ name: 'one', when: `any(${text})`, grade: 'SILVER' }] } }),
};

test.each(Object.keys(REFUSED))(
  '%s cannot have such a name: it is refused, with codes for what nobody sees',
  async (place) => {
    for (const [name, text] of Object.entries(PLANTED)) {
      const { code, stdout, stderr } = await makeWorld(REFUSED[place]?.(text)).type('check');
      expect(code, `${name}: ${stderr}`).toBe(10);
      expectNoControls(stdout + stderr, `${place}: ${name}`);
      expect(stderr, name).not.toContain('    at ');
    }
  },
);

const HELD: Readonly<Record<string, (text: string) => Parts>> = {
  'the project': (project) => ({ config: { project } }),
  'the rules': (name) => ({ rules: { name } }),
  'a rule': (name) => ({ rules: { decide: [{ name, grade: 'highest(map)' }] } }),
  'a grade': (grade) => ({ rules: { grades: [...RULES.grades, grade] } }),
  'a label': (label) => ({ rules: { map: { ...RULES.map, online: { [label]: 'GOLD' } } } }),
  'an exclusion': (name) => ({
    config: {
      sources: { ...SOURCES, online: { ...SOURCES.online, exclude: [{ name, when: "name = 'x'" }] } },
    },
  }),
};

test.each(Object.keys(HELD))('%s cannot hold a NUL, which no database keeps', async (place) => {
  const { code, stderr } = await makeWorld(HELD[place]?.('a\0b')).type('check');
  expect(code, stderr).toBe(10);
  expect(stderr).toMatch(/\.yaml:\d+:\d+: a text cannot hold the character \\x00/);
});

test('what is typed is shown with codes where it is wrong', async () => {
  const world = makeWorld();
  for (const text of [GRADE, ...OTHERS])
    for (const args of [
      ['show', text],
      ['show', 'plan', text],
      ['plan', '--scope', text],
      ['plan', '--allow', text],
      ['runs', text],
      [text],
      ['profile', text],
      ['check', '-c', text],
      ['approve', text, '--by', text],
    ]) {
      const { code, stdout, stderr } = await world.type(...args);
      expect(code, args.join(' ')).not.toBe(0);
      expectNoControls(stdout + stderr, args.join(' '));
      expect(stderr, args.join(' ')).not.toContain('    at ');
    }
});
