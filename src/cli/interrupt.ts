import { Failure } from '../failure.js';

const EXIT: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGINT: 130, SIGTERM: 143 };

/**
 * What a signal does. While a plan is made it ends the process at once and removes what was begun; while a
 * plan is written, `check` throws where nothing was committed yet, and past that the run comes to its end.
 */
export interface Interrupt {
  /** From now on a signal is remembered, not acted on. */
  hold(): void;
  /** Throws when a signal came in while it was held. */
  check(): void;
  /** Called before the process ends by a signal, with its exit code. */
  readonly cleanups: Set<(exitCode: number) => void>;
  /** Lets signals do again what they do by default. */
  release(): void;
}

export function watchSignals(): Interrupt {
  let held = false;
  let came: NodeJS.Signals | undefined;
  const cleanups = new Set<(exitCode: number) => void>();
  const onSignal = (signal: NodeJS.Signals) => {
    came = signal;
    if (held) return;
    try {
      for (const clean of cleanups) clean(EXIT[signal] ?? 1);
    } finally {
      // Whatever becomes of the folder, the exit code says that somebody stopped the run.
      process.exit(EXIT[signal] ?? 1);
    }
  };
  for (const signal of Object.keys(EXIT)) process.on(signal, onSignal);
  return {
    hold: () => {
      held = true;
    },
    check: () => {
      if (came !== undefined) throw new Interrupted(came);
    },
    cleanups,
    release: () => {
      for (const signal of Object.keys(EXIT)) process.off(signal, onSignal);
    },
  };
}

class Interrupted extends Failure {
  override readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(
      'interrupted',
      `interrupted by ${signal}; nothing was written`,
      'the plan is still there: apply it again',
    );
    this.exitCode = EXIT[signal] ?? 1;
  }
}
