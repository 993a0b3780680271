/** The product of two decimals in plain digits, exactly, without zeros at its end. */
export function productOf(a: string, b: string): string {
  const [left, right] = [partsOf(a), partsOf(b)];
  return textOf({ digits: left.digits * right.digits, places: left.places + right.places });
}

/** The sum of decimals in plain digits, exactly. */
export function sumOf(decimals: readonly string[]): string {
  const all = decimals.map(partsOf);
  const places = Math.max(0, ...all.map((one) => one.places));
  const digits = all.reduce((sum, one) => sum + one.digits * 10n ** BigInt(places - one.places), 0n);
  return textOf({ digits, places });
}

interface Parts {
  readonly digits: bigint;
  readonly places: number;
}

function partsOf(decimal: string): Parts {
  const [whole = '0', rest = ''] = decimal.split('.');
  return { digits: BigInt(whole + rest), places: rest.length };
}

function textOf({ digits, places }: Parts): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const rest = text.slice(text.length - places).replace(/0+$/, '');
  const whole = text.slice(0, text.length - places);
  return `${sign}${whole}${places === 0 || rest === '' ? '' : `.${rest}`}`;
}
