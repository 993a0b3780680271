import { OUTCOMES } from '../../match/agreements.js';
import type { EstimateReport } from '../model/reviewed.js';
import type { ScoringReport } from '../model/scoring.js';
import { aboutText, bandText, pairsOf, shareText } from '../sentences/scoring.js';
import { type Cell, count, share, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** Which pairs were compared and what they weigh, what other thresholds would link, and what a sample says of it. */
export function scoringTables(draft: Draft, scoring: ScoringReport): readonly OutlineTable[] {
  const { reviewed } = scoring;
  return [
    counts(draft, scoring),
    bands(draft, scoring),
    thresholds(draft, scoring),
    ...(reviewed === undefined ? [] : [estimates(draft, reviewed)]),
  ];
}

function counts({ words }: Draft, { compared, households, empty_rows: empty }: ScoringReport): OutlineTable {
  const { scoring, tables, members, workbook } = words;
  return {
    caption: tables.scoring.caption,
    heads: [members.kind, workbook.count, workbook.meaning],
    rows: [
      [text(scoring.compared), count(compared), text(scoring.comparedNote)],
      [text(scoring.households), count(households.pairs), text(scoring.householdsNote(households))],
      [text(scoring.emptyRows), count(empty.empty), text(scoring.emptyNote({ of: empty.rows }))],
    ],
  };
}

function bands({ words }: Draft, { bands: rows, outcomes }: ScoringReport): OutlineTable {
  const { scoring } = words;
  return {
    caption: scoring.bandsCaption,
    heads: [scoring.band, ...OUTCOMES.map((outcome) => scoring.outcomes[outcome]), scoring.all],
    rows: rows.map((band) => [
      // A minus sign, since a text that begins with a hyphen is made inert like a formula.
      text(bandText(words, band).replaceAll('-', '−')),
      ...OUTCOMES.map((outcome) => count(band[outcome])),
      count(pairsOf(band)),
    ]),
    foot: [
      text(words.total),
      ...OUTCOMES.map((outcome) => count(outcomes[outcome])),
      count(pairsOf(outcomes)),
    ],
  };
}

function thresholds({ words }: Draft, { thresholds: rows = [], compared }: ScoringReport): OutlineTable {
  const { scoring, thresholds: asked } = words;
  return {
    caption: asked.caption,
    heads: [scoring.probability, scoring.band, scoring.linked, scoring.ofCompared],
    rows: rows.map(({ probability, weight, linked }) => [
      text(String(probability)),
      { kind: 'bits', thousandths: weight },
      count(linked),
      share(linked, compared),
    ]),
  };
}

function estimates(
  { words }: Draft,
  { precision, recall }: NonNullable<ScoringReport['reviewed']>,
): OutlineTable {
  const { scoring } = words;
  const line = (name: string, estimate: EstimateReport | null): readonly Cell[] => [
    text(name),
    text(aboutText(words, estimate)),
    ...[estimate?.value, estimate?.low, estimate?.high].map(part),
  ];
  return {
    caption: scoring.estimateCaption,
    heads: [scoring.figure, scoring.pairs, scoring.share, scoring.low, scoring.high],
    rows: [line(scoring.precision, precision), line(scoring.recall, recall)],
  };
}

/** As the page writes it; a sample says too little for more digits. */
function part(value: number | undefined): Cell {
  return text(shareText(value ?? null));
}
