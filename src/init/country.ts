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
  const expected = { country: preferred, valid: countValid(phones, preferred, phones.length) };
  // Where nearly all are as expected, another country is only asked until it cannot read more.
  const misses = isNearlyAll(expected, phones) ? phones.length - expected.valid : phones.length;
  const others = countries
    .slice(1)
    .map((country) => ({ country, valid: countValid(phones, country, misses) }));
  const [best, next] = [expected, ...others].sort((a, b) => b.valid - a.valid);
  if (best === undefined || best.valid < phones.length / 2) return null;
  return {
    country: best.country,
    zone: ZONES[best.country] ?? 'UTC',
    valid: best.valid,
    sample: phones.length,
    // The numbers of many countries look alike: that of the headers' language is believed when it reads nearly all.
    isSure: (best === expected && isNearlyAll(expected, phones)) || (next?.valid ?? 0) < best.valid * 0.9,
    hasOneZone: !SEVERAL_ZONES.includes(best.country),
  };
}

/** A number with a country code says itself where it is from. */
function isOf(phone: string, country: CountryCode): boolean {
  const number = parsePhoneNumberFromString(phone, country);
  return number?.isValid() === true && number.country === country;
}

/** Stops, with what it has, behind more misses than those. */
function countValid(phones: readonly string[], country: CountryCode, misses: number): number {
  let valid = 0;
  for (const [at, phone] of phones.entries()) {
    if (isOf(phone, country)) valid++;
    else if (at + 1 - valid > misses) break;
  }
  return valid;
}

function isNearlyAll({ valid }: Counted, phones: readonly string[]): boolean {
  return valid >= phones.length * 0.95;
}

interface Counted {
  readonly country: CountryCode;
  readonly valid: number;
}
