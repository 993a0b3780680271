import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeWorld, ONLINE, type Outcome, type Result, type World } from './program.js';

const REQUIRED = { config: { approval: 'required' } };
const FAR = '2999-12-31';

interface ApprovalFile {
  readonly schema: number;
  readonly status: string;
  readonly plan_id: string;
  readonly content_hash: string;
  readonly by: string;
  readonly at: string;
  readonly effective: string | null;
  readonly note: string | null;
  readonly allowed: Readonly<Record<string, string>>;
  readonly earlier: readonly Omit<ApprovalFile, 'schema' | 'earlier'>[];
}

test('approve records who approved which content from when, and leaves the plan as it is', async () => {
  const world = await planned();
  const before = world.read('plan/plan.json');
  const outcome = await approve(world, '--effective', '2026-12-01', '--note', '검토함');
  expect(outcome.stderr).toBe('');
  expect(outcome.code).toBe(0);
  const { plan_id, content_hash } = world.json<Result>('plan/result.json');
  const file = world.json<ApprovalFile>('plan/approval.json');
  expect(file).toEqual({
    schema: 1,
    status: 'approved',
    plan_id,
    content_hash,
    by: 'Kim Jiwon',
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    effective: '2026-12-01',
    note: '검토함',
    allowed: {},
    earlier: [],
  });
  expect(statSync(world.path('plan/approval.json')).mode & 0o777).toBe(0o600);
  expect(world.list('plan').filter((name) => name.endsWith('.partial'))).toEqual([]);
  expect(world.read('plan/plan.json')).toBe(before);
  expect(outcome.stdout).toBe(`Approved by Kim Jiwon at ${file.at}. It may be applied from 2026-12-01 on.
  Plan     plan
  As of    2026-06-30
  Content  ${content_hash}
  Members  4, of them 4 new and 0 changed; 0 gone
  Grades   0 up, 0 down, 4 same, 0 left
  Note     검토함
Then it is applied with:
  tier-merge apply plan
`);
});

test('approve speaks Korean, and JSON', async () => {
  const world = await planned();
  const korean = await approve(world, '--effective', '2026-12-01', '--lang', 'ko');
  expect(korean.stdout).toMatch(/^승인: Kim Jiwon, .*\. 반영할 수 있는 날: 2026-12-01부터\.\n/);
  const { stdout } = await approve(world, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    event: 'approved',
    plan: world.path('plan'),
    by: 'Kim Jiwon',
    content_hash: world.json<Result>('plan/result.json').content_hash,
    members: { total: 4, new: 4 },
    earlier: [{ effective: '2026-12-01' }],
  });
});

test('approved twice, the newest counts and the earlier one is kept', async () => {
  const world = await planned(REQUIRED);
  await approve(world, '--effective', '2026-01-01');
  await world.type('approve', 'plan', '--by', 'Lee Haeun', '--effective', FAR);
  expect(world.json<ApprovalFile>('plan/approval.json')).toMatchObject({
    by: 'Lee Haeun',
    earlier: [{ status: 'approved', by: 'Kim Jiwon', effective: '2026-01-01' }],
  });
  expect((await world.type('apply', 'plan')).code).toBe(4);
});

test.each<[string, (world: World) => void]>([
  ['plan.json was changed', (world) => world.write('plan/plan.json', `${world.read('plan/plan.json')} `)],
  ['a file of members was changed', (world) => flipByte(world.path('plan/members.csv'))],
  ['result.json is missing', (world) => rmSync(world.path('plan/result.json'))],
])('a plan is not approved, 5, when %s', async (_, tamper) => {
  const world = await planned();
  tamper(world);
  expect((await approve(world)).code).toBe(5);
  expect(world.list('plan')).not.toContain('approval.json');
});

test.each<[readonly string[], string]>([
  [['approve', 'plan', '--by', '  '], '--by: the name is empty'],
  [['approve', 'plan', '--by', 'a\nb'], '--by: a name has at most 200 characters and no line ends'],
  [['approve', 'plan'], "error: required option '--by <name>' not specified"],
  [
    ['approve', 'plan', '--by', 'a', '--effective', '2026-02-30'],
    '--effective 2026-02-30: there is no such day',
  ],
  [['approve', 'plan', '--by', 'a', '--allow', 'max_chnged=1'], 'there is no such limit'],
  [['approve', 'none', '--by', 'a'], 'none: there is no plan here'],
  [['approve', 'plan', '--by', 'a', '--withdraw'], 'is not approved: there is nothing to take back'],
  [
    ['approve', 'plan', '--by', 'a', '--withdraw', '--effective', FAR],
    '--effective does not go with --withdraw',
  ],
])('tier-merge %j is 10 and records nothing', async (args, message) => {
  const world = await planned();
  const outcome = await world.type(...args);
  expect(outcome.stderr).toContain(message);
  expect(outcome.code).toBe(10);
  expect(world.list('plan')).not.toContain('approval.json');
});

