/** Sums of decimal texts without a binary rounding: points are money. */

/** The exact sum of decimal texts such as `12.50`, without trailing zeros. Throws when a text is no decimal. */
export function sumOf(texts: readonly string[]): string {
  const scale = Math.max(0, ...texts.map((text) => fractionOf(text).length));
  return written(
    texts.reduce((sum, text) => sum + unitsOf(text, scale), 0n),
    scale,
  );
}

/** Whether two decimal texts are the same amount. */
export function sameAmount(left: string, right: string): boolean {
  return sumOf([left]) === sumOf([right]);
}

/** Whether text is a plain decimal: digits, at most one point, at most one minus sign. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function unitsOf(text: string, scale: number): bigint {
  if (!isDecimal(text)) throw new RangeError(`${JSON.stringify(text)} is no decimal number`);
  return BigInt(text.replace('.', '') + '0'.repeat(scale - fractionOf(text).length));
}

function fractionOf(text: string): string {
  return text.split('.')[1] ?? '';
}

function written(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
