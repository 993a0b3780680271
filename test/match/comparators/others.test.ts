import { expect, test } from 'vitest';
import { COMPARATOR_KINDS } from '../../../src/config/identity-schema.js';
import { code } from '../../../src/match/comparators/code.js';
import { email } from '../../../src/match/comparators/email.js';
import { comparatorOf } from '../../../src/match/comparators/kinds.js';
import { number } from '../../../src/match/comparators/number.js';
import { phone } from '../../../src/match/comparators/phone.js';
import { text } from '../../../src/match/comparators/text.js';
import { words } from '../../../src/match/comparators/words.js';
import { expectLevels } from './table.js';

test('every kind begins with differs, ends with equal and has at most seven levels', () => {
  for (const kind of COMPARATOR_KINDS) {
    const { levels } = comparatorOf(kind);
    expect([levels[0], levels.at(-1)]).toEqual(['differs', 'equal']);
    expect(new Set(levels).size).toBe(levels.length);
    expect(levels.length).toBeLessThanOrEqual(7);
  }
});

test('text is compared by its letters, Hangul by its jamo', () =>
  expectLevels(text, [
    ['Café-Bar', 'cafe bar', 'equal'],
    ['한솔 빌라', '한솔빌라', 'equal'],
    ['han', 'hon', 'near'],
    ['han', 'hop', 'differs'],
    ['hansol villa', 'hansul vila', 'near'],
    ['한솔', '한술', 'near'],
    ['arnie mortons', 'arnie mortons grill', 'similar'],
    ['arnie morton', 'arnie mortons of chicago', 'alike'],
    ['martha', 'marhta', 'similar'],
    ['dixon', 'dicksonx', 'alike'],
    ['dixon', 'hotel', 'differs'],
    ['!', '?', 'near'],
    ['!!', '??', 'differs'],
  ]));

test('words count by the share that two texts have in common, unless numbers contradict', () =>
  expectLevels(words, [
    ['12 Main St.', '12  main st', 'equal'],
    ['Main St. 12', '12 Main St', 'same_words'],
    ['한솔 무역', '한솔무역', 'same_words'],
    ['435 s. la cienega blv.', '435 S La Cienega Blvd.', 'most_words'],
    ['12 Main St Apt 4, New York', '12 Main St', 'most_words'],
    ['서울 강남구 역삼동 101동 1203호', '서울 강남구 역삼동 101-1203', 'most_words'],
    ['12 Main St', '14 Main St', 'some_words'],
    ['Main 1 2', 'Main 12', 'some_words'],
    ['9 main st apt 4 new york', '9 main rd apt 5 boston', 'some_words'],
    ['서울', '서울 강남구 역삼동 12', 'some_words'],
    ['12 Main St', 'Elm Road', 'differs'],
    ['-', '!', 'differs'],
  ]));

test('phones are near by one slip of the digits, and one line by the last eight', () =>
  expectLevels(phone, [
    ['821012345678', '821112345678', 'same_line'],
    ['821012345678', '1012345678', 'same_line'],
    ['821012345678', '821012345670', 'near'],
    ['821012345678', '821012354678', 'near'],
    ['821012345678', '82101234567', 'near'],
    ['821012345678', '8210123456678', 'near'],
    ['821012345678', '821012345087', 'differs'],
    ['821012345678', '821087654321', 'differs'],
    ['5678', '825678', 'differs'],
  ]));

test('mail addresses are near by one slip, and one mailbox at another domain', () =>
  expectLevels(email, [
    ['minsu@naver.com', 'minsoo@naver.com', 'differs'],
    ['minsu@naver.com', 'minso@naver.com', 'near'],
    ['minsu@naver.com', 'misnu@naver.com', 'near'],
    ['minsu@naver.com', 'minsu1@naver.com', 'near'],
    ['minsu@naver.com', 'minsu@naver.co', 'near'],
    ['minsu@naver.com', 'minsu@gmail.com', 'same_mailbox'],
    ['kim@naver.com', 'kim@gmail.com', 'differs'],
    ['a@b.kr', 'c@b.kr', 'differs'],
    ['minsu@naver.com', 'jihye@naver.com', 'differs'],
    ['minsu', 'minsu@naver.com', 'same_mailbox'],
  ]));

test('a code is equal or not', () => expectLevels(code, [['A1', 'A2', 'differs']]));

test('numbers are close within a tenth of the larger', () =>
  expectLevels(number, [
    ['100', '100.0', 'equal'],
    ['100', '90', 'close'],
    ['100', '89', 'differs'],
    ['-100', '100', 'differs'],
    ['0', '1', 'differs'],
    ['many', '1', 'differs'],
  ]));
