import { isDecimal } from './decimal.js';

/** Numbers as a reader of one language writes them. */
export interface Numbers {
  /** `1,234`. */
  whole(value: number): string;
  /** With its sign, zero without: `+12`, `-3`, `0`. */
  signed(value: number): string;
  /** A decimal text with every digit it has; other text as it is. */
  exact(decimal: string): string;
  /** Two decimals; never `0.00%` for some nor `100.00%` for not all; `-` of nothing. */
  percent(part: number, of: number): string;
}

/** Thousandths of a bit as bits, with their sign: `+13.288`, `-0.050`, `0.000`. */
export function bits(thousandths: number): string {
  return `${thousandths > 0 ? '+' : ''}${(thousandths / 1000).toFixed(3)}`;
}

/** Number formats for a locale such as `ko`. */
export function numbersIn(locale: string): Numbers {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return {
    whole: (value) => whole.format(value),
    signed: (value) => signed.format(value),
    exact: (decimal) => (isDecimal(decimal) ? exact.format(decimal as `${number}`) : decimal),
    percent: (part, of) => {
      if (of === 0) return '-';
      const share = part / of;
      if (share > 0 && share < 0.0001) return `<${percent.format(0.0001)}`;
      if (share < 1 && share > 0.9999) return `>${percent.format(0.9999)}`;
      return percent.format(share);
    },
  };
}
