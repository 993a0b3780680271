/** Exact sums of decimal texts, in millionths of millionths: nothing here multiplies more than twice by six decimals. */
const SCALE = 12;

export function sumOf(decimals: readonly string[]): string {
  return written(decimals.reduce((sum, one) => sum + units(one), 0n));
}

export function product(one: string, other: string): string {
  return written((units(one) * units(other)) / 10n ** BigInt(SCALE));
}

export function minus(one: string, other: string): string {
  return written(units(one) - units(other));
}

/** To two decimals, half away from zero. */
export function cents(decimal: string): string {
  const step = 10n ** BigInt(SCALE - 2);
  const value = units(decimal);
  const half = value < 0n ? -step / 2n : step / 2n;
  return written(((value + half) / step) * step);
}

export function greater(one: string, other: string): boolean {
  return units(one) > units(other);
}

function units(decimal: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (!/^-?\d+(\.\d{1,12})?$/.test(decimal)) throw new Error(`${decimal} is no decimal`);
  return BigInt(`${sign}${whole}${fraction.padEnd(SCALE, '0')}`);
}

function written(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  const text = `${digits.slice(0, -SCALE)}${fraction === '' ? '' : `.${fraction}`}`;
  return value < 0n ? `-${text}` : text;
}
