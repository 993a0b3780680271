import { expect, test } from 'vitest';
import { merge, personLine, standardise } from './naive-merge.js';
import { fixtureText, readNaively, type SourceName } from './naive-reader.js';

const SOURCES: readonly SourceName[] = ['online', 'offline'];
const exports = { online: readNaively('online'), offline: readNaively('offline') };
const rows = SOURCES.flatMap((source) =>
  exports[source].records.flatMap(({ fate, row }) =>
    fate === 'accepted' && row ? [standardise(source, row)] : [],
  ),
);
const scored = body('expected/scored.csv').map((line): readonly [string, string] => {
  const [row = '', other = ''] = line.split(',');
  return [row, other];
});
const merged = merge(rows, scored);

test('what happened to each line and record is what a reader of a line at a time finds', () => {
  const count = (source: SourceName, fate: string) =>
    exports[source].records.filter((r) => r.fate === fate).length;
  for (const source of SOURCES) {
    const { lines, blank, records } = exports[source];
    const [accepted, repeated, excluded] = ['accepted', 'repeated', 'excluded'].map((fate) =>
      count(source, fate),
    );
    const rejected = records.length - (accepted ?? 0) - (repeated ?? 0) - (excluded ?? 0);
    expect(JSON.parse(fixtureText('expected/arithmetic.json'))[source]).toEqual({
      ...{ lines, header: 1, blank, records: records.length },
      ...{ accepted, repeated, excluded, rejected },
    });
  }
});

test('the rejected records are the ones a reader of a line at a time rejects, for the same reason', () => {
  const rejected = SOURCES.flatMap((source) =>
    exports[source].records
      .filter(({ fate }) => !['accepted', 'repeated', 'excluded'].includes(fate))
      .map(({ line, fate }) => `${source},${line},${fate}`),
  );
  expect(body('expected/rejects.csv')).toEqual(rejected);
});

test('the persons that the scenes promise are the ones the exact rules and the scored pairs give', () => {
  expect(body('expected/persons.csv').toSorted()).toEqual(merged.persons.map(personLine).sort());
});

test('what a person has to decide is what the exact rules leave open', () => {
  const lines = body('expected/undecided.csv').map((line) => line.split(','));
  const of = (outcome: string) =>
    lines.filter(([o]) => o === outcome).map(([, row, candidates]) => `${row}: ${candidates}`);
  expect(of('ambiguous').toSorted()).toEqual(merged.ambiguous);
  expect(of('review')).toEqual(merged.review);
});

test('no expected person mixes two human beings', () => {
  const human = truth();
  for (const person of merged.persons) expect(new Set(person.map(({ key }) => human.get(key))).size).toBe(1);
});

test('the truth knows every record with a readable key, once', () => {
  const keys = SOURCES.flatMap((source) =>
    exports[source].records.flatMap(({ row }) => {
      const id = row?.회원번호 ?? row?.고객코드;
      return id ? [`${source}:${id}`] : [];
    }),
  );
  expect([...truth().keys()].sort()).toEqual([...new Set(keys)].sort());
  expect(body('truth.csv').length).toBe(truth().size);
});

test('the 383 human beings of the town become 398 persons, because some rows must or can only stay apart', () => {
  const human = truth();
  expect(new Set(rows.map(({ key }) => human.get(key))).size).toBe(383);
  expect(merged.persons.length).toBe(398);
});

test.each([
  ['진선규', 'VIP', undefined], // 700,000 + 800,000: the lower bound is included
  ['채시라', 'WELCOME', undefined], // 99,999 + 100,000: one won short
  ['표예진', 'SILVER', undefined], // 100,000 + 100,000
  ['현빈우', 'VVIP', undefined], // 1,600,000 + 1,400,000
  ['엄정화', 'VIP', undefined], // 150,000 won, but 최우수
  ['인교진', 'GOLD', 2650], // 우수; 2100 + 50 + 1 x 500; its bad amount counts for nothing
  ['구혜선', 'GOLD', 6700], // 1500 + "1,200" + 8 x 500
  ['원미경', undefined, 250], // 100 + 150.5
  ['여진구', 'none', 300], // has left, and the points are still on the books
])('%s becomes %s with %s points', (name, grade, points) => {
  const online = exports.online.records.find(({ row }) => row?.이름 === name)?.row?.회원번호;
  const line = body('expected/persons.csv').find((person) => person.startsWith(`online:${online}`)) ?? '';
  const [, given, , balance] = line.split(',');
  if (grade !== undefined) expect(given).toBe(grade);
  if (points !== undefined) expect(balance).toBe(String(points));
});

function truth(): Map<string, string> {
  return new Map(
    body('truth.csv').map((line) => {
      const [source, id, person] = line.split(',');
      return [`${source}:${id}`, person ?? ''];
    }),
  );
}

function body(file: string): string[] {
  return fixtureText(file).split('\n').slice(1, -1);
}
