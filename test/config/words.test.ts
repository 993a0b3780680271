import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from '../../src/config/nearest.js';
import { shownFrom } from '../../src/config/shown-path.js';
import { pathInWords } from '../../src/config/yaml.js';

describe('the word that was probably meant', () => {
  test.each([
    ['colums', ['columns', 'connection'], 'columns'],
    ['Phone', ['email', 'phone'], 'phone'],
    ['s', ['S', 'G'], 'S'],
    ['휴대전화번호', ['성명', '휴대폰번호'], '휴대폰번호'],
    ['휴대전화', ['이름', '휴대폰번호'], '휴대폰번호'],
    ['member', ['member_number', 'grade'], 'member_number'],
    ['member no', ['member number', 'grade'], 'member number'],
    ['connect', ['columns'], undefined],
    ['x', [], undefined],
  ])('for %s among %j is %s', (word, known, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  test('is asked for in a question', () => {
    expect(didYouMean('colums', ['columns'])).toBe('did you mean columns?');
    expect(didYouMean('zzz', ['columns'])).toBeUndefined();
  });
});

test.each([
  [['time_zone'], 'time_zone'],
  [['decide', 0, 'when'], 'decide (1st).when'],
  [['sources', 'online', 'exclude', 1], 'sources.online.exclude (2nd)'],
  [['points', 2], 'points (3rd)'],
  [['examples', 10, 'expect'], 'examples (11th).expect'],
  [['examples', 20], 'examples (21st)'],
])('the path %j is %s to a person', (path, words) => {
  expect(pathInWords(path)).toBe(words);
});

test.each([
  ['/srv/nightly', '/srv/nightly/in/online.csv', 'in/online.csv'],
  ['/srv/nightly', '/srv/other.csv', '/srv/other.csv'],
  ['/srv/nightly', '/srv', '/srv'],
  ['/srv/nightly', '/srv/nightly', '/srv/nightly'],
  ['/', '/online.csv', 'online.csv'],
  ['/srv', '/srv/..csv', '..csv'],
])('from %s the path %s is shown as %s', (folder, path, shown) => {
  expect(shownFrom(folder, path)).toBe(shown);
});
