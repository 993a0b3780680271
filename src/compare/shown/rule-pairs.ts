import { kindOf } from '../../config/fields.js';
import { totalOf } from '../../report/balance.js';
import type { Messages } from '../../report/messages.js';
import { cell, number, type Shown, type ShownTable, text } from '../../report/shown.js';
import { type DecidedBy, type MemberExample, MOVEMENTS, type Moved, type RuleComparison } from '../model.js';

/** Which rules decide the same members, and a few members that move. */
export function pairsShown({ pairs, members, movement }: RuleComparison, words: Messages): Shown {
  const all = [...pairs.shown, ...(pairs.rest === null ? [] : [pairs.rest])];
  const isSum = MOVEMENTS.every((kind) => totalOf(all, (one) => one[kind]) === movement[kind]);
  return {
    id: 'rules',
    title: words.comparison.pairsTitle,
    tables: [countTable({ pairs, members, movement }, words), exampleTable(pairs, words)],
    notes: [],
    addsUp: isSum && totalOf(all, (one) => one.members) === members,
  };
}

function countTable(
  { pairs, members, movement }: Pick<RuleComparison, 'pairs' | 'members' | 'movement'>,
  words: Messages,
): ShownTable {
  const said = words.comparison;
  // No column for what does not occur.
  const kinds = MOVEMENTS.filter((kind) => kind === 'same' || movement[kind] > 0);
  const counts = (moved: Moved) =>
    [moved.members, ...kinds.map((kind) => moved[kind])].map((n) => cell({ words }, n));
  const rest = pairs.total - pairs.shown.length;
  return {
    caption: said.pairsCaption({ shown: pairs.shown.length, total: pairs.total }),
    columns: [
      ...[said.ruleA, said.ruleB].map(text),
      ...[said.members, ...kinds.map((kind) => said[kind])].map(number),
    ],
    rows: [
      ...pairs.shown.map((pair) => [...rulesOf(pair, words), ...counts(pair)]),
      ...(pairs.rest === null ? [] : [[said.otherPairs({ pairs: rest }), '', ...counts(pairs.rest)]]),
    ],
    foot: [words.total, '', ...counts({ members, ...movement })],
  };
}

function exampleTable({ shown }: RuleComparison['pairs'], words: Messages): ShownTable {
  const said = words.comparison;
  return {
    caption: said.examplesCaption,
    columns: [said.ruleA, said.ruleB, said.change, said.member, said.sourceRows].map(text),
    rows: shown.flatMap((pair) =>
      pair.examples.map((example) => [
        ...rulesOf(pair, words),
        `${example.a ?? said.noGrade} → ${example.b ?? said.noGrade}`,
        example.name ?? said.withoutName,
        rowsOf(example, words),
      ]),
    ),
  };
}

function rulesOf(
  { a, b }: { readonly a: DecidedBy; readonly b: DecidedBy },
  words: Messages,
): readonly string[] {
  return [a, b].map(({ rule, adjusted_by }) =>
    adjusted_by === null ? rule : words.comparison.adjusted({ rule, adjustment: adjusted_by }),
  );
}

/** `online a1: grade GOLD, spend 120,000; offline b7: grade top`. */
function rowsOf({ rows }: MemberExample, words: Messages): string {
  return rows
    .map(({ source, source_member_id, values }) => {
      const said = values
        .map(({ field, value }) => `${field} ${kindOf(field) === 'amount' ? cell({ words }, value) : value}`)
        .join(', ');
      return `${source} ${source_member_id}${said === '' ? '' : `: ${said}`}`;
    })
    .join('; ');
}
