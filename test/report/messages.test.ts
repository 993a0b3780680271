import { expect, test } from 'vitest';
import { type Messages, messagesIn, wordsFor } from '../../src/report/messages.js';

type Leaf = string | ((named: Record<string, number>) => string);

const english = leavesOf(messagesIn('en'));
const korean = leavesOf(messagesIn('ko'));

test('both languages have the same messages', () => {
  expect([...korean.keys()]).toEqual([...english.keys()]);
});

test.each([...english.keys()])('%s is said in both languages with every parameter it takes', (key) => {
  const inEnglish = said(english.get(key));
  const inKorean = said(korean.get(key));
  expect(inKorean.parameters).toEqual(inEnglish.parameters);
  expect(inEnglish.parameters.filter((name) => !inEnglish.shown.includes(name))).toEqual([]);
  expect(inKorean.parameters.filter((name) => !inKorean.shown.includes(name))).toEqual([]);
});

test('Korean has Hangul wherever English has a word of its own', () => {
  const same = [...english.keys()].filter(
    (key) => said(english.get(key)).text === said(korean.get(key)).text,
  );
  expect(same.filter((key) => /[a-z]{3}/i.test(said(english.get(key)).text))).toEqual(['origin.sha256']);
});

test('no particle that depends on the last sound follows a value', () => {
  const suspicious = [...korean.entries()].filter(([, leaf]) => {
    return (
      typeof leaf === 'function' && /[\d%)](을|를|은|는|이|가|와|과|으로|로)(\s|$|\.)/.test(said(leaf).text)
    );
  });
  expect(suspicious.map(([key]) => key)).toEqual([]);
});

test('numbers carry separators', () => {
  expect(messagesIn('en').share({ part: 1234, of: 5678 })).toBe('1,234 of 5,678 (21.73%)');
  expect(messagesIn('ko').share({ part: 1234, of: 5678 })).toBe('5,678 중 1,234 (21.73%)');
});

test('a code without words is shown as it is, even one named like a member of every object', () => {
  const { codes } = messagesIn('ko');
  expect(wordsFor(codes.how, 'card')).toBe('카드번호 일치');
  expect(wordsFor(codes.how, 'scored_v2')).toBe('scored_v2');
  expect(wordsFor(codes.how, 'constructor')).toBe('constructor');
});

function leavesOf(messages: Messages): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const visit = (path: string, node: unknown) => {
    if (typeof node === 'string' || typeof node === 'function') leaves.set(path, node as Leaf);
    else
      for (const [key, child] of Object.entries(node as object))
        visit(path === '' ? key : `${path}.${key}`, child);
  };
  visit('', messages);
  return new Map([...leaves].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * A part may stand as its share of the whole only, when the count itself is in the cell beside it; the others choose
 * between words.
 */
const UNSHOWN = ['part', 'shape', 'isUnique'];

/** Calls a message with a different number for every parameter it reads, and looks which are in the text. */
function said(leaf: Leaf | undefined) {
  if (typeof leaf !== 'function') return { text: leaf ?? '', parameters: [], shown: [] };
  const values = new Map<string, number>();
  const named = new Proxy<Record<string, number>>(
    {},
    {
      get: (_, name) => {
        const value =
          values.get(String(name)) ?? 7001 + [...String(name)].reduce((sum, c) => sum + c.charCodeAt(0), 0);
        values.set(String(name), value);
        return value;
      },
    },
  );
  const text = leaf(named);
  const parameters = [...values.keys()].sort();
  const plain = text.replaceAll(',', '');
  const shown = parameters.filter(
    (name) => plain.includes(String(values.get(name))) || UNSHOWN.includes(name),
  );
  return { text, parameters, shown };
}
