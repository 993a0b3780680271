import { contradictionsOf } from './contradictions.js';
import type { KnownLine } from './decisions-file.js';
import type { GivenLine } from './given-lines.js';
import { lineFault } from './line-fault.js';
import { decisionKey, firstBy, type Looked, pairKey } from './looked.js';
import type { ReviewFault } from './review-faults.js';

/** What becomes of the lines of a file. */
export interface Judged {
  /** To be written, each decision once. */
  readonly added: readonly Looked<GivenLine>[];
  /** Decided the same already. */
  readonly known: number;
  /** Lines of the file of decisions in whose place a later decision comes. */
  readonly replaced: ReadonlySet<KnownLine>;
  readonly faults: readonly ReviewFault[];
}

interface Deciding {
  readonly given: readonly Looked<GivenLine>[];
  readonly before: readonly Looked<KnownLine>[];
  /** What messages call the file of decisions. */
  readonly into: string;
  readonly sources: readonly string[];
  /** Who decided where the line does not say it. */
  readonly by: string | undefined;
}

/**
 * Judges every line by itself, then beside the others and beside what was decided before. A later decision about the
 * same two rows replaces the one before; about one of them with a third row it contradicts it.
 */
export function judgeLines(deciding: Deciding): Judged {
  const { given, before, into } = deciding;
  // One whose rows have changed counts no more.
  const standing = before.filter(({ found }) => !found.isChanged);
  const decided = new Set(standing.map(decisionKey));
  const open = given.filter((looked) => !decided.has(decisionKey(looked)));
  const pairs = new Set(before.map(pairKey));
  const faults = open.flatMap((looked) => {
    const wasDecided = pairs.has(pairKey(looked));
    return lineFault(looked, { ...deciding, wasDecided }) ?? [];
  });
  const sound = open.filter((looked) => lineFault(looked, { ...deciding, wasDecided: true }) === undefined);
  const added = [...firstBy(sound, (looked) => [decisionKey(looked)]).values()];
  const replaced = replacedBy(added, standing);
  const left = standing.filter(({ line }) => !replaced.has(line));
  return {
    added,
    known: given.length - open.length,
    replaced,
    faults: [...faults, ...withinFile(added), ...withBefore(added, { left, into })],
  };
}

/** Two persons, and one of them nobody else: these two stand side by side. */
function replacedBy(
  added: readonly Looked<GivenLine>[],
  standing: readonly Looked<KnownLine>[],
): ReadonlySet<KnownLine> {
  const decided = firstBy(added, (looked) => [pairKey(looked)]);
  return new Set(
    standing.flatMap((older) => {
      const later = decided.get(pairKey(older))?.line.decision;
      const isOpposite = later !== undefined && (later === 'link') !== (older.line.decision === 'link');
      return isOpposite ? [older.line] : [];
    }),
  );
}

function withinFile(added: readonly Looked<GivenLine>[]): readonly ReviewFault[] {
  return contradictionsOf(added, added).map(({ one, other }) => ({
    place: one.line.placeOf('decision'),
    code: 'usage',
    message: `another line decides the opposite: ${cellOf(other.line)}`,
    hint: 'keep the one that is right',
  }));
}

function withBefore(
  added: readonly Looked<GivenLine>[],
  { left, into }: { readonly left: readonly Looked<KnownLine>[]; readonly into: string },
): readonly ReviewFault[] {
  return contradictionsOf(added, left).map(({ one, other }) => ({
    place: one.line.placeOf('decision'),
    code: 'usage',
    message: `${into}:${other.line.line} decides the opposite about one of these rows: ${other.line.decision}`,
    hint: `correct this decision, or that line of ${into}`,
  }));
}

function cellOf(line: GivenLine): string {
  const { sheet, line: at } = line.placeOf('decision');
  return sheet === null ? `line ${at}` : `row ${at} of ${sheet}`;
}
