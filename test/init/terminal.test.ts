import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { terminalPerson } from '../../src/cli/terminal-person.js';
import { temporaryFolder, type World, worldIn } from '../cli/program.js';

const SCRIPT = fileURLToPath(new URL('in-terminal.py', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../dist/bin/tier-merge.js', import.meta.url));
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0;

function world(): World {
  const made = worldIn(temporaryFolder());
  made.write(
    'online.csv',
    'id,name,phone,level\na1,김민수,010-3107-2468,GOLD\na2,이서연,010-8214-3579,SILVER\n',
  );
  made.write(
    'offline.csv',
    'code,name,phone,class,stamps\nb1,김민수,01031072468,top,1\nb2,최유진,01077061385,new,0\n',
  );
  return made;
}

/** Each answer is typed when the prompt has come. */
function inTerminal(at: World, columns: number, lang: 'en' | 'ko', answers: readonly string[]) {
  const prompt = { en: 'explains) ', ko: '설명) ' }[lang];
  const command = [
    process.execPath,
    PROGRAM,
    'init',
    '--lang',
    lang,
    '--online',
    'online.csv',
    '--offline',
    'offline.csv',
  ];
  const typed = JSON.stringify(answers.map((answer) => [prompt, answer]));
  const { stdout, stderr } = spawnSync('python3', [SCRIPT, `${columns}`, typed, ...command], {
    cwd: at.folder,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as { readonly code: number; readonly shown: string };
}

const written = (at: World) => ['tier-merge.yaml', 'rules.yaml'].filter((file) => existsSync(at.path(file)));

describe.runIf(hasPython)('init in a terminal', () => {
  it.each([80, 40])('of %i columns takes Enter for the default until nothing is left to ask', (columns) => {
    const at = world();
    const { code, shown } = inTerminal(
      at,
      columns,
      'en',
      Array.from({ length: 12 }, () => '\r'),
    );
    expect(code, shown).toBe(0);
    expect(shown).toContain('Nothing in them is a guess.');
    expect(readFileSync(at.path('rules.yaml'), 'utf8')).not.toContain('# GUESS: ');
  });

  it('asks again after an answer that does not fit, explains on ?, and understands Korean', () => {
    const at = world();
    const answers = ['아마도\r', '?\r', ...Array.from({ length: 12 }, () => '예\r')];
    const { shown } = inTerminal(at, 80, 'ko', [...answers.slice(0, 3), '\x03']);
    expect(shown).toContain('"아마도"은(는) 맞지 않습니다: y, n');
    expect(shown).toContain('필드 이름은 docs/config.md에 있습니다.');
  });

  it.each([
    ['Ctrl-C', '\x03', 'interrupted; nothing was written'],
    ['Ctrl-D', '\x04', 'no answer came; nothing was written'],
  ])('leaves nothing behind on %s, and ends with 130', (_, key, message) => {
    const at = world();
    const { code, shown } = inTerminal(at, 80, 'en', ['\r', key]);
    expect(code).toBe(130);
    expect(shown).toContain(message);
    expect(shown).toContain('with --yes nothing is asked');
    expect(written(at)).toEqual([]);
  });
});

describe('a person at a terminal', () => {
  it('may paste several answers at once', async () => {
    const { person, input } = seat();
    input.write('first\nsecond\n둘째 다음\n');
    expect([await person.ask('1 '), await person.ask('2 '), await person.ask('3 ')]).toEqual([
      'first',
      'second',
      '둘째 다음',
    ]);
    person.close();
  });

  it('who is gone stops everything', async () => {
    const { person, input } = seat();
    const answer = person.ask('1 ');
    input.end();
    await expect(answer).rejects.toMatchObject({ code: 'interrupted', exitCode: 130 });
  });
});

function seat() {
  const input = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  return { input, person: terminalPerson({ stderr } as never, input as never) };
}
