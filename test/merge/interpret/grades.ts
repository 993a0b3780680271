import type { Adjustment, Exceptions, Floor } from '../../../src/rules/adjust/adjustment.js';
import type { GradeExpression } from '../../../src/rules/grade/grade.js';
import { type Asked, holds, looked, mappedOf, measured, type Person, valued } from './expressions.js';
import { newestFirst } from './values.js';

type Rank = number | undefined;

export interface Decided {
  readonly rank: Rank;
  readonly rule: string;
  readonly adjustedBy: string;
}

/** The grade of a person: the first rule with an answer, then the adjustments in order. */
export function decide(asked: Asked): Decided {
  const { rules } = asked.world;
  const found = rules.decide
    .filter(({ when }) => when === undefined || holds(when, asked))
    .map(({ name, grade }) => ({ name, rank: gradeOf(grade, asked) }))
    .find(({ rank }) => rank !== undefined);
  let rank = found?.rank;
  let adjustedBy = '-';
  for (const adjustment of rules.adjust) {
    const after = adjusted(adjustment, rank, asked);
    if (after !== rank) adjustedBy = adjustment.name;
    rank = after;
  }
  return { rank, rule: found?.name ?? 'no rule applied', adjustedBy };
}

function gradeOf(grade: GradeExpression, asked: Asked): Rank {
  const { rules } = asked.world;
  const person = asked.person as Person;
  const mapped = (sources: readonly string[]) =>
    person.rows.filter(({ source }) => sources.includes(source)).map((row) => mappedOf(row, asked.world));
  switch (grade.kind) {
    case 'label':
      return grade.rank;
    case 'none':
      return 0;
    case 'highest':
      return best(
        grade.of.map((inner) => gradeOf(inner, asked)),
        Math.max,
      );
    case 'lowest':
      return best(
        grade.of.flatMap((inner) => (inner.kind === 'map' ? mapped(inner.sources) : [gradeOf(inner, asked)])),
        Math.min,
      );
    case 'both': {
      const ranks = grade.of.map((inner) => gradeOf(inner, asked));
      return ranks.includes(undefined) ? undefined : best(ranks, Math.min);
    }
    case 'map':
      return best(mapped(grade.sources), Math.max);
    case 'latest':
      return newestFirst(person.rows.filter(({ source }) => grade.sources.includes(source)))
        .map((row) => mappedOf(row, asked.world))
        .find((rank) => rank !== undefined);
    case 'prefer':
      return grade.sources
        .map((source) => best(mapped([source]), Math.max))
        .find((rank) => rank !== undefined);
    case 'band': {
      const measure = rules.measures.get(grade.measure);
      const amount = measure && (measured(measure, asked)?.of as number | undefined);
      if (amount === undefined) return undefined;
      return rules.bands.get(grade.measure)?.findLast(({ from }) => amount >= Number(from))?.rank;
    }
    case 'matrix': {
      const matrix = rules.matrices.get(grade.name);
      if (matrix === undefined) return undefined;
      return matrix.cells[gradeOf(matrix.rows, asked) ?? 0]?.[gradeOf(matrix.columns, asked) ?? 0];
    }
    case 'table':
      return looked(grade.name, grade.result, asked)?.of as Rank;
    case 'known':
      return valued({ kind: 'name', path: [grade.what], at: 1 }, asked)?.of as Rank;
  }
}

function best(ranks: readonly Rank[], pick: (...of: number[]) => number): Rank {
  const known = ranks.filter((rank) => rank !== undefined);
  return known.length === 0 ? undefined : pick(...known);
}

function adjusted(adjustment: Adjustment, before: Rank, asked: Asked): Rank {
  if (before === 0) return 0;
  const known = { grade: before === undefined ? undefined : ({ is: 'grade', of: before } as const) };
  if (adjustment.when !== undefined && !holds(adjustment.when, { ...asked, known })) return before;
  if (adjustment.kind === 'exceptions') return byHand(adjustment.members, asked) ?? before;
  const floor = floorOf(adjustment, asked);
  return floor !== undefined && floor > (before ?? 0) ? floor : before;
}

function byHand(members: Exceptions['members'], { person, world }: Asked): Rank {
  const set = members.filter(
    ({ source, memberId, until }) =>
      (until === undefined || world.asOf <= until) &&
      person?.rows.some((row) => row.source === source && row.values.member_id === memberId),
  );
  return best(
    set.map(({ rank }) => rank),
    Math.max,
  );
}

function floorOf({ floor, down, until }: Floor, asked: Asked): Rank {
  const { rows } = asked.person as Person;
  const { asOf } = asked.world;
  const holdsOn = (day: unknown) => day !== undefined && day !== null && asOf <= String(day).slice(0, 10);
  const isOfRows = floor.kind === 'known' && floor.what === 'best_source' && until === 'grade_valid_until';
  const rank = isOfRows
    ? best(
        rows
          .filter(({ values }) => holdsOn(values.grade_valid_until))
          .map((row) => mappedOf(row, asked.world)),
        Math.max,
      )
    : gradeOf(floor, asked);
  const holding =
    until === undefined ||
    isOfRows ||
    (until === 'grade_valid_until'
      ? rows.some(({ values }) => holdsOn(values.grade_valid_until))
      : holdsOn(until.day));
  if (!holding || rank === undefined) return undefined;
  return rank >= 1 ? Math.max(rank - down, 1) : rank - down;
}