test('a limit that is not kept is allowed by name when it is approved, and apply needs no --allow then', async () => {
  const world = makeWorld({
    config: { approval: 'required', limits: { max_cluster: 2, max_unmatched: '10%' } },
  });
  expect((await world.run('plan', '-o', 'plan')).code).toBe(4);
  const refused = await approve(world);
  expect(refused.stderr).toContain(`max_unmatched: 3 of 4 is beyond 10%`);
  expect(refused.stderr).toContain(
    `tier-merge approve ${world.path('plan')} --by NAME --allow max_unmatched=75%`,
  );
  expect(refused.code).toBe(4);
  expect((await approve(world, '--allow', 'max_unmatched=50%')).code).toBe(4);
  expect((await approve(world, '--allow', 'max_unmatched=75%', '--allow', 'max_gone=5')).code).toBe(0);
  expect(world.json<ApprovalFile>('plan/approval.json').allowed).toEqual({ max_unmatched: '75%' });
  expect((await world.type('apply', 'plan')).code).toBe(0);
  const [run] = await runs(world);
  expect(JSON.parse(String(run?.input_summary))).toMatchObject({ '--allow': { max_unmatched: '75%' } });
});

test('apply insists on an approval, and says what to type', async () => {
  const world = await planned(REQUIRED);
  const command = `tier-merge approve ${world.path('plan')} --by NAME`;
  const missing = await world.type('apply', 'plan', '-q');
  expect(missing.stderr).toBe(
    `tier-merge: ${world.path('plan')} is not approved, and the config says approval: required\n  → ${command}\n`,
  );
  expect(missing.code).toBe(4);
  await approve(world, '--effective', FAR);
  const early = await world.type('apply', 'plan', '-q');
  expect(early.stderr).toContain(`${world.path('plan')} may be applied from ${FAR} on; today is 20`);
  expect(early.stderr).toMatch(
    new RegExp(`wait until then, or: ${command} --effective \\d{4}-\\d\\d-\\d\\d\\n$`),
  );
  expect(early.code).toBe(4);
  expect(world.list('.')).not.toContain('members.sqlite');
  await approve(world);
  const [, today = ''] = /--effective (\S+)/.exec(early.stderr) ?? [];
  expect(world.json<ApprovalFile>('plan/approval.json').effective).toBe(today);
  expect((await world.type('apply', 'plan')).code).toBe(0);
});

test('today is that of the time zone of the config', async () => {
  const world = await planned(REQUIRED);
  await approve(world, '--effective', dayIn('Pacific/Kiritimati'));
  world.write('tier-merge.yaml', world.read('tier-merge.yaml').replace('Asia/Seoul', 'Pacific/Niue'));
  // 25 hours lie between the two: somewhere it is always another day.
  const early = await world.type('apply', 'plan', '-q');
  expect(early.stderr).toContain(`today is ${dayIn('Pacific/Niue')}`);
  expect(early.code).toBe(4);
  world.write('tier-merge.yaml', world.read('tier-merge.yaml').replace('Pacific/Niue', 'Pacific/Kiritimati'));
  expect((await world.type('apply', 'plan', '-q')).code).toBe(0);
});

test('what is taken back is not applied, whether the config asks for an approval or not', async () => {
  for (const approval of ['required', 'none']) {
    const world = await planned({ config: { approval } });
    await approve(world);
    const back = await approve(world, '--withdraw', '--note', 'a wrong rule');
    expect(back.stdout).toMatch(
      /^The approval was taken back by Kim Jiwon at .*\. The plan cannot be applied\.\n/,
    );
    expect(back.stdout).not.toContain('tier-merge apply');
    expect(world.json<ApprovalFile>('plan/approval.json')).toMatchObject({
      status: 'withdrawn',
      effective: null,
      note: 'a wrong rule',
      earlier: [{ status: 'approved' }],
    });
    const refused = await world.type('apply', 'plan', '-q');
    expect(refused.stderr).toContain(`the approval of ${world.path('plan')} was taken back at 20`);
    expect(refused.code).toBe(4);
    expect((await approve(world)).code).toBe(0);
    expect((await world.type('apply', 'plan')).code).toBe(0);
  }
});

test('the approval of another plan is none', async () => {
  const world = await planned(REQUIRED);
  await approve(world);
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  await world.run('plan', '-o', 'other');
  cpSync(world.path('plan/approval.json'), world.path('other/approval.json'));
  const refused = await world.type('apply', 'other', '-q');
  expect(refused.stderr).toContain(`what was approved is not what is in ${world.path('other')}`);
  expect(refused.code).toBe(4);
  world.write('other/approval.json', '{');
  const damaged = await world.type('apply', 'other', '-q');
  expect(damaged.stderr).toContain(`${world.path('other/approval.json')} is no approval`);
  expect(damaged.code).toBe(4);
});

