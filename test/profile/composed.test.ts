import { expect, test } from 'vitest';
import { composedGuesses } from '../../src/profile/composed.js';
import type { ColumnProfile } from '../../src/profile/profile.js';

type Known = Pick<ColumnProfile, 'header' | 'filled' | 'shape' | 'guess'>;

/** `header:shape:field`, with values unless the header ends with `!`. */
function columns(...all: readonly string[]): readonly Known[] {
  return all.map((text) => {
    const [header = '', shape = 'text', field] = text.split(':');
    const guess = field === undefined ? null : { field, confidence: 0.95, evidence: '' };
    return {
      header: header.replace('!', ''),
      filled: header.endsWith('!') ? 0 : 9,
      shape: shape as Known['shape'],
      guess,
    };
  });
}

const shown = (...all: readonly string[]) =>
  composedGuesses(columns(...all)).map(
    ({ field, how, columns: headers, isSure }) => `${field} ${how} ${headers.join('+')}${isSure ? '' : '?'}`,
  );

test.each([
  [['First Name', 'Last Name'], ['name join Last Name+First Name']],
  [['성:name', '명:name'], ['name join 성+명']],
  // The word for a given name is that for a full name too.
  [['성', '이름:name:name'], ['name join 성+이름?']],
  [['고객성', '고객이름:name:name'], ['name join 고객성+고객이름?']],
  [['Vorname', 'Nachname'], ['name join Nachname+Vorname']],
  [
    ['Shipping First Name', 'Shipping Last Name', 'First Name', 'Last Name'],
    ['name join Last Name+First Name'],
  ],
  [['Billing First Name', 'Last Name'], []],
  [['Full Name:name:name', 'First Name', 'Last Name'], []],
  [['First Name', 'Last Name!'], []],
  [['이름:name:name', '성별:gender:gender'], []],
])('of %j names are %j', (headers, expected) => {
  expect(shown(...headers)).toEqual(expected);
});

test.each([
  [['휴대폰:phone:phone', '전화번호:phone'], ['phone first 휴대폰+전화번호']],
  [['Phone:phone:phone', 'Mobile:phone'], ['phone first Mobile+Phone']],
  // Written without their country they look like numbers of any kind.
  [['Mobile:id:phone', 'Phone:integer'], ['phone first Mobile+Phone?']],
  [['휴대폰:phone:phone', '팩스:phone'], []],
  [['휴대폰:phone:phone', '보호자 연락처:phone'], []],
  [['휴대폰:phone:phone', '전화번호!:empty'], []],
  [['휴대폰:phone:phone', '전화:flag'], []],
])('of %j phones are %j', (headers, expected) => {
  expect(shown(...headers)).toEqual(expected);
});
