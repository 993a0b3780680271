import { describe, expect, test } from 'vitest';
import { isUnstable, keepsStructure } from '../../src/read/nfc.js';

describe('normalising', () => {
  test('changes nothing in text whose characters are all stable', () => {
    const stable: number[] = [];
    for (let code = 0; code < 0xd800; code++) if (!isUnstable(code)) stable.push(code);
    const before = ['a', 'e', '가', '각', 'か', 'ᄀ', '<', '\u0627', 'A\u0301'];
    for (const code of stable) {
      const text = String.fromCharCode(code);
      const all = before.map((b) => b + text).join(' ');
      if (all.normalize('NFC') !== all.replaceAll('A\u0301', 'Á'))
        expect(all.normalize('NFC'), code.toString(16)).toBe(all);
    }
    expect(stable).toContain('김'.charCodeAt(0));
  });

  test('of a whole record gives what normalising each field gives, if it keeps the structure', () => {
    const punctuation = Array.from({ length: 0x7f }, (_, i) => String.fromCharCode(i)).filter((c) =>
      /[^A-Za-z0-9]/.test(c),
    );
    for (let code = 0x80; code < 0xd800; code++) {
      const text = String.fromCharCode(code);
      if (!isUnstable(code) || !keepsStructure(text)) continue;
      const whole = punctuation
        .map((p) => p + text)
        .join('')
        .normalize('NFC');
      const each = punctuation.map((p) => p + text.normalize('NFC')).join('');
      if (whole !== each) expect(whole, code.toString(16)).toBe(each);
    }
  });
});
