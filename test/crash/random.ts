/** Numbers from 0 to 1, the same for a seed, which is printed: SEED=… repeats it. */
export function randomOf(what: string): () => number {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000);
  console.log(`${what}: seed ${seed} (SEED=${seed} repeats it)`);
  return mulberry32(seed);
}

/** A small generator whose whole state is its seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
