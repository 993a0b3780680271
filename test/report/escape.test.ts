import { expect, test } from 'vitest';
import { escapeHtml, escapeTerminal } from '../../src/report/escape.js';

test('an escape sequence is shown, not obeyed', () => {
  expect(escapeTerminal('\u001b[31mred\u009b0m')).toBe('\\x1b[31mred\\x9b0m');
});

test('line breaks and tabs cannot break a line of a table', () => {
  expect(escapeTerminal('a\nb\tc\r\u2028d')).toBe('a\\x0ab\\x09c\\x0d\\u2028d');
});

test('bidi controls and invisible letters become visible', () => {
  expect(escapeTerminal('a\u202eb\u2066c\u200bd\ufeff\u{e0041}')).toBe(
    'a\\u202eb\\u2066c\\u200bd\\ufeff\\u{e0041}',
  );
});

test('a lone surrogate becomes visible instead of invalid output', () => {
  expect(escapeTerminal('\ud800')).toBe('\\ud800');
});

test('Hangul, emoji and accents stay as they are', () => {
  expect(escapeTerminal('김민수 😀 é')).toBe('김민수 😀 é');
});

test('every character with a meaning in HTML is replaced', () => {
  expect(escapeHtml(`<b a="1" c='2'>&\`</b>`)).toBe(
    '&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;&#96;&#60;/b&#62;',
  );
});
