import { type Random, scatter } from './random.js';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAIRS = Array.from({ length: 4096 }, (_, n) => BASE64.charAt(n >> 6) + BASE64.charAt(n & 63));

/** A CI has the form of 64 bytes in base64: 86 characters and `==`. The generator must be seeded by the person. */
export function connectingInformation(random: Random): string {
  let text = '';
  for (let pair = 0; pair < 42; pair += 2) {
    const bits = Math.floor(random.next() * 16_777_216);
    text += (PAIRS[bits >>> 12] as string) + (PAIRS[bits & 4095] as string);
  }
  // 64 bytes leave two bits for the last character
  return `${text}${BASE64.charAt(random.below(64))}${'AQgw'.charAt(random.below(4))}==`;
}

/** Sixteen digits: the issuer 8801, eleven that differ for every n, and a check digit after Luhn. */
export function cardNumber(n: number): string {
  const payload = `8801${String(scatter(n, 2 ** 31, 2)).padStart(11, '0')}`;
  return payload + luhn(payload);
}

function luhn(payload: string): number {
  let sum = 0;
  for (let at = 0; at < payload.length; at++) {
    const digit = payload.charCodeAt(payload.length - 1 - at) - 48;
    const doubled = at % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** A number below a hundred million that no other n has; opaque where it is shown. */
export function scrambled(n: number): number {
  return scatter(n, 100_000_000, 3);
}
