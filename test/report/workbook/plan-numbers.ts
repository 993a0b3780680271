import { parse } from 'csv-parse/sync';
import type { World } from '../../cli/program.js';

export type Cells = Readonly<Record<string, string>>;

/** A table of a plan, quotes and all. */
export function tableOf(world: World, file: string): readonly Cells[] {
  return parse(world.read(file), { columns: true }) as readonly Cells[];
}

export interface Ladder {
  readonly grades: readonly string[];
  /** The unified grade of a label, by source. */
  readonly map: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Person {
  readonly member: string;
  readonly grade: string | null;
  readonly baseline: string | null;
  readonly rule: string;
  /** The best mapped grade of its rows of each source; null for rows without one, `-` for no row. */
  readonly sides: Readonly<Record<string, string | null>>;
}

/**
 * The members of a plan, from its files and the labels of the exports alone: a first run compares with the best
 * source grade, a later one with `previous_grade`.
 */
export function personsOf(
  tables: { readonly members: readonly Cells[]; readonly links: readonly Cells[] },
  label: (source: string, id: string) => string,
  { ladder, isFirstRun }: { readonly ladder: Ladder; readonly isFirstRun: boolean },
): readonly Person[] {
  const rows = new Map<string, Cells[]>();
  for (const link of tables.links)
    rows.set(link.member_id ?? '', [...(rows.get(link.member_id ?? '') ?? []), link]);
  const rank = (grade: string | null) => (grade === null ? -1 : ladder.grades.indexOf(grade));
  const best = (grades: readonly (string | null)[]) =>
    grades.reduce((one, other) => (rank(other) > rank(one) ? other : one), null);
  return tables.members.map((member): Person => {
    const own = rows.get(member.member_id ?? '') ?? [];
    const graded = own.map(({ source = '', source_member_id: id = '' }) => ({
      source,
      grade: ladder.map[source]?.[label(source, id)] ?? null,
    }));
    const sides = Object.keys(ladder.map).map((source) => {
      const mine = graded.filter((row) => row.source === source);
      return [source, mine.length === 0 ? '-' : best(mine.map(({ grade }) => grade))] as const;
    });
    return {
      member: member.member_id ?? '',
      grade: member.grade === '' ? null : (member.grade ?? null),
      baseline: isFirstRun ? best(graded.map(({ grade }) => grade)) : (member.previous_grade ?? '') || null,
      rule: member.rule ?? '',
      sides: Object.fromEntries(sides),
    };
  });
}

export type Movement = 'up' | 'same' | 'down' | 'left' | 'without_baseline';

export function movementOf({ grade, baseline }: Person, { grades }: Ladder): Movement {
  if (grade === baseline) return 'same';
  if (grade === null) return 'left';
  if (baseline === null) return 'without_baseline';
  return grades.indexOf(grade) > grades.indexOf(baseline) ? 'up' : 'down';
}

/** How often each value occurs. */
export function tally(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** The rows of a table of Markdown below its headings, cells without code spans, by the caption above it. */
export function markdownTable(text: string, caption: string): readonly (readonly string[])[] {
  const blocks = text.trimEnd().split('\n\n');
  const at = blocks.findIndex((block) => block === caption || block === `\`${caption}\``);
  if (at < 0) throw new Error(`no table ${caption}`);
  const [, , ...rows] = (blocks[at + 1] ?? '').split('\n');
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
  );
}
