/** Who must act on a failure, and the exit code that tells a script so (README, "Exit codes"). */
const EXIT_CODES = {
  /** Nobody foresaw it. */
  internal: 1,
  /** The input must be looked at: rejects, row counts, completeness. */
  input: 3,
  /** A person must decide: a change limit, a missing approval, a contradiction. */
  decision: 4,
  /** The plan must be made again. */
  stale: 5,
  /** The command, the config or the rules must be corrected. */
  usage: 10,
  /** Another run must finish first. */
  locked: 11,
  /** The target must come back; nothing was written. */
  target: 12,
  /** The ledger must be read before anything else is done. */
  unknown: 13,
  /** Somebody stopped the run before it wrote anything. */
  interrupted: 130,
} as const;

type FailureCode = keyof typeof EXIT_CODES;

/** What went wrong and where, in one line that holds no personal data, and the next thing to type. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;

  constructor(
    readonly code: FailureCode,
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.exitCode = EXIT_CODES[code];
  }
}

/** One fault of a file that a person wrote. Lines and columns count from 1. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint?: string;
}

/** All faults of a config, a rule file or a header at once, so that one round of corrections is enough. */
export class Faults extends Failure {
  constructor(readonly faults: readonly Fault[]) {
    super('usage', faults.map(lineOf).join('\n'));
  }
}

function lineOf({ file, line, column, message, hint }: Fault): string {
  return `${file}:${line}:${column}: ${message}${hint === undefined ? '' : `\n  ${hint}`}`;
}
