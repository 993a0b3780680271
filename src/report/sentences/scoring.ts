import { OUTCOMES } from '../../match/agreements.js';
import type { Messages } from '../messages.js';
import type { EstimateReport } from '../model/reviewed.js';
import type { BandReport, OutcomeCounts } from '../model/scoring.js';
import { numbersIn } from '../numbers.js';

/** The pairs of all outcomes together. */
export function pairsOf(counts: OutcomeCounts): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** A band of weights in bits: `5 to 10`, `below -20`, `from 50`. */
export function bandText({ scoring }: Messages, { from, to }: Pick<BandReport, 'from' | 'to'>): string {
  if (from === null) return scoring.below({ to: (to ?? 0) / 1000 });
  if (to === null) return scoring.above({ from: from / 1000 });
  return scoring.from({ from: from / 1000, to: to / 1000 });
}

/** An estimated share, which reads the same in every language; `-` where the sample says nothing. */
export function shareText(share: number | null): string {
  return share === null ? '-' : numbersIn('en').percent(share, 1);
}

/** `about 966 of 1,000`; part of a pair is no right pair, as in evaluate/gates.ts. */
export function aboutText({ scoring }: Messages, estimate: EstimateReport | null): string {
  return estimate === null
    ? '-'
    : scoring.about({ part: Math.floor(estimate.part + 1e-6), of: Math.ceil(estimate.of - 1e-6) });
}
