import type { Row, SourceName } from './naive-reader.js';

const AS_OF = '2026-06-30';
const MOST_ROWS_PER_VALUE = 12;

/** A row with what can be compared; undefined where there is nothing to compare. */
export interface Standard {
  readonly key: string;
  readonly source: SourceName;
  readonly withdrawn: boolean;
  readonly ci?: string | undefined;
  readonly card?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly birth?: string | undefined;
  readonly grade: string;
  readonly spend: number;
  readonly points: number;
}

export interface Merged {
  readonly persons: readonly (readonly Standard[])[];
  /** `row: candidate candidate`, sorted. */
  readonly ambiguous: readonly string[];
  readonly review: readonly string[];
}

const HEADERS = {
  online: [
    '회원번호',
    '이름',
    '휴대폰번호',
    '이메일',
    '생년월일',
    'CI',
    '멤버십카드',
    '회원등급',
    '적립금',
    '총구매금액',
  ],
  offline: [
    '고객코드',
    '성명',
    '연락처',
    '메일',
    '생일',
    '연계정보',
    '카드번호',
    '등급',
    '포인트',
    '누적구매액',
  ],
} as const;

const STORE_GRADES: Readonly<Record<string, string>> = {
  신규: 'WELCOME',
  일반: 'SILVER',
  우수: 'GOLD',
  최우수: 'VIP',
};

export function standardise(source: SourceName, row: Row): Standard {
  const [id, name, phone, email, birth, ci, card, grade, points, spend] = HEADERS[source].map((header) => {
    const text = (row[header] ?? '').trim();
    return ['-', '없음', 'NULL', 'N/A'].includes(text) ? '' : text;
  }) as [string, string, string, string, string, string, string, string, string, string];
  return {
    key: `${source}:${id}`,
    source,
    withdrawn: row.회원상태 === '탈퇴',
    ci: ci || undefined,
    card: /^[\d -]+$/.test(card) ? card.replace(/\D/g, '') : undefined,
    phone: phoneOf(phone),
    email: emailOf(email),
    name: nameOf(name),
    birth: birthOf(birth),
    grade: STORE_GRADES[grade] ?? grade,
    spend: amountOf(spend),
    points: amountOf(points) + amountOf(row.스탬프 ?? '') * 500,
  };
}

function phoneOf(text: string): string | undefined {
  let digits = text.replace(/\D/g, '');
  if (digits.startsWith('82')) digits = `0${digits.slice(2)}`;
  if (/^10\d{8}$/.test(digits)) digits = `0${digits}`;
  if (!/^0\d{8,11}$/.test(digits) || digits.startsWith('050') || /(\d)\1{7}$/.test(digits)) return undefined;
  return digits;
}

function emailOf(text: string): string | undefined {
  const address = text.toLowerCase().replace(/\.con$/, '.com');
  return /^[^@\s]+@[^@\s]+\.[a-z]+$/.test(address) && address !== 'test@test.com' ? address : undefined;
}

function nameOf(text: string): string | undefined {
  const name = text.normalize('NFC').replaceAll(' ', '').toLowerCase().replace(/님$/, '');
  return name === '' || name.includes('*') || name === '고객' ? undefined : name;
}

function birthOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[.-](\d\d)[.-](\d\d)$/.exec(text) ?? /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  const iso = (y: string) => `${y}-${month}-${day}`;
  const date =
    year.length === 4 ? iso(year) : iso(`20${year}`) <= AS_OF ? iso(`20${year}`) : iso(`19${year}`);
  const real = new Date(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date);
  return exists && date !== '1900-01-01' ? date : undefined;
}

function amountOf(text: string): number {
  return /^\d+(\.\d+)?$|^\d{1,3}(,\d{3})+$/.test(text) ? Number(text.replaceAll(',', '')) : 0;
}

type Evidence = (row: Standard) => string | undefined;
type Field = 'ci' | 'card' | 'phone' | 'email' | 'name' | 'birth';

const RULES: readonly (readonly Field[])[] = [
  ['ci'],
  ['card'],
  ['phone', 'name'],
  ['email', 'name'],
  ['phone', 'birth'],
];

/**
 * Joins rows by one rule after the other, in the strongest's order, then the pairs that a score finds; slow, plain, and
 * for small worlds.
 */
