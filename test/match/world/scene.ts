/** A few rows and what is to become of every two of them, written down by hand. */
export interface Scene {
  readonly name: string;
  readonly rows: readonly SceneRow[];
  readonly outcomes: readonly Expected[];
}

export interface SceneRow {
  readonly label: string;
  readonly at: string;
  /** By column; empty cells are left out. */
  readonly cells: Readonly<Record<string, string>>;
}

/** What two rows may end as. `cut`: they agree, and one of them has its person elsewhere. */
export const OUTCOMES = ['link', 'review', 'ambiguous', 'related', 'cut'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Of an ambiguous pair the first row is the one that fits two persons. */
export interface Expected {
  readonly first: string;
  readonly second: string;
  readonly outcome: Outcome;
}

/**
 * Reads a scene from a table of its rows, whose first columns are `row` and `at`, and from lines such as
 * `father son, father daughter: related`. Pairs that no line names are no link.
 */
export function scene(name: string, table: string, outcomes: string): Scene {
  const [header = [], ...lines] = linesOf(table).map((line) => line.split(',').map((cell) => cell.trim()));
  const rows = lines.map((cells): SceneRow => {
    const filled = header.flatMap((column, at) => (cells[at] ? [[column, cells[at]] as const] : []));
    const { row: label = '', at = '', ...rest } = Object.fromEntries(filled);
    return { label, at, cells: rest };
  });
  const labels = new Set(rows.map(({ label }) => label));
  return { name, rows, outcomes: linesOf(outcomes).flatMap((line) => expected(line, labels)) };
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function expected(line: string, labels: ReadonlySet<string>): readonly Expected[] {
  const [pairs = '', word = ''] = line.split(':').map((part) => part.trim());
  const outcome = OUTCOMES.find((one) => one === word);
  return pairs.split(',').map((pair) => {
    const [first = '', second = '', ...more] = pair.trim().split(/\s+/);
    if (!outcome || !labels.has(first) || !labels.has(second) || more.length > 0)
      throw new Error(`no outcome of two rows: ${line}`);
    return { first, second, outcome };
  });
}
