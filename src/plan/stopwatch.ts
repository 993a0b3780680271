/** The parts of a plan, in their order; each is timed and told to whoever watches. */
const STAGES = ['read', 'standardise', 'match', 'merge', 'plan', 'write', 'report'] as const;

export type Stage = (typeof STAGES)[number];

export interface Watch {
  stage(stage: Stage): void;
  /** Bytes of the exports read since the last call, of `total`. */
  bytes(read: number, total: number): void;
}

/** Seconds per stage. */
export class Stopwatch {
  readonly seconds: Partial<Record<Stage, number>> = {};

  constructor(private readonly watch: Watch) {}

  async time<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    this.watch.stage(stage);
    const start = performance.now();
    const result = await work();
    this.seconds[stage] = Math.round(performance.now() - start) / 1000;
    return result;
  }
}
