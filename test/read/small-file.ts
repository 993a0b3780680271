import iconv from 'iconv-lite';
import type { Encoding } from '../../src/read/dialect.js';
import type { Dice } from './dice.js';

/** A generated export, perhaps damaged. */
export interface SmallFile {
  readonly bytes: Buffer;
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly quote: string | false;
  readonly fields: number;
}

const VALUES = [
  '',
  '',
  'a',
  '1012345678',
  ' b ',
  '김서연',
  '뷁똠',
  '樂',
  'x·y',
  'C#',
  '\t',
  '“인용”',
  '가나다라',
  '\x1b[0m',
];
const UNICODE_VALUES = [
  '김'.normalize('NFD'),
  'e\u0301',
  '😀',
  '\u037e',
  '\u212b',
  '\ufeffz',
  'é',
  '\u0338=',
  'か\u3099',
];
const QUOTED_VALUES = [
  '1,2',
  '3;4',
  'say "x"',
  '"',
  'two\nlines',
  'two\r\nlines',
  '\n',
  "it's",
  '|',
  '김\n서\n연',
  '',
];

/** One to five columns, up to a dozen records, in any encoding and punctuation, then up to four accidents. */
export function smallFile(dice: Dice): SmallFile {
  const encoding = dice.pick<Encoding>([
    'utf-8',
    'utf-8',
    'utf-8',
    'cp949',
    'cp949',
    'cp949',
    'utf-16le',
    'utf-16be',
  ]);
  const delimiter = dice.pick([',', ',', ',', ';', '\t', '|']);
  const quote = dice.pick<string | false>(['"', '"', '"', '"', "'", false]);
  const fields = 1 + dice.below(5);
  const style = { encoding, delimiter, quote, fields };
  const text = recordsOf(dice, style);
  return { ...style, bytes: damaged(dice, encoded(text, encoding), style) };
}

export function encoded(text: string, encoding: Encoding): Buffer {
  if (encoding === 'cp949') return iconv.encode(text, 'cp949');
  if (encoding === 'utf-8') return Buffer.from(text);
  const little = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? little : little.swap16();
}

type Style = Omit<SmallFile, 'bytes'>;

function recordsOf(dice: Dice, style: Style): string {
  const ends = dice.pick([['\n'], ['\r\n'], ['\n', '\r\n'], ['\n'], ['\r\n'], ['\r']]);
  const quoting = dice.pick(['needed', 'needed', 'all', 'some', 'wild']);
  const records = dice.times(dice.below(12), () => {
    if (dice.chance(12)) return dice.pick(ends);
    const values = dice.times(style.fields, () => fieldText(dice, style, quoting));
    return values.join(style.delimiter) + dice.pick(ends);
  });
  return records.join('');
}

function fieldText(dice: Dice, { encoding, delimiter, quote }: Style, quoting: string): string {
  const plain = dice.chance(5) && encoding !== 'cp949' ? dice.pick(UNICODE_VALUES) : dice.pick(VALUES);
  const value =
    quote !== false && dice.chance(quoting === 'wild' ? 2 : 12) ? dice.pick(QUOTED_VALUES) : plain;
  if (quote === false) return value.replaceAll(delimiter, '');
  const needed = value.includes(delimiter) || value.includes(quote) || /[\r\n]/.test(value);
  const quoted = quoting === 'all' || needed || (quoting !== 'needed' && dice.chance(3));
  return quoted ? quote + value.replaceAll(quote, quote + quote) + quote : value;
}

function damaged(dice: Dice, clean: Buffer, style: Style): Buffer {
  let bytes = clean;
  if (dice.chance(3)) return bytes;
  for (let i = dice.below(5); i > 0; i--) bytes = accident(dice, bytes, style);
  return bytes;
}

function accident(dice: Dice, bytes: Buffer, style: Style): Buffer {
  const at = dice.below(bytes.length + 1);
  const piece = pieceFor(dice, style);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (dice.below(5)) {
    case 0:
      return Buffer.concat([before, after.subarray(1 + dice.below(3))]);
    case 1:
      return Buffer.concat([before, piece, after.subarray(piece.length)]);
    case 2:
      return dice.chance(3) ? before : Buffer.concat([before, after.subarray(dice.below(20))]);
    default:
      return Buffer.concat([before, piece, after]);
  }
}

function pieceFor(dice: Dice, { encoding, delimiter, quote }: Style): Buffer {
  const characters = [
    quote || '"',
    quote || '"',
    delimiter,
    delimiter,
    '\n',
    '\r',
    '\r\n',
    '\0',
    '\u0085',
    '\ufffd',
    '\ufeff',
  ];
  const foreign = [
    Buffer.from('김가'),
    Buffer.from('각각'),
    Buffer.from('é'),
    iconv.encode('김가', 'cp949'),
    Buffer.of(0xc6, 0xbc),
    Buffer.of(0x80),
    Buffer.of(0xff),
    Buffer.of(0xb0),
    Buffer.of(0x00, 0xd8),
    Buffer.of(0xea, 0xb0),
  ];
  return dice.chance(3) ? dice.pick(foreign) : encoded(dice.pick(characters), encoding);
}
