import type { MatchingReport } from './model/matching.js';

/** Matching as scripts are told of it: members by their names are for whoever reads the report. */
export function matchingCounts({
  largest_members: _,
  ...counts
}: MatchingReport): Omit<MatchingReport, 'largest_members'> {
  return counts;
}