export function merge(rows: readonly Standard[], scored: readonly (readonly [string, string])[]): Merged {
  const crowded = crowdedValues(rows);
  const clusters = new Map<Standard, Standard[]>(rows.map((row) => [row, [row]]));
  const apart = new Set<Standard>();
  const ambiguous: string[] = [];
  for (const rule of RULES) {
    const pairs = pairsOf(rows, (row) => evidence(row, rule, crowded));
    for (const row of rows) {
      const rivals = unitable(row, pairs.get(row) ?? [], clusters).filter((rival) => !apart.has(rival));
      if (!apart.has(row) && row.source === 'offline' && !canBeOne(rivals)) {
        apart.add(row);
        ambiguous.push(
          `${row.key}: ${rivals
            .map(({ key }) => key)
            .sort()
            .join(' ')}`,
        );
      }
    }
    for (const [row, others] of pairs) {
      for (const other of others) if (!apart.has(row) && !apart.has(other)) unite(row, other, clusters);
    }
  }
  for (const keys of scored) {
    const [a, b] = keys.map((key) => rows.find((row) => row.key === key));
    if (a !== undefined && b !== undefined) unite(a, b, clusters);
  }
  const pairs = pairsOf(rows, (row) => row.ci);
  const review = [...pairs].flatMap(([a, others]) =>
    others.filter((b) => a.key > b.key && contradict(a, b)).map((b) => `${a.key}: ${b.key}`),
  );
  return { persons: [...new Set(clusters.values())], ambiguous: ambiguous.sort(), review };
}

/** Phones, e-mails and cards that stand on too many rows to be anybody's. */
function crowdedValues(rows: readonly Standard[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const field of ['phone', 'email', 'card'] as const) {
      const value = `${field} ${row[field]}`;
      if (row[field] !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return new Set([...counts].filter(([, count]) => count > MOST_ROWS_PER_VALUE).map(([value]) => value));
}

function evidence(row: Standard, rule: readonly Field[], crowded: ReadonlySet<string>): string | undefined {
  const values = rule.map((field) => (crowded.has(`${field} ${row[field]}`) ? undefined : row[field]));
  return values.includes(undefined) ? undefined : values.join('|');
}

function pairsOf(rows: readonly Standard[], by: Evidence): ReadonlyMap<Standard, readonly Standard[]> {
  const others = (row: Standard) => rows.filter((other) => other !== row && by(other) === by(row));
  return new Map(rows.filter((row) => by(row) !== undefined).map((row) => [row, others(row)]));
}

function unitable(
  row: Standard,
  others: readonly Standard[],
  clusters: ReadonlyMap<Standard, Standard[]>,
): Standard[] {
  const own = clusters.get(row) ?? [];
  return others.filter((other) => !own.includes(other) && mayUnite(own, clusters.get(other) ?? []));
}

function unite(a: Standard, b: Standard, clusters: Map<Standard, Standard[]>): void {
  const [left, right] = [clusters.get(a) ?? [], clusters.get(b) ?? []];
  if (left === right || !mayUnite(left, right)) return;
  const both = [...left, ...right];
  for (const row of both) clusters.set(row, both);
}

function mayUnite(left: readonly Standard[], right: readonly Standard[]): boolean {
  const both = [...left, ...right];
  const cis = new Set(both.map((row) => row.ci).filter((ci) => ci !== undefined));
  const sides = new Set(both.map((row) => row.withdrawn));
  return (
    cis.size <= 1 &&
    sides.size === 1 &&
    canBeOne(both) &&
    !left.some((a) => right.some((b) => contradict(a, b)))
  );
}

function canBeOne(rows: readonly Standard[]): boolean {
  return rows.filter(({ source }) => source === 'online').length <= 1;
}

/** Equal CI, but another name and another birth date: somebody must look. */
function contradict(a: Standard, b: Standard): boolean {
  const differ = (x?: string, y?: string) => x !== undefined && y !== undefined && x !== y;
  return a.ci !== undefined && a.ci === b.ci && differ(a.name, b.name) && differ(a.birth, b.birth);
}

const GRADES = ['WELCOME', 'SILVER', 'GOLD', 'VIP', 'VVIP'];

/** A line of persons.csv for the rows of one person. */
export function personLine(rows: readonly Standard[]): string {
  const keys = rows.map(({ key }) => key);
  const sorted = [
    ...keys.filter((k) => k.startsWith('online')).sort(),
    ...keys.filter((k) => k.startsWith('offline')).sort(),
  ];
  const points = Math.floor(rows.reduce((sum, row) => sum + row.points, 0));
  if (rows.every((row) => row.withdrawn)) return `${sorted.join(' ')},none,left both,${points}`;
  const spend = rows.reduce((sum, row) => sum + row.spend, 0);
  const band = [0, 200_000, 500_000, 1_500_000, 3_000_000].filter((from) => spend >= from).length - 1;
  const best = Math.max(band, ...rows.map((row) => GRADES.indexOf(row.grade)));
  return `${sorted.join(' ')},${GRADES[best]},best of both,${points}`;
}
