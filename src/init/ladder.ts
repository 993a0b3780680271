import { translated, usualOrder } from './grade-words.js';

/** One label of a source's grade column. */
export interface Label {
  readonly text: string;
  readonly rows: number;
  /** The median of what its rows spent; null where nothing says it. */
  readonly medianSpend: number | null;
}

/** The labels of one source in the proposed order, the lowest first, and what speaks for it. */
export interface SourceLadder {
  readonly source: string;
  readonly labels: readonly Label[];
  /** By the usual order of words; null where a word says nothing. */
  readonly byWords: readonly string[] | null;
  /** By median spend; null where there is none for a label. */
  readonly bySpend: readonly string[] | null;
  readonly doubt: 'disagree' | 'unknown' | null;
}

/** Words before spend, spend before counts: the more members a grade has, the lower it usually is. */
export function orderLabels(source: string, labels: readonly Label[]): SourceLadder {
  const byWords = wordOrder(labels);
  const bySpend = spendOrder(labels);
  const byCount = [...labels].sort((a, b) => b.rows - a.rows || compare(a.text, b.text));
  const order = byWords ?? bySpend ?? byCount.map(({ text }) => text);
  const agree = byWords === null || bySpend === null || byWords.join('\0') === bySpend.join('\0');
  // One label has one order.
  const isKnown = byWords !== null || labels.length < 2;
  return {
    source,
    labels: order.map((text) => labels.find((label) => label.text === text) as Label),
    byWords,
    bySpend,
    doubt: agree ? (isKnown ? null : 'unknown') : 'disagree',
  };
}

/** Spellings of one word stand together: VIP, V.I.P and vip. */
function wordOrder(labels: readonly Label[]): readonly string[] | null {
  const texts = labels.map(({ text }) => text);
  const first = (spelling: string) => texts.find((text) => spelled(text) === spelling) ?? '';
  const order = usualOrder([...new Set(texts.map(spelled))].map(first));
  return order?.flatMap((word) => texts.filter((text) => spelled(text) === spelled(word))) ?? null;
}

function spelled(label: string): string {
  const bare = label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s._-]/g, '');
  return bare === '' ? label : bare;
}

function spendOrder(labels: readonly Label[]): readonly string[] | null {
  if (labels.length < 2 || labels.some(({ medianSpend }) => medianSpend === null)) return null;
  if (new Set(labels.map(({ medianSpend }) => medianSpend)).size < labels.length) return null;
  return [...labels].sort((a, b) => (a.medianSpend ?? 0) - (b.medianSpend ?? 0)).map(({ text }) => text);
}

/** The unified ladder and what each label of each source becomes. */
export interface Proposal {
  /** The lowest first. */
  readonly grades: readonly string[];
  /** Whose labels the ladder has. */
  readonly from: string;
  readonly maps: readonly SourceMap[];
}

export interface SourceMap {
  readonly source: string;
  readonly lines: readonly { readonly label: Label; readonly grade: string }[];
  /** Whether every label is a grade of the ladder by its own name. */
  readonly isByName: boolean;
}

/** The ladder is that of the source with most labels; of the others, equal names first, then side by side from the lowest. */
export function proposeLadder(ladders: readonly SourceLadder[]): Proposal | null {
  const [longest] = [...ladders].sort((a, b) => b.labels.length - a.labels.length);
  if (longest === undefined || longest.labels.length === 0) return null;
  const grades = longest.labels.filter(isUsualSpelling).map(({ text }) => gradeName(text));
  const maps = ladders.map(({ source, labels }) => {
    const named = labels.map(({ text }) => sameName(grades, text));
    const places = labels.map((_, at) => placeOf(named, at, grades.length));
    return {
      source,
      lines: labels.map((label, at) => ({ label, grade: grades[places[at] ?? 0] as string })),
      isByName: named.every((place) => place >= 0),
    };
  });
  return { grades, from: longest.source, maps };
}

/** Of several spellings the one that most rows have is the grade. */
function isUsualSpelling(label: Label, _at: number, all: readonly Label[]): boolean {
  const same = all.filter(({ text }) => spelled(text) === spelled(label.text));
  const [most] = same.toSorted((a, b) => b.rows - a.rows || compare(a.text, b.text));
  return most === label;
}

/** A number alone could be taken for an amount, and `none` means out of the programme. */
export function gradeName(label: string): string {
  const text = label.normalize('NFC');
  return /^\d/.test(text) || /^(none|null|true|false)$/i.test(text) ? `GRADE_${text}` : text;
}

function sameName(grades: readonly string[], label: string): number {
  const word = translated(gradeName(label));
  const exact = grades.findIndex((grade) => translated(grade) === word);
  return exact >= 0 ? exact : grades.findIndex((grade) => spelled(grade) === spelled(gradeName(label)));
}

/** A label without a name of its own stands as far above the last named one as it does in its own ladder. */
function placeOf(named: readonly number[], at: number, length: number): number {
  const own = named[at] ?? -1;
  if (own >= 0) return own;
  const below = named.slice(0, at).findLastIndex((place) => place >= 0);
  const above = named.slice(at + 1).find((place) => place >= 0);
  const from = below < 0 ? at : (named[below] ?? 0) + (at - below);
  return Math.max(0, Math.min(from, above ?? length - 1, length - 1));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