test('the ledger, runs and show say who approved', async () => {
  const world = await planned(REQUIRED);
  await approve(world, '--effective', '2026-07-01');
  await world.type('apply', 'plan');
  const { at } = world.json<ApprovalFile>('plan/approval.json');
  expect(await runs(world)).toMatchObject([
    { approved_by: 'Kim Jiwon', approved_at: at, effective: '2026-07-01' },
  ]);
  const late = await approve(world);
  expect(late.stderr).toContain(`${world.path('plan')} is applied already`);
  expect(late.code).toBe(5);
  const table = (await world.type('runs')).stdout;
  expect(table).toMatch(/approved by {2}approved at +effective\n/);
  expect(table).toMatch(new RegExp(`Kim Jiwon {4}${at} {2}2026-07-01\\n`));
  const shown = (await world.type('show', 'plan')).stdout;
  expect(shown).toContain(`\nApproved by Kim Jiwon at ${at}. It may be applied from 2026-07-01 on.\n`);
  const json = JSON.parse((await world.type('show', 'plan', '--json')).stdout);
  expect(json).toMatchObject({ verdict: { status: 'applied' }, approval: { by: 'Kim Jiwon' } });
});

test('run leaves a plan that nobody approved, and applies it in the night after somebody did', async () => {
  const world = makeWorld(REQUIRED);
  const first = await world.run('run', '-q');
  expect(first.code).toBe(4);
  const [left = ''] = world.list('runs');
  const command = `tier-merge approve ${world.path('runs', left)} --by NAME`;
  expect(first.stdout).toContain(
    `whoever agreed says so under their name:\n  tier-merge approve runs/${left} --by NAME`,
  );
  expect(first.stderr).toBe(
    `tier-merge: ${world.path('runs', left)} is not approved, and the config says approval: required\n  → ${command}\n`,
  );
  expect(world.list('.')).not.toContain('members.sqlite');
  expect((await world.run('run', '-q')).code).toBe(4);
  await world.type('approve', `runs/${left}`, '--by', 'Kim Jiwon');
  const third = await world.run('run', '-q', '--json');
  expect(third.code).toBe(0);
  expect(JSON.parse(third.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
    event: 'result',
    status: 'applied',
    approved_plan: world.path('runs', left),
  });
  expect(await runs(world)).toMatchObject([{ run_id: left, approved_by: 'Kim Jiwon' }]);
  expect((await world.run('run', '-q')).code).toBe(0);
  expect(await runs(world)).toHaveLength(2);
});

test('run does not apply an approved plan with another content, or one that is not effective yet', async () => {
  const world = makeWorld(REQUIRED);
  await world.run('run', '-q');
  const [left = ''] = world.list('runs');
  await world.type('approve', `runs/${left}`, '--by', 'Kim Jiwon', '--effective', FAR);
  expect((await world.run('run', '-q')).code).toBe(4);
  await world.type('approve', `runs/${left}`, '--by', 'Kim Jiwon');
  world.write('online.csv', ONLINE.replace('SILVER', 'GOLD'));
  expect((await world.run('run', '-q')).code).toBe(4);
  expect(world.list('.')).not.toContain('members.sqlite');
});

test('run --dry-run and plan ask for no approval; the plan says that apply will', async () => {
  const world = makeWorld(REQUIRED);
  const dry = await world.run('run', '--dry-run', '-q');
  expect(dry.stderr).toBe('');
  expect(dry.code).toBe(0);
  expect((await world.run('plan', '-q', '--detailed-exitcode')).code).toBe(2);
  expect(dry.stdout).toContain('--by NAME');
  const [left = ''] = world.list('runs');
  expect(world.read(`runs/${left}/report.html`)).toContain('tier-merge</span> <span>approve');
});

test('a refused run tells both the result and the error as JSON', async () => {
  const world = makeWorld(REQUIRED);
  const { stdout, code } = await world.run('run', '--json');
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.at(-2)).toMatchObject({ event: 'result', status: 'ready' });
  expect(events.at(-1)).toMatchObject({ event: 'error', code: 'decision', exit_code: 4 });
  expect(code).toBe(4);
});

test('what is approved can be applied when the exports are gone, also those of a pattern', async () => {
  const sources = { online: { files: 'exports/*.csv', columns: { member_id: 'id', grade: 'grade' } } };
  const rules = {
    map: { online: { GOLD: 'GOLD', SILVER: 'SILVER', BRONZE: 'BRONZE' } },
    points: [],
    fields: {},
  };
  const world = makeWorld({ config: { approval: 'required', sources }, rules });
  world.write('exports/one.csv', ONLINE);
  expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
  rmSync(world.path('exports'), { recursive: true });
  expect((await approve(world)).code).toBe(0);
  const applied = await world.type('apply', 'plan');
  expect(applied.stderr).not.toContain('→');
  expect(applied.code).toBe(0);
  expect((await world.type('runs')).code).toBe(0);
  expect((await world.type('show', 'plan')).code).toBe(0);
  expect((await world.run('plan')).code).toBe(3);
});

async function planned(parts: Parameters<typeof makeWorld>[0] = {}): Promise<World> {
  const world = makeWorld(parts);
  expect((await world.run('plan', '-o', 'plan')).code).toBe(0);
  return world;
}

function approve(world: World, ...flags: readonly string[]): Promise<Outcome> {
  return world.type('approve', 'plan', '--by', 'Kim Jiwon', ...flags);
}

async function runs(world: World): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { stdout } = await world.type('runs', '--json');
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function dayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
}

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
