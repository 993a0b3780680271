import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { isCp949, isUtf8Hangul, readsAsCp949Hangul, transcodeCp949 } from '../../src/read/cp949.js';
import { Dice } from './dice.js';

function transcoded(bytes: Buffer): string | undefined {
  const out = Buffer.alloc(bytes.length * 3);
  const end = transcodeCp949(bytes, 0, bytes.length, out, 0);
  return end < 0 ? undefined : out.toString('utf8', 0, end);
}

describe('CP949', () => {
  test('is what iconv-lite says for every pair of bytes, in NFC', () => {
    for (let code = 0; code < 0x10000; code++) {
      const bytes = Buffer.from([code >> 8, code & 0xff, 0x0a]);
      const text = iconv.decode(bytes, 'cp949');
      const expected = text.includes('\ufffd') ? undefined : text.normalize('NFC');
      if (transcoded(bytes) !== expected) expect(transcoded(bytes), code.toString(16)).toBe(expected);
      if (isCp949(bytes) === text.includes('\ufffd')) expect(isCp949(bytes), code.toString(16)).toBe(false);
    }
  });

  test('holds no character that combines with its neighbour, so that a table of NFC characters gives NFC text', () => {
    for (let code = 0x8141; code < 0xff00; code++) {
      const text = iconv.decode(Buffer.from([code >> 8, code & 0xff]), 'cp949').normalize('NFC');
      expect(/[\p{M}\u1100-\u11ff]/u.test(text), code.toString(16)).toBe(false);
    }
  });

  test('is what iconv-lite says for random lines', () => {
    const seed = Date.now() % 1_000_000_000;
    const dice = new Dice(seed);
    for (let i = 0; i < 3000; i++) {
      const lead = dice.pick([0x30, 0x81, 0xa1, 0xb0]);
      const bytes = Buffer.from([...dice.times(dice.below(12), () => lead + dice.below(0xff - lead)), 0x0a]);
      if (isUtf8Hangul(bytes)) continue;
      const text = iconv.decode(bytes, 'cp949');
      const expected = text.includes('\ufffd') ? undefined : text.normalize('NFC');
      expect(transcoded(bytes), `seed ${seed}: ${bytes.toString('hex')}`).toBe(expected);
    }
  });

  test('reads 8C 63 as a syllable, where EUC-KR decoders give a control character', () => {
    expect(transcoded(Buffer.from([0x8c, 0x63, 0x0a]))).toBe('똠\n');
  });

  test('is not taken for UTF-8, nor UTF-8 for it', () => {
    expect(isUtf8Hangul(Buffer.from('김,서연\n'))).toBe(true);
    expect(isUtf8Hangul(iconv.encode('김,서연\n', 'cp949'))).toBe(false);
    expect(isUtf8Hangul(Buffer.from('café\n'))).toBe(false);
    // Also where its bytes happen to be characters of CP949: 媛곴컖.
    expect(isCp949(Buffer.from('각각\n'))).toBe(true);
    expect(transcoded(Buffer.from('각각\n'))).toBe(undefined);
    expect(readsAsCp949Hangul(iconv.encode('김,서연\n', 'cp949'))).toBe(true);
    // é is C3 A9, and so is a Korean syllable: only the rest of the file can tell.
    expect(readsAsCp949Hangul(Buffer.from('café'))).toBe(true);
    expect(readsAsCp949Hangul(Buffer.from('À'))).toBe(false);
    expect(readsAsCp949Hangul(Buffer.from('é김'))).toBe(false);
    expect(readsAsCp949Hangul(Buffer.from('cafe'))).toBe(false);
  });
});
