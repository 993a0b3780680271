import { grouped, type Person, total } from '../persons.js';
import type { Recount } from '../recount.js';
import { type Claims, count, joined, NONE, onBoth, onPage, text, whole } from '../table.js';

const SECTION = 'Gains and losses';

/** A few of each rule that lose and a few that gain, and what each rule did. No rule file here adjusts. */
export function decisionClaims(recount: Recount): Claims {
  const groups = [...grouped(recount.persons, ({ member }) => member.rule ?? '')];
  const rules = groups.toSorted(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1));
  const losing = rules.map(([, own]) =>
    own.filter(loses).toSorted((a, b) => a.steps - b.steps || byId(a, b)),
  );
  const gaining = rules.map(([, own]) =>
    own.filter(gains).toSorted((a, b) => b.steps - a.steps || byId(a, b)),
  );
  return joined(
    examples(recount, 'Who loses', losing),
    examples(recount, 'Who gains', gaining),
    onBoth({
      section: SECTION,
      caption: 'Members by the rule that decided and the adjustment after it',
      heads: ['Rule', 'Adjustment', 'Members', 'Down', 'Left', 'Up', 'Same', 'No comparison'],
      rows: [...rules, ['Total', recount.persons] as const].map(([name, own]) => {
        const moved = (move: Person['movement']) => own.filter(({ movement }) => movement === move).length;
        const moves = (['down', 'left', 'up', 'same', 'without_baseline'] as const).map((move) =>
          count(moved(move)),
        );
        return [text(name), NONE, count(own.length), ...moves];
      }),
    }),
  );
}

/** Of each rule, so that no rule goes without. */
const SHOWN = 3;

function loses({ movement }: Person): boolean {
  return movement === 'down' || movement === 'left';
}

function gains({ movement }: Person): boolean {
  return movement === 'up';
}

function byId(a: Person, b: Person): number {
  return a.id < b.id ? -1 : 1;
}

function examples({ tables }: Recount, under: string, rules: readonly (readonly Person[])[]): Claims {
  const shown = rules.flatMap((own) => own.slice(0, SHOWN));
  const all = total(rules.map((own) => own.length));
  const file = tables.isFirstRun ? 'members.csv' : 'changes.csv';
  return onPage({
    ...{ section: SECTION, under },
    caption: `${whole(shown.length)} shown of ${whole(all)}; all of them are in ${file}`,
    heads: ['Member', 'Name', 'Grades in the sources', 'Before → after', 'Rule'],
    rows: shown.map((person) => [
      text(person.id),
      NONE,
      text(labelsOf(person)),
      text(`${person.baseline ?? 'no grade'} → ${person.grade ?? 'no grade'}`),
      text(person.member.rule ?? ''),
    ]),
  });
}

function labelsOf({ rows }: Person): string {
  return rows.map(({ source, said }) => `${source} ${said('grade') || '-'}`).join(', ');
}
