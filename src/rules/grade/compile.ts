import { join, raw, type Sql, sql } from '../../engine/sql.js';
import type { PersonContext } from '../person/context.js';
import { MAPPED, NEWEST } from '../person/mapped.js';
import type { Band, RuleParts } from '../ruleset.js';
import { compileTable } from '../table/compile.js';
import type { GradeExpression } from './grade.js';

/** The rank of a grade expression; missing when nothing is known, 0 for `none`. Throws Misread. */
export function compileGrade(grade: GradeExpression, rules: RuleParts, context: PersonContext): Sql {
  const ranks = (of: readonly GradeExpression[]) => of.map((inner) => compileGrade(inner, rules, context));
  switch (grade.kind) {
    case 'label':
      return sql`${grade.rank}`;
    case 'none':
      return raw('0');
    case 'highest':
      return one('greatest', ranks(grade.of));
    case 'lowest':
      return one(
        'least',
        grade.of.map((inner) => lowest(inner, rules, context)),
      );
    case 'both':
      return lowestOfAll(ranks(grade.of));
    case 'map':
      return highestMapped(grade.sources, context);
    case 'latest': {
      const rows = sql`${MAPPED} is not null and ${ofSources(grade.sources, context)}`;
      return context.columns.add('latest map', sql`arg_max(${MAPPED}, ${NEWEST}) filter (where ${rows})`);
    }
    case 'prefer':
      return one(
        'coalesce',
        grade.sources.map((source) => highestMapped([source], context)),
      );
    case 'band':
      return bandSql(measured(grade.measure, context), rules.bands.get(grade.measure) ?? []);
    case 'matrix':
      return matrixSql(grade.name, rules, context);
    case 'table': {
      const table = rules.tables.get(grade.name);
      return table === undefined ? NOTHING : compileTable(table, grade.result, context);
    }
    case 'known':
      return known(grade.what, context);
  }
}

const NOTHING = raw('null::utinyint');

function known(what: (GradeExpression & { kind: 'known' })['what'], context: PersonContext): Sql {
  if (what === 'best_source') return context.bestSource();
  return raw(what === 'previous' ? 'previous_rank' : 'announced_rank');
}

/** The highest mapped grade of the rows of these sources. */
export function highestMapped(wanted: readonly string[], context: PersonContext): Sql {
  const ranks = wanted.flatMap((source) => context.mapped(source) ?? []);
  return ranks.length === 0 ? NOTHING : one('greatest', ranks);
}

function lowest(grade: GradeExpression, rules: RuleParts, context: PersonContext): Sql {
  if (grade.kind !== 'map') return compileGrade(grade, rules, context);
  const rows = ofSources(grade.sources, context);
  return context.columns.add('lowest map', sql`min(${MAPPED}) filter (where ${rows})`);
}

/** greatest and least leave out what is missing, and are missing when all is. */
function one(combine: 'greatest' | 'least' | 'coalesce', pieces: readonly Sql[]): Sql {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first : sql`${raw(combine)}(${join(pieces)})`;
}

function lowestOfAll(ranks: readonly Sql[]): Sql {
  const present = ranks.map((rank) => sql`(${rank}) is not null`);
  return sql`case when ${join(present, ' and ')} then ${one('least', ranks)} end`;
}

function ofSources(wanted: readonly string[], { sources }: PersonContext): Sql {
  const orders = sources.filter(({ name }) => wanted.includes(name)).map(({ order }) => sql`${order}`);
  return sql`source_no in (${join(orders)})`;
}

function measured(measure: string, context: PersonContext): Sql {
  const value = context.measure(measure, 1);
  if (value === undefined) throw new Error(`no measure ${measure}`);
  return value.sql;
}

function bandSql(amount: Sql, bands: readonly Band[]): Sql {
  const arms = bands.toReversed().map(({ from, rank }) => sql`when ${amount} >= ${raw(from)} then ${rank}`);
  return arms.length === 0 ? NOTHING : sql`case ${join(arms, ' ')} end`;
}

/**
 * The cells as one list, line after line, in which both ranks point: hundreds of grades cost no more than
 * three. A side that is missing or none points into the first line or column.
 */
function matrixSql(name: string, rules: RuleParts, context: PersonContext): Sql {
  const matrix = rules.matrices.get(name);
  if (matrix === undefined) return NOTHING;
  const side = (grade: GradeExpression) => sql`coalesce(${compileGrade(grade, rules, context)}, 0)::integer`;
  const cells = matrix.cells.flat().map((rank) => sql`${rank ?? null}`);
  const width = rules.grades.length + 1;
  const at = sql`${side(matrix.rows)} * ${width} + ${side(matrix.columns)} + 1`;
  return sql`list_extract([${join(cells)}]::utinyint[], ${at})`;
}
