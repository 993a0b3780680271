/** The values that a number or a date can have, as whole counts of a smallest part. */
export interface NumberLine {
  read(text: string): bigint;
  write(value: bigint): string;
  /** No two values are nearer to each other. */
  readonly step: bigint;
  /** What a person would add to get to the next case. */
  readonly unit: bigint;
  /** The first value that comes to mind, where there is one. */
  readonly zero?: bigint;
  /** Absent: it may be as low as can be. */
  readonly least?: bigint;
}

/** A place between two values where an answer may change: just below a value, or just above it. */
export interface Edge {
  readonly value: bigint;
  readonly side: 'below' | 'above';
}

const PLACES = 9;
const ONE = 10n ** BigInt(PLACES);

const NUMBERS = {
  read: (text: string) => {
    const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/u.exec(text.trim()) ?? [];
    const digits = BigInt(`${whole || '0'}${fraction.slice(0, PLACES).padEnd(PLACES, '0')}`);
    return sign === '-' ? -digits : digits;
  },
  write: (value: bigint) => {
    const size = value < 0n ? -value : value;
    const fraction = String(size % ONE)
      .padStart(PLACES, '0')
      .replace(/0+$/u, '');
    return `${value < 0n ? '-' : ''}${size / ONE}${fraction === '' ? '' : `.${fraction}`}`;
  },
  unit: ONE,
  zero: 0n,
};

/** Amounts have hundredths. */
export const AMOUNTS: NumberLine = { ...NUMBERS, step: ONE / 100n };

/** What is reckoned from amounts may have more. */
export const RECKONED: NumberLine = { ...NUMBERS, step: 1n };

export function counts(least: number): NumberLine {
  return { ...NUMBERS, step: ONE, least: BigInt(least) * ONE };
}

const DAY = 86_400n;

/** In seconds. */
export const MOMENTS: NumberLine = {
  read: (text) => {
    const [day = '', time = ''] = text.trim().split(' ');
    return BigInt(
      Math.floor(Date.parse(`${day}T${time.slice(0, 8).padEnd(8, '00:00:00'.slice(time.length))}Z`) / 1000),
    );
  },
  write: (value) => {
    const text = new Date(Number(value) * 1000).toISOString();
    return value % DAY === 0n ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
  },
  step: 1n,
  unit: DAY,
};

export const DAYS: NumberLine = { ...MOMENTS, step: DAY };

/** One value for each stretch between two edges, lowest first; a stretch without a value is left out. */
export function samplesBetween(edges: readonly Edge[], line: NumberLine): readonly bigint[] {
  const sorted = edges.toSorted((a, b) => compare(a.value, b.value) || compare(sideOf(a), sideOf(b)));
  const distinct = sorted.filter((edge, index) => {
    const before = sorted[index - 1];
    return before === undefined || before.value !== edge.value || before.side !== edge.side;
  });
  const [first] = distinct;
  if (first === undefined) return [within(undefined, undefined, line) ?? 0n];
  const stretches = [
    [undefined, first] as const,
    ...distinct.map((edge, at) => [edge, distinct[at + 1]] as const),
  ];
  return stretches.flatMap(([from, to]) => within(from, to, line) ?? []);
}

/** A value above the one edge and below the other, as plain as there is one. */
function within(from: Edge | undefined, to: Edge | undefined, line: NumberLine): bigint | undefined {
  const { step, unit, zero, least } = line;
  const lowest = from === undefined ? least : ceil(from.value + (from.side === 'above' ? 1n : 0n), step);
  const highest = to === undefined ? undefined : floor(to.value - (to.side === 'below' ? 1n : 0n), step);
  if (lowest !== undefined && highest !== undefined && lowest > highest) return undefined;
  const fits = (value: bigint) =>
    (lowest === undefined || value >= lowest) && (highest === undefined || value <= highest);
  const plain = [from?.value, from && from.value + unit, zero, highest, lowest];
  return plain.find((value) => value !== undefined && value % step === 0n && fits(value)) ?? 0n;
}

function floor(value: bigint, step: bigint): bigint {
  const rest = ((value % step) + step) % step;
  return value - rest;
}

function ceil(value: bigint, step: bigint): bigint {
  return -floor(-value, step);
}

function compare(a: bigint | number, b: bigint | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sideOf({ side }: Edge): number {
  return side === 'below' ? 0 : 1;
}
