const MB = 2 ** 20;
/** The program itself, its buffers for reading and writing, and what the engine keeps beside its limit. */
const BESIDE = 400 * MB;
const LEAST = 96 * MB;

/**
 * How much the engine is given of what the whole process may take, in bytes. Its limit is not the process's: measured
 * on 100,000 and 1,000,000 people, beside a fixed part it peaks at about 1.5 times what it was given.
 */
export function engineShare(processBytes: number): number {
  return Math.max(LEAST, Math.floor((processBytes - BESIDE) * 0.6));
}
