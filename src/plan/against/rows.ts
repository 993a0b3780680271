import type { Engine } from '../../engine/engine.js';
import { either, join, name, type Sql, sql } from '../../engine/sql.js';
import { of } from './sides.js';

/** In what two plans differ; each row of the comparison is of one kind. */
export const KINDS = ['grade', 'points', 'links', 'fields', 'only_approved', 'only_now', 'other_id'] as const;

export type Kind = (typeof KINDS)[number];

/**
 * Makes `against_rows(member_id, kind, field, approved, now, is_planned)` from the two sides: what would end
 * differently. `member_id` is that of the plan made now, where it has the member. `is_planned` is false where neither
 * plan writes it: a run that was applied in between has changed it, or it is outside the scope of one of them.
 */
export async function findRows(engine: Engine): Promise<void> {
  await pairMembers(engine);
  await engine.step('against_differing', await differingFields(engine));
  const columns = await comparedColumns(engine);
  const fields = columns.map(
    (column) => sql`select member_id, ${column === 'grade' ? 'grade' : 'fields'}, ${column},
        ${name(`approved ${column}`)}, ${name(`now ${column}`)}
      from against_differing where ${name(`approved ${column}`)} is distinct from ${name(`now ${column}`)}`,
  );
  await engine.step(
    'against_all',
    join(
      [IDENTITY, ...fields, points('points', 'balance'), points('expires', 'expires_at'), LINKS],
      ' union all ',
    ),
  );
  await engine.step('against_written', WRITTEN);
  await engine.step('against_rows', PLANNED);
}

/**
 * `against_pairs(approved_id, now_id)`: one member under both plans. The id of a new member depends on the run that its
 * plan was made after, so ids that only one plan has are paired by the source rows that they share most of.
 */
async function pairMembers(engine: Engine): Promise<void> {
  const [approved, now] = [of('approved', 'members'), of('now', 'members')];
  await engine.step(
    'against_pairs',
    sql`select member_id as approved_id, member_id as now_id from ${approved} semi join ${now} using (member_id)
      union all
      select approved_id, now_id from (
        select a.member_id as approved_id, b.member_id as now_id, count(*) as shared
        from (select * from ${of('approved', 'links')} anti join ${now} using (member_id)) as a
        join (select * from ${of('now', 'links')} anti join ${approved} using (member_id)) as b
          using (source, source_member_id)
        group by all
      )
      qualify row_number() over (partition by approved_id order by shared desc, now_id) = 1
        and row_number() over (partition by now_id order by shared desc, approved_id) = 1`,
  );
}

/** Every column of either plan but the key and what was before; one that a plan lacks is empty there. */
async function comparedColumns(engine: Engine): Promise<readonly string[]> {
  const found = await Promise.all(
    (['now', 'approved'] as const).map((side) => columnsOf(engine, of(side, 'members'))),
  );
  return [...new Set(found.flat())].filter((column) => column !== 'member_id' && column !== 'previous_grade');
}

async function columnsOf(engine: Engine, table: Sql): Promise<readonly string[]> {
  const rows = await engine.rows<{ column_name: string }>(sql`describe ${table}`);
  return rows.map((row) => row.column_name);
}

async function differingFields(engine: Engine): Promise<Sql> {
  const columns = await comparedColumns(engine);
  const inApproved = await columnsOf(engine, of('approved', 'members'));
  const inNow = await columnsOf(engine, of('now', 'members'));
  const a = (column: string) => (inApproved.includes(column) ? sql`a.${name(column)}` : NOTHING);
  const b = (column: string) => (inNow.includes(column) ? sql`b.${name(column)}` : NOTHING);
  const both = columns.map((c) => sql`${a(c)} as ${name(`approved ${c}`)}, ${b(c)} as ${name(`now ${c}`)}`);
  const differs = columns.map((c) => sql`${a(c)} is distinct from ${b(c)}`);
  return sql`select now_id as member_id, ${join(both)}
    from against_pairs
    join ${of('approved', 'members')} as a on a.member_id = approved_id
    join ${of('now', 'members')} as b on b.member_id = now_id
    where ${either(differs)}`;
}

const NOTHING = sql`cast(null as varchar)`;

/** Members that only one plan has, and new ones that each plan gives another id. */
const IDENTITY = sql`select member_id, 'only_approved' as kind, 'member_id' as field, member_id as approved, cast(null as varchar) as now
    from ${of('approved', 'members')} where member_id not in (select approved_id from against_pairs)
  union all select member_id, 'only_now', 'member_id', null, member_id
    from ${of('now', 'members')} where member_id not in (select now_id from against_pairs)
  union all select now_id, 'other_id', 'member_id', approved_id, now_id from against_pairs where approved_id <> now_id`;

/** Balances, or the days they expire on, of members that both plans have. */
function points(word: 'points' | 'expires', column: 'balance' | 'expires_at'): Sql {
  return sql`select coalesce(a.member_id, b.member_id), 'points', ${`${word}:`} || coalesce(a.bucket, b.bucket),
      a.${name(column)}, b.${name(column)}
    from (select now_id as member_id, p.* exclude (member_id)
        from ${of('approved', 'points')} as p join against_pairs on approved_id = p.member_id) as a
    full join (select p.* from ${of('now', 'points')} as p join against_pairs on now_id = p.member_id) as b
      on a.member_id = b.member_id and a.bucket = b.bucket
    where a.${name(column)} is distinct from b.${name(column)}`;
}

/** Rows that belong to another member. The rows of a member that only one plan has go without saying. */
const LINKS = sql`select coalesce(b.member_id, a.now_id), 'links',
    'link:' || coalesce(a.source, b.source) || ':' || coalesce(a.source_member_id, b.source_member_id),
    coalesce(a.now_id, a.member_id), b.member_id
  from (select l.*, now_id from ${of('approved', 'links')} as l left join against_pairs on approved_id = l.member_id) as a
  full join (select l.*, approved_id from ${of('now', 'links')} as l left join against_pairs on now_id = l.member_id) as b
    on a.source = b.source and a.source_member_id = b.source_member_id
  where coalesce(a.now_id, a.member_id) is distinct from b.member_id
    and (b.member_id is not null or a.now_id is not null)
    and (a.member_id is not null or b.approved_id is not null)`;

/** What either plan writes, under the ids of the plan made now. */
const WRITTEN = sql`select coalesce(now_id, member_id) as member_id, field
    from ${of('approved', 'written')} left join against_pairs on approved_id = member_id
  union select member_id, field from ${of('now', 'written')}`;

/** `changes` calls a balance that only expires on another day a change of the balance. */
const PLANNED = sql`select *,
    (member_id, replace(field, 'expires:', 'points:')) in (select (member_id, field) from against_written)
    or member_id in (select member_id from against_written where field = '*')
    or (kind = 'links' and field in (select field from against_written where starts_with(field, 'link:')))
    or (field = 'member_id' and member_id in (select member_id from against_written)) as is_planned
  from against_all`;
