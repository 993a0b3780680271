import type { Failure } from '../../failure.js';
import { networkFault, type ServerFault, serverFailure } from '../server/fault.js';
import type { Place } from '../target.js';

/** What an error of PostgreSQL means, by its SQLSTATE; undefined when it is about something else. */
export function postgresFailure(error: unknown, place: Place): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  const fault = isState(code)
    ? (STATES[code] ?? CLASSES[code.slice(0, 2)] ?? 'refused')
    : networkFault(error);
  if (fault === undefined) return undefined;
  return serverFailure(fault, place, fault === 'denied' ? rightIn(error.message) : detailOf(code, error));
}

function isState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);
}

const STATES: Readonly<Record<string, ServerFault>> = {
  '3D000': 'no database',
  '23505': 'twice',
  '25006': 'read only',
  '40001': 'busy',
  '40P01': 'busy',
  '42501': 'denied',
  '53100': 'full',
  '54000': 'too long',
  '55P03': 'busy',
  '57014': 'timeout',
  '58030': 'damaged',
};

const CLASSES: Readonly<Record<string, ServerFault>> = {
  '08': 'lost',
  '28': 'login',
  '53': 'overloaded',
  '57': 'lost',
  XX: 'damaged',
};

/** What is wrong with our own SQL, which holds no values; of all else only the code. */
function detailOf(code: string, error: Error): string {
  return code.startsWith('42') ? `${code}: ${error.message}` : code;
}

/** `permission denied for table members`: what is denied, which holds names of ours alone. */
function rightIn(message: string): string {
  return /(?:permission denied|must be owner) (?:for|of) [\w ]+/.exec(message)?.[0] ?? 'permission denied';
}
