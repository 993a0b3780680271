/**
 * Seeded randomness. The generator is sfc32 (Chris Doty-Humphrey's Small Fast Counting generator, PractRand;
 * public domain). It is reseeded for every person and every row, so that any person can be computed
 * again from a number alone and nobody has to be remembered.
 */
export interface Random {
  /** Starts the sequence that belongs to one seed, stream and index. */
  reseed(seed: number, stream: number, index: number): void;
  /** The next number in [0, 1), with 32 bits. */
  next(): number;
  /** The next whole number in [0, bound). */
  below(bound: number): number;
}

/** Rounds thrown away after seeding; PractRand uses 12 for this generator's short seeds. */
const WARM_UP = 12;

/** A generator that must be reseeded before use. Its state is one small array, so reseeding allocates nothing. */
export function createRandom(): Random {
  const state = new Int32Array(4);
  const step = (): number => {
    const a = state[0] as number;
    const b = state[1] as number;
    const c = state[2] as number;
    const count = state[3] as number;
    const out = (((a + b) | 0) + count) | 0;
    state[3] = count + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  const next = (): number => step() / 4294967296;
  const reseed = (seed: number, stream: number, index: number): void => {
    state[0] = seed;
    state[1] = index;
    state[2] = Math.imul(stream, 0x9e3779b1);
    state[3] = 1;
    for (let round = 0; round < WARM_UP; round++) step();
  };
  return { reseed, next, below: (bound) => Math.floor(next() * bound) };
}

/** Draws an index with the given weights. */
export type Weighted = (random: Random) => number;

/** Prepares drawing by weight; the weights need not sum to one. */
export function weighted(weights: readonly number[]): Weighted {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const bounds = Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum / total;
  });
  return (random) => {
    const at = random.next();
    let index = 0;
    while (index < bounds.length - 1 && at >= (bounds[index] as number)) index++;
    return index;
  };
}

/**
 * A permutation of the numbers below `size` (at most 2^31): equal `turn`, equal order; different turns, unlike orders. Multiplying by an odd number
 * and folding the upper bits down are both reversible on a power of two; what lands above `size` is sent round
 * again (cycle walking), which keeps it a permutation.
 */
export function scatter(n: number, size: number, turn = 0): number {
  const bits = Math.max(2, 32 - Math.clz32(size - 1));
  const mask = 2 ** bits - 1;
  const fold = (bits >>> 1) + 1;
  const odd = (0x9e3779b1 + Math.imul(turn, 0x3c6ef372)) | 1;
  let at = n;
  do {
    at = (Math.imul(at + 0x5bd1e995, odd) & mask) >>> 0;
    at ^= at >>> fold;
    at = (Math.imul(at, 0x85ebca6b) & mask) >>> 0;
    at ^= at >>> fold;
    at = (Math.imul(at, 0xc2b2ae35) & mask) >>> 0;
  } while (at >= size);
  return at;
}
