import type { Plan } from '../files/plan-file.js';
import type { Allowed } from '../limits/limits.js';

/** What the ledger keeps of the exports of a run, by source. */
export interface InputSummary {
  readonly [source: string]: {
    readonly records: number;
    /** Runs of earlier versions lack it. */
    readonly files?: readonly {
      readonly path: string;
      readonly bytes: number;
      readonly sha256: string;
      readonly ends_with_newline: boolean;
    }[];
  };
}

/** What the next run compares its exports with, and the limits that were raised for this one alone, as JSON text. */
export function inputSummary({ inputs, limits }: Plan, allowed: Allowed): string {
  const summary: Record<string, object> = {};
  for (const source of new Set(inputs.map((input) => input.source))) {
    const own = inputs.filter((input) => input.source === source);
    const files = own.map(({ path, bytes, sha256, ends_with_newline = true }) => ({
      ...{ path, bytes, sha256 },
      ends_with_newline,
    }));
    summary[source] = { records: own.reduce((sum, { records }) => sum + records, 0), files };
  }
  const raised = new Map(
    limits.flatMap((limit) => (limit.allowed === null ? [] : [[limit.name, limit.allowed]])),
  );
  for (const [name, value] of allowed) raised.set(name, value);
  return JSON.stringify(raised.size === 0 ? summary : { ...summary, '--allow': Object.fromEntries(raised) });
}

/** The same read back; nothing where there was no run. */
export function summaryOf(text: string | null): InputSummary {
  return text === null ? {} : (JSON.parse(text) as InputSummary);
}
