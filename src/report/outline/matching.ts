import { totalOf } from '../balance.js';
import { listIn, wordsFor } from '../messages.js';
import type { PeopleDecisions } from '../model/people-decisions.js';
import { type Cell, count, share, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** How many rows became one member, by which rule, and what waits for a person. */
export function matchingTables(draft: Draft): readonly OutlineTable[] {
  return [counts(draft), byRule(draft), bySources(draft), sizes(draft)];
}

function counts({ model, words }: Draft): OutlineTable {
  const { matching, members, workbook } = words;
  const { links, clusters, largest, review, ambiguous, decisions } = model.matching;
  return {
    caption: workbook.matchingCaption,
    heads: [members.kind, workbook.count, workbook.meaning],
    rows: [
      [text(matching.links), count(links), text(matching.linksNote)],
      [text(matching.clusters), count(clusters), null],
      [text(matching.largest), count(largest), null],
      [text(matching.review), count(review), text(matching.reviewNote)],
      [text(matching.ambiguous), count(ambiguous), text(matching.ambiguousNote)],
      ...(decisions === undefined ? [] : decided(matching, decisions)),
    ],
  };
}

function decided(
  words: Draft['words']['matching'],
  { link, no_link: noLink, alone, dormant, changed, contradictions }: PeopleDecisions,
): readonly (readonly Cell[])[] {
  return [
    [text(words.decided), count(link + noLink + alone), text(words.decidedNote({ link, noLink, alone }))],
    [text(words.dormant), count(dormant), text(words.dormantNote)],
    [text(words.changed), count(changed), text(words.changedNote)],
    [text(words.contradicted), count(contradictions.total), text(words.contradictedNote)],
  ];
}

function byRule({ model, words }: Draft): OutlineTable {
  const { matching, codes } = words;
  const { by_rule: rows, links } = model.matching;
  return {
    caption: matching.byRuleCaption,
    heads: [matching.rule, matching.links, matching.ofLinks],
    rows: rows.map(({ name, count: made }) => [
      text(wordsFor(codes.how, name)),
      count(made),
      share(made, links),
    ]),
    foot: [text(words.total), count(totalOf(rows, (row) => row.count)), null],
  };
}

function bySources({ model, words, lang }: Draft): OutlineTable {
  const { matching, members } = words;
  const { total } = model.members;
  const { by_sources: rows } = model.matching;
  return {
    caption: matching.bySourcesCaption,
    heads: [matching.sources, members.total, matching.ofMembers],
    rows: rows.map((row) => [text(listIn(lang, row.sources)), count(row.members), share(row.members, total)]),
    foot: [text(words.total), count(totalOf(rows, (row) => row.members)), null],
  };
}

function sizes({ model, words }: Draft): OutlineTable {
  const { matching, members } = words;
  const { total } = model.members;
  return {
    caption: matching.sizesCaption,
    heads: [matching.rows, members.total, matching.ofMembers],
    rows: model.matching.sizes.map((size) => [
      count(size.rows),
      count(size.members),
      share(size.members, total),
    ]),
  };
}
