import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.js';
import { raw, sql } from '../../src/engine/sql.js';
import { compileRowCondition } from '../../src/rules/expression/condition.js';
import { smallEngine } from './support.js';

const FIELDS = ['member_id', 'name', 'status', 'points', 'spend', 'consent_sms', 'joined_at', 'feedback'];
const origin = { file: 'c.yaml', line: 3, column: 9, what: 'when' };

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
  await engine.step(
    'people',
    raw(`select * from (values
      (1, 'TEST1', 'Kim 테스트', 'active', 10::decimal(18,2), 100::decimal(18,2), true, timestamp '2020-05-01', '4.5'),
      (2, 'M2', 'Lee', null, null, 9007199254740993::decimal(18,2), false, null, 'good'),
      (3, 'M3', null, 'withdrawn', 0.5::decimal(18,2), 0::decimal(18,2), null, timestamp '2021-01-01', null)
    ) t(id, member_id, name, status, points, spend, consent_sms, joined_at, feedback)`),
  );
});
afterAll(() => engine.close());

async function matching(text: string): Promise<readonly number[]> {
  const condition = await compileRowCondition(engine, text, { fields: FIELDS, origin });
  const rows = await engine.rows<{ id: number; is: boolean }>(
    sql`select id, ${condition} as is from people order by id`,
  );
  expect(rows.every(({ is }) => is !== null)).toBe(true);
  return rows.filter(({ is }) => is).map(({ id }) => id);
}

describe('a condition holds for these rows', () => {
  test.each([
    ["name like '%테스트%' or member_id like 'TEST%'", [1]],
    ["status = 'active'", [1]],
    ["status <> 'active'", [3]],
    ["not (status = 'active')", [2, 3]],
    ["not status = 'active'", [2, 3]],
    ["not (status <> 'active')", [1, 2]],
    ["not (not (status <> 'active'))", [3]],
    ["not not not (status = 'active')", [2, 3]],
    ['not (coalesce(points, 10) = 10)', [3]],
    ["status in ('active', 'dormant')", [1]],
    ["status not in ('active')", [3]],
    ["not (status in ('active'))", [2, 3]],
    ["not (not (status in ('active')))", [1]],
    ["not (status not in ('active'))", [1, 2]],
    ['points between 0 and 5', [3]],
    ['points not between 0 and 5', [1]],
    ['not (points between 0 and 5)', [1, 2]],
    ['not (points not between 0 and 5)', [2, 3]],
    ["name not like 'Kim%'", [2]],
    ["not (name like 'Kim%')", [2, 3]],
    ['points is null', [2]],
    ['not (points is not null)', [2]],
    ['consent_sms', [1]],
    ['not consent_sms', [2, 3]],
    ['consent_sms = false', [2]],
    ['spend = 9007199254740993', [2]],
    ['spend > 9007199254740992.5', [2]],
    ['-spend < -(5) and points > .5', [1]],
    ['points = - -10', [1]],
    ['points + 0.5 * 2 - 1 >= 10', [1]],
    ['spend / points > 5', [1]],
    ['coalesce(points, 0) = 0', [2]],
    ['greatest(points, spend) = 100 and least(points, 50) = 10 and abs(points) = 10', [1]],
    [
      "starts_with(lower(member_id), 'test') and contains(upper(name), 'KIM') and length(trim(name)) = 7",
      [1],
    ],
    ["joined_at < '2020-12-31'", [1]],
    ["joined_at between '2020-01-01' and '2020-05-01 00:00:00'", [1]],
    ['feedback > 4', [1]],
    ["feedback = 'good'", [2]],
    ['true', [1, 2, 3]],
    ["name = 'it''s any( not (' or points > 5", [1]],
  ])('%s', async (text, ids) => {
    expect(await matching(text)).toEqual(ids);
  });
});

describe('a condition is refused with its place and a way out', () => {
  test.each([
    ['', 'the expression is empty (character 1)'],
    ["statsu = 'active'", 'unknown name statsu (character 1)\n  did you mean status?'],
    ["이름 = 'x' and statsu = 'y'", 'unknown name 이름 (character 1)'],
    ["name = '김' and statsu = 'y'", 'unknown name statsu (character 16)\n  did you mean status?'],
    ["lowre(name) = 'x'", 'unknown function lowre (character 1)\n  did you mean lower?'],
    ["status = 'withdrwan'", '"withdrwan" never occurs here (character 10)\n  did you mean withdrawn?'],
    ['points = (select 1)', 'a subquery is not allowed'],
    ['exists(select 1)', 'a subquery is not allowed (character 1)'],
    ['points in (select 1)', 'a subquery is not allowed'],
    ['count(*) > 1', 'unknown function count (character 1)'],
    ['sum(points) > 1', 'unknown function sum (character 1)'],
    ['*', 'a star is not allowed (character 1)'],
    ['points::text = 1', 'a cast is not allowed (character 7)'],
    ['cast(points as text) = 1', 'a cast is not allowed'],
    ["joined_at > date '2020-01-01'", 'a cast is not allowed'],
    ['sum(points) over () > 1', 'a window is not allowed (character 1)'],
    ['points = ?', 'a parameter is not allowed (character 10)'],
    ['points = $1', 'a parameter is not allowed (character 10)'],
    ['x -> x + 1', 'a lambda is not allowed'],
    ['points = 1; select 2', 'a second statement is not allowed (character 11)'],
    ['points = 1) or (true', 'a ) without its ( (character 11)'],
    ['points = (1', 'a ( without its ) (character 10)'],
    ['points = 1, spend', 'a list of values is not allowed here'],
    ['points = 1 -- really', 'a comment cannot stand inside an expression (character 12)'],
    [
      'points = 1e400',
      'the number 1e400 is not written as plain digits, so it could not be held exactly (character 10)',
    ],
    ['points = 1234567890123456789', 'the number 1234567890123456789 has more than 18 digits'],
    ['points = 1_000', 'the number 1_000 is not written as plain digits'],
    ["name = e'x'", "a text cannot begin with e' (character 8)"],
    ["name = 'x", 'a text is not closed (character 8)'],
    ['points = null', 'null equals nothing (character 10)\n  write `is null` or `is not null`'],
    ["name similar to 'x'", 'similar is not allowed here (character 6)'],
    ["'a' in name", 'in is not allowed here (character 5)'],
    ["name ~ 'x'", '"~" has no meaning here (character 6)'],
    ["name like 'x' escape 'y'", 'like is not allowed here (character 6)'],
    ['points is distinct from 1', 'this comparison is not allowed'],
    ['points == 1', '== is not an operator (character 8)\n  write ='],
    ["points = 'many'", 'a number is compared with a text'],
    ["joined_at = '2020-02-30'", '"2020-02-30" is not a date (character 13)'],
    ['points', 'a number alone is not a condition (character 1)'],
    ['every(points = 1)', 'every ranges over the rows of a person and cannot stand here'],
    ['any(points = 1)', 'any ranges over the rows of a person and cannot stand here (character 1)'],
    ['online.points = 1', 'online.points is not a field of one row (character 1)'],
    ['points =', 'the expression ends too early (character 9)'],
    ['case when true then true end', 'case is not allowed (character 1)'],
    ['lower(name, a := name) = 1', 'a cast is not allowed (character 15)'],
    ['points = 1 and (name = 2', 'a ( without its ) (character 16)'],
  ])('%s', async (text, message) => {
    await expect(matching(text)).rejects.toThrow(message);
    await expect(matching(text)).rejects.toThrow('c.yaml:3:9: when: ');
  });
});
