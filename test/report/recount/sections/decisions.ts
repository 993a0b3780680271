import { grouped, type Person } from '../persons.js';
import type { Recount } from '../recount.js';
import { place } from '../spot.js';
import {
  type Claims,
  count,
  joined,
  NONE,
  onBoth,
  onPage,
  onSheet,
  sentence,
  text,
  whole,
} from '../table.js';
import { sentenceOf } from '../told-rules.js';
import { exampleCells } from './losses.js';

const SECTION = 'Changes by rule';

type Rule = readonly [string, readonly Person[]];

/** What each rule did, with some of whom it did it to. No rule file of these worlds changes a grade afterwards. */
export function decisionClaims(recount: Recount): Claims {
  const groups = [...grouped(recount.persons, ({ member }) => member.rule ?? '')];
  const rules = groups.toSorted(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1));
  return joined(
    onBoth({
      section: SECTION,
      caption: 'Members by the rule that decided and the adjustment after it',
      heads: ['Rule', 'Adjustment', 'Members', 'Down', 'Left', 'Up', 'Same', 'No comparison'],
      rows: [...rules, ['Total', recount.persons] as const].map(([name, own]) => {
        const moves = (['down', 'left', 'up', 'same', 'without_baseline'] as const).map((move) =>
          count(moved(own, move)),
        );
        return [text(name), NONE, count(own.length), ...moves];
      }),
    }),
    ...rules.map((rule) => oneRule(recount, rule)),
    examples(recount, 'Who loses', rules.map(losing)),
    examples(recount, 'Who gains', rules.map(gaining)),
  );
}

/** Of each rule that lose, and as many that gain. */
const SHOWN = 3;

function moved(own: readonly Person[], move: Person['movement']): number {
  return own.filter(({ movement }) => movement === move).length;
}

function losing([, own]: Rule): readonly Person[] {
  const losers = own.filter(({ movement }) => movement === 'down' || movement === 'left');
  return losers.toSorted((a, b) => a.steps - b.steps || byId(a, b));
}

function gaining([, own]: Rule): readonly Person[] {
  return own.filter(({ movement }) => movement === 'up').toSorted((a, b) => b.steps - a.steps || byId(a, b));
}

function byId(a: Person, b: Person): number {
  return a.id < b.id ? -1 : 1;
}

/** Each rule in its own words, with what it did and to whom. */
function oneRule({ told }: Recount, rule: Rule): Claims {
  const [name, own] = rule;
  const counts = (['up', 'same', 'down', 'left'] as const).map(
    (move) => `${move} ${whole(moved(own, move))}`,
  );
  const said = `Members: ${whole(own.length)}. ${counts.join(', ').replace('up', 'Up')}, no comparison ${whole(moved(own, 'without_baseline'))}.`;
  const shown = [...losing(rule).slice(0, SHOWN), ...gaining(rule).slice(0, SHOWN)];
  const caption = `Examples: ${shown.length}, losses first, then the largest gains`;
  const table = onPage({
    ...{ section: SECTION, under: name, caption },
    heads: ['Member', 'Name', 'Grades in the sources', 'Before → after'],
    rows: shown.map(exampleCells),
  });
  const label = { place: place(SECTION, name, 'aria-label'), text: `${name}: ${caption} (scrolls sideways)` };
  const others = table.page.filter((claim) => claim.place !== label.place);
  return {
    page: [
      ...sentence(SECTION, sentenceOf(told, name), name),
      ...sentence(SECTION, said, name),
      ...(shown.length === 0 ? [] : [label]),
      ...others,
    ],
    sheet: [],
  };
}

function examples({ tables }: Recount, title: string, rules: readonly (readonly Person[])[]): Claims {
  const shown = rules.flatMap((own) => own.slice(0, SHOWN));
  const file = tables.isFirstRun ? 'members.csv' : 'changes.csv';
  const all = rules.flat().length;
  return onSheet({
    section: SECTION,
    caption: `${title}: ${whole(shown.length)} shown of ${whole(all)}; all of them are in ${file}`,
    heads: ['Member', 'Name', 'Grades in the sources', 'Before', 'After', 'Rule'],
    rows: [],
  });
}
