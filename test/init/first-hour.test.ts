import { describe, expect, it } from 'vitest';
import { makeWorld, OFFLINE, ONLINE, type World } from '../cli/program.js';

interface Situation {
  readonly what: string;
  readonly with: (world: World) => void;
  readonly code: number;
  /** What the message must hold: where, what was found, what was expected, what to do. */
  readonly says: readonly string[];
}

const SITUATIONS: readonly Situation[] = [
  {
    what: 'the file of the other source',
    with: (world) => world.write('online.csv', OFFLINE),
    code: 10,
    says: [
      'online.csv:1:1: none of the 9 configured columns is in the header',
      'expected id, name, phone',
      'found code, customer, tel',
    ],
  },
  {
    what: 'the same file for both sources',
    with: (world) => world.write('offline.csv', ONLINE),
    code: 10,
    says: [
      'offline.csv:1:1: none of the 6 configured columns is in the header',
      'is it another file or delimiter, or were all columns renamed?',
    ],
  },
  {
    what: 'a header that changed overnight',
    with: (world) => world.write('online.csv', ONLINE.replace('phone', 'phone_number')),
    code: 10,
    says: ['online.csv:1:1: column "phone" (phone) is not in the header', 'did you mean "phone_number"?'],
  },
  {
    what: 'half a file',
    with: (world) => world.write('online.csv', ONLINE.slice(0, -12)),
    code: 3,
    says: [
      'files that look cut off, online: 1, at most 0',
      'online.csv looks cut off: its last record has too few fields and no line end.',
    ],
  },
  {
    what: 'a grade label that is new since yesterday',
    with: (world) => world.write('online.csv', ONLINE.replace('SILVER', 'PLATINUM')),
    code: 10,
    says: [
      'rules.yaml:10:15: the grade "PLATINUM" of online (1 rows) is not in the map',
      'add it under map: online, such as PLATINUM: BRONZE',
    ],
  },
  {
    what: 'an export that is not there',
    with: (world) => edit(world, 'tier-merge.yaml', '"online.csv"', '"onlin.csv"'),
    code: 3,
    says: ['onlin.csv: there is no such file', 'bring the export there, or correct its path'],
  },
  {
    what: 'an empty file',
    with: (world) => world.write('online.csv', ''),
    code: 3,
    says: ['online.csv: is empty', 'export it again, or take it out of the config'],
  },
  {
    what: 'an encoding that it is not in',
    with: (world) => {
      edit(
        world,
        'tier-merge.yaml',
        '"files": "online.csv",',
        '"files": "online.csv", "encoding": "utf-16le",',
      );
    },
    code: 10,
    says: ['online.csv:1:1: none of the 9 configured columns is in the header', 'expected id, name, phone'],
  },
  {
    what: 'a key that is misspelled',
    with: (world) => edit(world, 'tier-merge.yaml', '"time_zone"', '"timezone"'),
    code: 10,
    says: ['tier-merge.yaml:4:3: unknown key timezone', 'did you mean time_zone?'],
  },
  {
    what: 'ids that stand in several rows which differ',
    with: (world) => world.write('online.csv', ONLINE.replaceAll(/^a[23],/gm, 'a1,')),
    code: 3,
    says: ['rejected records, online: 3 of 3 (100.00%), at most 0.5%', 'repeated_differs'],
  },
  {
    what: 'a title above the header',
    with: (world) => world.write('online.csv', `회원 목록\n\n${ONLINE}`),
    code: 10,
    says: [
      'online.csv:1:1: none of the 9 configured columns is in the header',
      'the names stand on line 3: write header_row: 3',
    ],
  },
  {
    what: 'a text file in the place of the rules',
    with: (world) => world.write('rules.yaml', 'everybody gets GOLD'),
    code: 10,
    says: ['rules.yaml:1:1: the file: must be a mapping'],
  },
];

describe('in the first hour', () => {
  it.each(SITUATIONS)('$what is refused with what to do', async ({ with: change, code, says }) => {
    const world = makeWorld();
    change(world);
    const refused = await world.run('plan', '-o', 'plan');
    expect(refused.code).toBe(code);
    const rejects = world.list('plan').includes('rejects.csv') ? world.read('plan/rejects.csv') : '';
    for (const text of says) expect(refused.stderr + refused.stdout + rejects).toContain(text);
  });
});

function edit(world: World, file: string, from: string, to: string): void {
  const text = world.read(file);
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  world.write(file, text.replace(from, to));
}
