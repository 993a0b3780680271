import type { Failure } from '../../failure.js';
import { networkFault, type ServerFault, serverFailure } from '../server/fault.js';
import type { Place } from '../target.js';

/** What an error of MySQL or MariaDB means, by its number; undefined when it is about something else. */
export function mysqlFailure(error: unknown, place: Place): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  // Errors of the system have negative numbers.
  const number = 'errno' in error ? Number(error.errno) : 0;
  const fault = number > 0 ? (faultOf(number, error.message) ?? 'refused') : networkFault(error);
  if (fault === undefined) return undefined;
  return serverFailure(fault, place, DETAILS[fault]?.(error.message) ?? detailOf(number, error.message));
}

const NUMBERS: Readonly<Record<number, ServerFault>> = {
  1021: 'full',
  1034: 'damaged',
  1035: 'damaged',
  1040: 'overloaded',
  1041: 'overloaded',
  1042: 'unreachable',
  1044: 'denied',
  1045: 'login',
  1049: 'no database',
  1053: 'lost',
  1062: 'twice',
  1114: 'full',
  1129: 'login',
  1130: 'login',
  1142: 'denied',
  1143: 'denied',
  1148: 'local files',
  1152: 'lost',
  1194: 'damaged',
  1203: 'overloaded',
  1205: 'busy',
  1213: 'busy',
  1226: 'overloaded',
  1227: 'denied',
  1265: 'too long',
  1290: 'read only',
  1317: 'timeout',
  1370: 'denied',
  1406: 'too long',
  1698: 'login',
  1792: 'read only',
  1836: 'read only',
  1927: 'lost',
  1969: 'timeout',
  2006: 'lost',
  2013: 'lost',
  3024: 'timeout',
  3948: 'local files',
};

/** 1026 and 1030 hand on an error of the file system: 28 is a full disk. */
function faultOf(number: number, message: string): ServerFault | undefined {
  if (number < 1000 || [1026, 1030].includes(number)) return /\b28\b/.test(message) ? 'full' : 'damaged';
  return NUMBERS[number];
}

const DETAILS: Partial<Readonly<Record<ServerFault, (message: string) => string>>> = {
  denied: rightIn,
  'too long': (message) => /for column .*?([a-z0-9_]+)[`']*( at row.*)?$/.exec(message)?.[1] ?? 'a column',
};

/** What is wrong with our own SQL, which holds no values; of all else only the number. */
function detailOf(number: number, message: string): string {
  return [1054, 1064, 1146].includes(number) ? `error ${number}: ${message}` : `error ${number}`;
}

/** `INSERT on members`: what is denied, without the name of the user. */
function rightIn(message: string): string {
  const command = /^([A-Z][A-Z ,]*) command denied .* for table .*?([A-Za-z0-9_]+)[`']*$/.exec(message);
  if (command !== null) return `${command[1]} on ${command[2]}`;
  return (
    /you need \(at least one of\) the ([\w ,]+) privilege/.exec(message)?.[1] ?? 'access to the database'
  );
}
