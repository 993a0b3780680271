/** How the numbers of cells of one style are shown, as far as it changes what they mean. */
export type NumberStyle = 'plain' | 'date' | 'time' | { readonly digits: number };

/** The style of a format code (ECMA-376, part 1, 18.8.30 and 18.8.31). */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) {
    const isDay = (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    if (isDay) return 'date';
    return (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? 'time' : 'plain';
  }
  const [shown = ''] = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi, '').split(';');
  if (/^[0-]*0[0-]*$/.test(shown) && /^0/.test(shown)) {
    const digits = shown.replaceAll('-', '').length;
    return digits > 1 ? { digits } : 'plain';
  }
  if (/[yd]|m{3}/i.test(shown) && !/general/i.test(shown)) return 'date';
  return /[hs]/i.test(shown) && !/general/i.test(shown) ? 'time' : 'plain';
}

/**
 * Text of a number as the file stores it, dates as ISO text. A whole number of more than fifteen digits has lost its
 * end and stays as Excel shows it, 8.80123456789012E+15, so that nothing takes it for a card or an id. Undefined: it
 * is no number.
 */
export function numberText(stored: string, style: NumberStyle, is1904: boolean): string | undefined {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return undefined;
  if (style === 'date' || style === 'time') return serialText(value, style, is1904) ?? decimalText(stored);
  const text = decimalText(stored);
  if (/^-?\d{16,}$/.test(text)) return roundedText(value);
  if (typeof style === 'object' && /^\d+$/.test(text)) return text.padStart(style.digits, '0');
  return text;
}

/** Whether Excel, which keeps fifteen digits, has lost some of these. */
export function isRounded(text: string): boolean {
  return /^-?\d(\.\d+)?E\+\d{2,}$/.test(text);
}

function roundedText(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(14).split('e+');
  return `${digits.replace(/\.?0+$/, '')}E+${exponent.padStart(2, '0')}`;
}

/** Whole numbers digit by digit; fractions with the fifteen digits that Excel shows: 0.1 is stored as 0.10000000000000001. */
function decimalText(stored: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d{1,3}))?$/.exec(stored.trim()) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const minus = sign === '-' && /[1-9]/.test(digits) ? '-' : '';
  const padded = digits.padEnd(point, '0');
  if (point > 0 && !/[1-9]/.test(padded.slice(point)))
    return minus + (padded.slice(0, point).replace(/^0+(?=\d)/, '') || '0');
  return plain(Number(Number(stored).toPrecision(15)));
}

function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

const DAY = 86_400;

/** Days since the last of 1899, with the 29 February 1900 that never was; or since the first of 1904. */
function serialText(value: number, style: 'date' | 'time', is1904: boolean): string | undefined {
  const days = is1904 ? value + 1462 : value;
  if (days < 0 || days >= 2_958_466) return undefined;
  const seconds = Math.round(days * DAY);
  const time = isoOf(seconds % DAY).slice(11, 19);
  if (style === 'time' && value < 1) return time;
  const day = isoOf((Math.floor(seconds / DAY) - (seconds / DAY < 60 ? 25_568 : 25_569)) * DAY).slice(0, 10);
  return seconds % DAY === 0 ? day : `${day} ${time}`;
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
