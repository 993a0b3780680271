import type { Rounding } from '../rules/points/bucket.js';

/** The product of two decimals from 0 on, exactly, without zeros at its end. */
export function times(a: string, b: string): string {
  const [left, right] = [parts(a), parts(b)];
  const decimals = left.decimals + right.decimals;
  const digits = String(left.digits * right.digits).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals).replace(/0+$/u, '');
  return rest === '' ? whole : `${whole}.${rest}`;
}

export function isWhole(decimal: string): boolean {
  return !/\.\d*[1-9]/u.test(decimal);
}

/** A decimal from 0 on as a whole number. */
export function rounded(decimal: string, rounding: Rounding): string {
  const [whole = '0', rest = ''] = decimal.split('.');
  const below = BigInt(whole);
  const half = rest.replace(/0+$/u, '');
  const isAbove = half > '5' || (half === '5' && (rounding === 'half_up' || below % 2n === 1n));
  return String(rounding !== 'floor' && isAbove ? below + 1n : below);
}

function parts(decimal: string): { readonly digits: bigint; readonly decimals: number } {
  const [whole = '0', rest = ''] = decimal.split('.');
  return { digits: BigInt(whole + rest), decimals: rest.length };
}
