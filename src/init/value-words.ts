import type { ColumnProfile } from '../profile/profile.js';

/** What texts of closed lists mean, in small letters and without blanks. */
const MEANINGS = {
  gender: {
    male: ['m', 'male', 'man', 'mr', '남', '남자', '남성', 'männlich', 'herr'],
    female: ['f', 'female', 'woman', 'ms', 'mrs', 'w', '여', '여자', '여성', 'weiblich', 'frau'],
  },
  status: {
    active: [
      '정상',
      '활동',
      '활성',
      '일반',
      '사용',
      '사용중',
      '가입',
      'active',
      'enabled',
      'normal',
      'aktiv',
    ],
    dormant: [
      '휴면',
      '휴면회원',
      '휴면계정',
      '장기미사용',
      'dormant',
      'inactive',
      'sleeping',
      'inaktiv',
      'ruhend',
    ],
    withdrawn: [
      ...[
        '탈퇴',
        '탈퇴회원',
        '해지',
        '탈회',
        'withdrawn',
        'closed',
        'left',
        'deleted',
        'cancelled',
        'canceled',
      ],
      ...['gekündigt', 'gelöscht'],
    ],
  },
  flag: {
    true: [
      ...[
        'y',
        'yes',
        'true',
        't',
        'o',
        '1',
        'on',
        '예',
        '동의',
        '동의함',
        '수신',
        '수신동의',
        '수신함',
        '허용',
        '있음',
      ],
      ...['ja', 'subscribed'],
    ],
    false: [
      ...[
        'n',
        'no',
        'false',
        'f',
        'x',
        '0',
        'off',
        '아니오',
        '아니요',
        '거부',
        '미동의',
        '비동의',
        '동의안함',
      ],
      ...['동의하지않음', '거절', '수신거부', '수신안함', '미수신', '차단', '없음', 'nein', 'unsubscribed'],
      ...['not_subscribed', 'notsubscribed'],
    ],
  },
} as const;

export type ListKind = keyof typeof MEANINGS;

/** A value list of one column: what is known, and the texts that are not. */
export interface ValueList {
  readonly meanings: readonly { readonly text: string; readonly meaning: string; readonly count: number }[];
  readonly unknown: readonly { readonly text: string; readonly count: number }[];
}

/** What the texts of a column mean. Whether somebody sleeps may stand as yes or no under a header that says which. */
export function valueList(column: ColumnProfile, kind: ListKind): ValueList {
  const known: { text: string; meaning: string; count: number }[] = [];
  const unknown: { text: string; count: number }[] = [];
  for (const { text, count } of column.values ?? []) {
    const meaning = meaningOf(text, kind, column.header);
    if (meaning !== undefined) known.push({ text, meaning, count });
    else unknown.push({ text, count });
  }
  return { meanings: known, unknown };
}

function meaningOf(text: string, kind: ListKind, header: string): string | undefined {
  const meaning = wordOf(text, kind);
  if (meaning !== undefined || kind !== 'status') return meaning;
  const asked = wordOf(text, 'flag');
  if (asked === undefined) return undefined;
  const yes = /휴면/.test(header) ? 'dormant' : /탈퇴/.test(header) ? 'withdrawn' : undefined;
  return asked === 'true' ? yes : yes && 'active';
}

function wordOf(text: string, kind: ListKind): string | undefined {
  const folded = text.normalize('NFC').toLowerCase().replaceAll(/\s/g, '');
  const lists: Readonly<Record<string, readonly string[]>> = MEANINGS[kind];
  return Object.keys(lists).find((meaning) => lists[meaning]?.includes(folded));
}
