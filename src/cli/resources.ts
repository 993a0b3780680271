import { stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import type { Config } from '../config/config.js';
import { Failure } from '../failure.js';
import type { CommonFlags } from './options.js';

/** How much of the machine a command may use. */
export async function resources(flags: CommonFlags, config: Config): Promise<Resources> {
  const threads = flags.threads === undefined ? await threadsFor(config) : parseThreads(flags.threads);
  return { threads, memoryBytes: Math.min(parseSize(flags.memory ?? '4GB'), totalmem()) };
}

interface Resources {
  readonly threads: number;
  readonly memoryBytes: number;
}

function parseThreads(text: string): number {
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1 || threads > 256)
    throw new Failure(
      'usage',
      `--threads ${text}: must be a whole number from 1 to 256`,
      'such as --threads 2',
    );
  return threads;
}

/** Below this a second thread waits longer than it works: measured on two busy cores, up to exports of 7 MB. */
const SMALL_BYTES = 4_000_000;

/** Compressed exports unpack to about so many times their size. */
const UNPACKED = 8;

/** What is not known may be large: a delta export says nothing of how much the target holds, nor does a database. */
async function threadsFor({ sources }: Config): Promise<number> {
  if (sources.some(({ mode, origin }) => mode === 'delta' || origin !== undefined)) return 2;
  const sizes = await Promise.all(sources.flatMap(({ files }) => files.map(bytesOf)));
  return sizes.reduce((sum, bytes) => sum + bytes, 0) < SMALL_BYTES ? 1 : 2;
}

async function bytesOf(file: string): Promise<number> {
  const bytes = (await stat(file).catch(() => undefined))?.size ?? SMALL_BYTES;
  return file.endsWith('.gz') ? bytes * UNPACKED : bytes;
}

const UNITS: Readonly<Record<string, number>> = { MB: 2 ** 20, GB: 2 ** 30 };

function parseSize(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i.exec(text) ?? [];
  const bytes = Number(amount) * (UNITS[unit.toUpperCase()] ?? Number.NaN);
  if (!(bytes >= 640 * 2 ** 20))
    throw new Failure(
      'usage',
      `--memory ${text}: must be a size of at least 640MB, such as 4GB`,
      'such as --memory 2GB',
    );
  return bytes;
}
