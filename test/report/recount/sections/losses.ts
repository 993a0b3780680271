import { sumOf } from '../decimals.js';
import { grouped as by, mostFirst, type Person, rankOf, tally } from '../persons.js';
import type { Recount } from '../recount.js';
import {
  amount,
  type Cell,
  type Claims,
  count,
  grouped,
  joined,
  NONE,
  named,
  onPage,
  onSheet,
  sentence,
  share,
  text,
  whole,
} from '../table.js';
import { sentenceOf } from '../told-rules.js';
import type { Cells } from '../world-tables.js';

/** At most so many members of each kind are shown. */
const SHOWN = 20;

/** Who gets a lower grade, who none any more, and who is in no export any more. */
export function lossClaims(recount: Recount): Claims {
  return joined(
    losers(recount, {
      move: 'down',
      section: 'Downgrades',
      who: 'Downgrades',
      words: 'Members with a lower grade than before',
    }),
    losers(recount, {
      ...{ move: 'left', section: 'Left and gone', under: 'Left the programme', who: 'Left the programme' },
      words: 'Members who had a grade and have none now',
    }),
    gone(recount),
  );
}

interface Losers {
  readonly move: 'down' | 'left';
  readonly section: string;
  readonly under?: string;
  readonly who: string;
  readonly words: string;
}

function losers(recount: Recount, one: Losers): Claims {
  const { tables, persons } = recount;
  const own = persons.filter(({ movement }) => movement === one.move);
  if (own.length === 0) return { page: [], sheet: [] };
  const said = `${one.words}: ${whole(own.length)} of ${whole(persons.length)}.`;
  const deepest = own.toSorted(
    (a, b) =>
      a.steps - b.steps || rankOf(tables, b.baseline) - rankOf(tables, a.baseline) || (a.id < b.id ? -1 : 1),
  );
  const file = tables.isFirstRun ? 'members.csv' : 'changes.csv';
  return joined(
    { page: sentence(one.section, said, one.under), sheet: [] },
    steps(recount, one, own),
    byRule(recount, one, own),
    onPage({
      ...one,
      caption: `${one.who}: ${whole(Math.min(own.length, SHOWN))} shown of ${whole(own.length)}, the deepest falls first; all of them are in ${file}`,
      heads: ['Member', 'Name', 'Grades in the sources', 'Before → after', 'Grades down', 'Why'],
      rows: deepest
        .slice(0, SHOWN)
        .map((person) => [...exampleCells(person), count(-person.steps), text(person.member.rule ?? '')]),
    }),
  );
}

/** A member that stands for others; its name is masked. */
export function exampleCells({ id, rows, baseline, grade }: Person): readonly Cell[] {
  const labels = rows.map(({ source, said }) => `${source} ${said('grade') || '-'}`).join(', ');
  return [text(id), NONE, text(labels), text(`${baseline ?? 'no grade'} → ${grade ?? 'no grade'}`)];
}

function steps({ tables }: Recount, one: Losers, own: readonly Person[]): Claims {
  const falls = [...by(own, ({ baseline, grade }) => `${baseline} ${grade}`).values()].toSorted(([a], [b]) =>
    falling(tables, a, b),
  );
  const sorted = falls.toSorted((a, b) => b.length - a.length || falling(tables, a[0], b[0]));
  const table = (withShare: boolean) => ({
    ...one,
    caption: `${one.who}: from which grade to which`,
    heads: ['Before', 'After', 'Grades down', 'Members', ...(withShare ? ['Share'] : [])],
    rows: [
      ...sorted.map((members) => [
        text(members[0]?.baseline ?? ''),
        text(members[0]?.grade ?? 'no grade'),
        count(-(members[0]?.steps ?? 0)),
        count(members.length),
        ...(withShare ? [share(members.length, own.length)] : []),
      ]),
      [text('Total'), NONE, NONE, count(own.length)],
    ],
  });
  return joined(onPage(table(true)), onSheet(table(false)));
}

function falling(tables: Recount['tables'], a: Person | undefined, b: Person | undefined): number {
  const rank = (grade: string | null | undefined) => rankOf(tables, grade ?? null);
  return rank(b?.baseline) - rank(a?.baseline) || rank(a?.grade) - rank(b?.grade);
}

