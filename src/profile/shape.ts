import type { Field } from '../config/fields.js';
import type { Shape } from './profile.js';
import type { ValueKind } from './value-kind.js';

/** What a column holds, counted. */
export interface ColumnCounts {
  readonly filled: number;
  readonly distinct: number;
  readonly kinds: ReadonlyMap<ValueKind, number>;
  /** All values where they are few. */
  readonly texts: readonly string[] | null;
  /** What the header says the column is, if it says anything. */
  readonly named: Field | undefined;
}

export interface Shaped {
  readonly shape: Shape;
  readonly share: number;
}

/** The shape of a column: closed lists first, then what most of its values look like by themselves. */
export function shapeOf(counts: ColumnCounts): Shaped {
  const { filled, texts, named } = counts;
  if (filled === 0) return { shape: 'empty', share: 0 };
  const listed = texts === null ? undefined : listShape(texts, named);
  if (listed !== undefined) return { shape: listed, share: 1 };
  const [best] = candidates(counts).sort((a, b) => b.share - a.share);
  if (best !== undefined && best.share >= 0.5) return best;
  return isLabel(counts) ? { shape: 'label', share: 1 } : { shape: 'text', share: 1 };
}

const GENDERS = [
  'm',
  'f',
  '남',
  '여',
  '남자',
  '여자',
  '남성',
  '여성',
  'male',
  'female',
  'w',
  'männlich',
  'weiblich',
  'u',
  '미상',
  'unknown',
];
const FLAGS = [
  ...[
    'y',
    'n',
    'yes',
    'no',
    'true',
    'false',
    't',
    'f',
    'o',
    'x',
    '0',
    '1',
    '예',
    '아니오',
    '아니요',
    '동의',
    '거부',
  ],
  ...[
    '미동의',
    '비동의',
    '동의함',
    '동의안함',
    '동의하지않음',
    '수신',
    '거절',
    '수신동의',
    '수신거부',
    '수신함',
    '수신안함',
  ],
  ...[
    '수신안함',
    '미수신',
    '허용',
    '차단',
    '있음',
    '없음',
    'on',
    'off',
    'ja',
    'nein',
    'subscribed',
    'unsubscribed',
  ],
];

function listShape(texts: readonly string[], named: Field | undefined): Shape | undefined {
  const folded = texts.map((text) => text.toLowerCase().replaceAll(/\s/g, ''));
  const areFrom = (known: readonly string[]) => folded.every((text) => known.includes(text));
  const isGender = texts.length <= 4 && areFrom(GENDERS);
  const isFlag = texts.length <= 4 && areFrom(FLAGS);
  if (isGender && (named === 'gender' || !isFlag)) return 'gender';
  // 0 and 1 alone may be counts: a column of orders in which nobody ordered twice.
  if (isFlag && (folded.some((text) => !/^\d$/.test(text)) || named?.startsWith('consent'))) return 'flag';
  return undefined;
}

function candidates(counts: ColumnCounts): Shaped[] {
  const { filled, kinds, distinct, named } = counts;
  const share = (...of: readonly ValueKind[]) =>
    of.reduce((sum, kind) => sum + (kinds.get(kind) ?? 0), 0) / filled;
  const dates = share('date');
  const digits = share('integer', 'code', 'card', 'phone', 'date');
  const isUnique = distinct >= filled * 0.98 && filled > 1;
  const isCode = named === 'member_id' || (isUnique && named === undefined);
  const all: (Shaped | undefined)[] = [
    { shape: 'email', share: share('email') },
    { shape: 'ci', share: share('ci', 'di') },
    { shape: 'phone', share: share('phone') },
    // Some numbers look like days; a column of days holds hardly anything else.
    dates + share('moment') >= 0.8 || named?.endsWith('_at') || named === 'birth_date'
      ? { shape: share('moment') > dates ? 'moment' : 'date', share: dates + share('moment') }
      : undefined,
    named === 'card_no' ? { shape: 'card', share: share('card', 'code', 'integer') } : undefined,
    { shape: 'card', share: isCode ? 0 : share('card') },
    isCode ? { shape: 'id', share: Math.max(digits, share('code', 'integer', 'card', 'word')) } : undefined,
    isName(counts) ? { shape: 'name', share: share('hangul', 'latin') } : undefined,
    share('money') > 0
      ? { shape: 'money', share: share('money', 'integer') + (dates < 0.8 ? dates : 0) }
      : undefined,
    { shape: 'integer', share: share('integer') + (dates < 0.8 ? dates : 0) },
    isLabel(counts) ? { shape: 'label', share: share('hangul', 'latin', 'word', 'text', 'code') } : undefined,
    isUnique ? { shape: 'id', share: share('code') } : undefined,
  ];
  return all.filter((one) => one !== undefined);
}

/** Names differ from row to row; labels come again and again. */
function isName({ distinct, filled, named }: ColumnCounts): boolean {
  if (named !== undefined) return named === 'name';
  return distinct > 50 || distinct > filled * 0.5;
}

function isLabel({ texts, distinct, filled, named }: ColumnCounts): boolean {
  if (texts === null) return false;
  const isLabelled = named === 'grade' || named === 'store' || named === 'status';
  return isLabelled || distinct <= Math.max(1, filled * 0.5);
}
