import { createHash } from 'node:crypto';
import type { Recount } from '../recount.js';
import { type Claims, count, joined, named, onPage, onSheet, sentence, text } from '../table.js';
import type { ToldRules } from '../told-rules.js';

const SECTION = 'Rules and proofs';

/** Every proof of rules about grades and points, in words. */
const PROOFS: readonly (readonly [string, string])[] = [
  ['gap', 'Every case gets a grade from a rule'],
  ['unreachable rule', 'Every rule can decide'],
  ['unreachable grade', 'Every grade can be got'],
  ['ambiguous table', 'Lines of a table exclude each other'],
  ['not monotone', 'More is never worse'],
  ['worse off', 'Nobody falls below the best source grade'],
  ['map order', 'A better label never means a lower grade'],
  ['collapsed labels', 'Each label keeps a grade of its own'],
  ['points not conserved', 'Points are conserved'],
  ['consent widens', 'Consent never widens'],
];

/** The rules in words, what was proved of them, and what is accepted. */
export function ruleClaims({ tables, told }: Recount): Claims {
  const { path } = tables.plan.rules;
  const hash = createHash('sha256').update(tables.rulesText).digest('hex').slice(0, 12);
  const note = `What follows is told from ${path}, whose hash begins with ${hash}.`;
  const accepted = `A finding that is meant is accepted with its reason in ${path}.`;
  return joined(
    {
      page: [
        ...[note, ...told.lines.map(([, line]) => line.trim())].flatMap((line) =>
          sentence(SECTION, line, 'The rules in words'),
        ),
        ...(/\d/.test(path) ? sentence(SECTION, accepted, 'Proofs') : []),
      ],
      sheet: [],
    },
    onSheet({
      section: SECTION,
      caption: 'The rules in words',
      heads: ['About', 'In words'],
      rows: told.lines.map(([about, line]) => [named(about), text(line)]),
    }),
    proofs(told),
    findings(told),
  );
}

function proofs({ findings: all }: ToldRules): Claims {
  const rows = PROOFS.map(([kind, name]) => {
    const found = all.filter((one) => one.kind === kind);
    const accepted = found.filter((one) => one.accepted !== undefined).length;
    return {
      kind,
      name: text(name),
      found: count(found.length),
      accepted: count(accepted),
      open: count(found.length - accepted),
    };
  });
  const table = {
    section: SECTION,
    caption: 'What was proved about the rules over all cases, and what was found',
  };
  return joined(
    onPage({
      ...table,
      heads: ['Proof', 'Kind', 'Found', 'Of these accepted', 'Not accepted'],
      rows: rows.map((row) => [row.name, text(row.kind), row.found, row.accepted, row.open]),
    }),
    onSheet({
      ...table,
      heads: ['Proof', 'Found', 'Of these accepted'],
      rows: rows.map((row) => [row.name, row.found, row.accepted]),
    }),
  );
}

function findings({ findings: all }: ToldRules): Claims {
  const table = { section: SECTION, caption: 'What the proofs found about the rules' };
  const hasRules = all.some(({ rule }) => rule !== undefined);
  return joined(
    onPage({
      ...table,
      heads: ['Line', 'Kind', ...(hasRules ? ['Rule'] : []), 'Finding', 'Accepted because'],
      rows: all.map(({ line, kind, rule = '', message, accepted = 'not accepted' }) => [
        count(line),
        text(kind),
        ...(hasRules ? [text(rule)] : []),
        text(message),
        text(accepted),
      ]),
    }),
    onSheet({
      ...table,
      heads: ['Line', 'Finding'],
      rows: all.map(({ line, message }) => [count(line), text(message)]),
    }),
  );
}
