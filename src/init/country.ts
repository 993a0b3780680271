import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The country that most phones without a country code belong to, with how many of the sample are valid there. */
export interface CountryGuess {
  readonly country: CountryCode;
  readonly zone: string;
  readonly valid: number;
  readonly sample: number;
  /** Whether no other country reads nearly as many. */
  readonly isSure: boolean;
  /** Whether the country has one zone. */
  readonly hasOneZone: boolean;
}

/** Countries that are tried, each with its zone; a zone of several is the one where most people live. */
const ZONES: Readonly<Partial<Record<CountryCode, string>>> = {
  KR: 'Asia/Seoul',
  US: 'America/New_York',
  JP: 'Asia/Tokyo',
  DE: 'Europe/Berlin',
  GB: 'Europe/London',
  FR: 'Europe/Paris',
  ES: 'Europe/Madrid',
  IT: 'Europe/Rome',
  NL: 'Europe/Amsterdam',
  AU: 'Australia/Sydney',
  SG: 'Asia/Singapore',
  TW: 'Asia/Taipei',
};

const SEVERAL_ZONES: readonly string[] = ['US', 'AU'];

/** Where phones are from; `null` without any. Of equal countries the one of the headers' language comes first. */
export function guessCountry(phones: readonly string[], preferred: CountryCode): CountryGuess | null {
  if (phones.length === 0) return null;
  const countries = [preferred, ...(Object.keys(ZONES) as CountryCode[]).filter((c) => c !== preferred)];
  const counted = countries.map((country) => ({
    country,
    valid: phones.filter((phone) => isOf(phone, country)).length,
  }));
  const ordered = counted.sort((a, b) => b.valid - a.valid);
  const [best, next] = ordered;
  if (best === undefined || best.valid < phones.length / 2) return null;
  return {
    country: best.country,
    zone: ZONES[best.country] ?? 'UTC',
    valid: best.valid,
    sample: phones.length,
    isSure: isSure(best, next, { preferred, sample: phones.length }),
    hasOneZone: !SEVERAL_ZONES.includes(best.country),
  };
}

/** A number with a country code says itself where it is from. */
function isOf(phone: string, country: CountryCode): boolean {
  const number = parsePhoneNumberFromString(phone, country);
  return number?.isValid() === true && number.country === country;
}

/** The numbers of many countries look alike: that of the headers' language is believed when it reads nearly all. */
function isSure(
  best: Counted,
  next: Counted | undefined,
  { preferred, sample }: { readonly preferred: CountryCode; readonly sample: number },
): boolean {
  const isExpected = best.country === preferred && best.valid >= sample * 0.95;
  return isExpected || (next?.valid ?? 0) < best.valid * 0.9;
}

interface Counted {
  readonly country: CountryCode;
  readonly valid: number;
}
