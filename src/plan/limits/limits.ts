import { DURATION, hoursIn } from '../../config/duration.js';
import { GATES } from '../../config/gates.js';
import type { Limits, SOURCE_LIMITS } from '../../config/schema.js';
import { Failure } from '../../failure.js';
import type { LimitReport } from '../../report/model/limits.js';

/** What a limit is measured on. */
export interface Measured {
  readonly name: keyof Limits | (typeof SOURCE_LIMITS)[number];
  /** What its source allows, where it is not a limit of all. */
  readonly setting?: string;
  /** The source or field it was measured on, when there is more than one. */
  readonly scope: string | null;
  readonly value: number;
  /** The whole that a percentage is taken of; null for limits that are counts only. */
  readonly of: number | null;
  /** Between which shares the measure lies in 95 of 100 samples, where it is estimated. */
  readonly interval?: { readonly low: number; readonly high: number };
}

/** Limits about what came in; all others are about what changes. */
const INPUT_LIMITS: ReadonlySet<Measured['name']> = new Set([
  'max_rejected',
  'max_emptied',
  'max_cut',
  'min_rows_vs_last',
  'freshness',
  'same_as_last',
]);

/** `--allow max_changed=40%`: one limit raised for one plan. */
export type Allowed = ReadonlyMap<string, string>;

/** Reads `LIMIT=VALUE`, as `--allow` takes it. */
export function parseAllow(texts: readonly string[], known: readonly string[]): Allowed {
  return new Map(
    texts.map((text) => {
      const [name = '', value = ''] = text.split(/=(.*)/s);
      if (!known.includes(name)) {
        throw new Failure(
          'usage',
          `--allow ${text}: there is no such limit`,
          `--allow NAME=VALUE with one of: ${known.join(', ')}`,
        );
      }
      if (!/^\d+(\.\d+)?%?$/.test(value) && !(name === 'freshness' && DURATION.test(value))) {
        throw new Failure(
          'usage',
          `--allow ${text}: ${value === '' ? 'the value is missing' : `${value} is no number or percentage`}`,
          `such as --allow ${name}=5%; limits: ${known.join(', ')}`,
        );
      }
      if (isGate(name) && !value.endsWith('%')) {
        throw new Failure(
          'usage',
          `--allow ${text}: ${value} is no percentage`,
          `such as --allow ${name}=99.5%`,
        );
      }
      return [name, value];
    }),
  );
}

/** A share written as a number would be a count of pairs, which always passes. */
function isGate(name: string): boolean {
  return GATES.some((gate) => gate === name);
}

/** Each limit that is set, with what was measured. A value equal to its limit passes. */
export function judge(
  limits: Limits,
  measured: readonly Measured[],
  allowed: Allowed,
): readonly LimitReport[] {
  return measured.flatMap((m): LimitReport[] => {
    const configured = m.setting ?? limits[m.name as keyof Limits];
    if (configured === undefined) return [];
    const raised = allowed.get(m.name);
    return [
      {
        name: m.name,
        scope: m.scope,
        value: m.value,
        of: m.of,
        limit: String(configured),
        kind: INPUT_LIMITS.has(m.name) ? 'input' : 'change',
        passed: passes(m, String(raised ?? configured)),
        allowed: raised ?? null,
        ...(m.interval === undefined ? {} : { interval: m.interval }),
      },
    ];
  });
}

function passes({ name, value, of }: Measured, limit: string): boolean {
  // In integers where it can be: 0.5 % of 200 is 1, not 1.0000000000000002.
  const share = /^(\d+)(?:\.(\d+))?%$/.exec(limit);
  const bound = hoursIn(limit) ?? Number(limit);
  if (share === null) return name.startsWith('min_') ? value >= bound : value <= bound;
  const [, whole = '0', fraction = ''] = share;
  const parts = BigInt(whole + fraction) * BigInt(of ?? 0);
  const scaled = BigInt(value) * 100n * 10n ** BigInt(fraction.length);
  return name.startsWith('min_') ? scaled >= parts : scaled <= parts;
}