function byRule({ told }: Recount, one: Losers, own: readonly Person[]): Claims {
  const rules = mostFirst(tally(own.map(({ member }) => member.rule ?? '')));
  return joined(
    onPage({
      ...one,
      caption: `${one.who}: by the rule that decided`,
      heads: ['Rule', 'Members', 'Share'],
      rows: [
        ...rules.map(([rule, n]) => [
          named(`${rule}${sentenceOf(told, rule)}`),
          count(n),
          share(n, own.length),
        ]),
        [text('Total'), count(own.length), NONE],
      ],
    }),
    onSheet({
      ...one,
      caption:
        one.move === 'down'
          ? 'Members with a lower grade, by rule'
          : 'Members with no grade any more, by rule',
      heads: ['Rule', 'Adjustment', 'Members'],
      rows: [
        ...rules.map(([rule, n]) => [text(rule), NONE, count(n)]),
        [text('Total'), NONE, count(own.length)],
      ],
    }),
  );
}

/** As the target has them: their grade, their rows and what they hold. */
function gone({ tables, gone: ids }: Recount): Claims {
  if (ids.length === 0) return { page: [], sheet: [] };
  const members = tables.before.members.filter(({ member_id: id = '' }) => ids.includes(id));
  const highest = members.toSorted(
    (a, b) =>
      rankOf(tables, b.grade || null) - rankOf(tables, a.grade || null) ||
      ((a.member_id ?? '') < (b.member_id ?? '') ? -1 : 1),
  );
  const held = tables.before.points.filter(({ member_id: id = '' }) => ids.includes(id));
  const buckets = [...by(held, ({ bucket = '' }) => bucket)].map(
    ([bucket, own]) => [bucket, sumOf(own.map(({ balance = '0' }) => balance))] as const,
  );
  const where = { section: 'Left and gone', under: 'Gone' };
  const said = `Members who are in no export any more: ${whole(ids.length)}. They keep their id and their points, and come back with them.`;
  const sentences = [
    said,
    ...buckets.map(([bucket, balance]) => `What they hold of ${bucket}: ${grouped(balance)}.`),
  ];
  return joined(
    { page: sentences.flatMap((words) => sentence(where.section, words, where.under)), sheet: [] },
    onSheet({
      ...where,
      caption: 'What they hold and keep',
      heads: ['Bucket', 'Balance'],
      rows: buckets.map(([bucket, balance]) => [text(bucket), amount(balance)]),
    }),
    goneGrades(tables, members),
    onPage({
      ...where,
      caption: `Gone: ${whole(Math.min(ids.length, SHOWN))} shown of ${whole(ids.length)}, the highest grades first; all of them are in changes.csv`,
      heads: ['Member', 'Name', 'Grade', 'Rows they had'],
      rows: highest
        .slice(0, SHOWN)
        .map((member) => [
          text(member.member_id ?? ''),
          NONE,
          text(member.grade || 'no grade'),
          text(rowsOf(tables, member)),
        ]),
    }),
  );
}

function goneGrades(tables: Recount['tables'], members: readonly Cells[]): Claims {
  const grades = [...tables.rules.grades, ''].map(
    (grade) => [grade, members.filter((member) => (member.grade ?? '') === grade).length] as const,
  );
  const found = grades.filter(([, n]) => n > 0);
  const table = (withShare: boolean) => ({
    ...{ section: 'Left and gone', under: 'Gone' },
    caption: 'Gone members by the grade they had',
    heads: ['Grade', 'Members', ...(withShare ? ['Share'] : [])],
    rows: [
      ...found.map(([grade, n]) => [
        text(grade || 'no grade'),
        count(n),
        ...(withShare ? [share(n, members.length)] : []),
      ]),
      [text('Total'), count(members.length)],
    ],
  });
  return joined(onPage(table(true)), onSheet(table(false)));
}

function rowsOf({ before }: Recount['tables'], { member_id: id }: Cells): string {
  const sources = before.links.filter((link) => link.member_id === id).map(({ source = '' }) => source);
  const counts = [...tally(sources)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return counts.map(([source, n]) => `${source} ${whole(n)}`).join(' and ');
}
