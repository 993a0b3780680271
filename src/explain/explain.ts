import type { Source } from '../config/config.js';
import { escapeTerminal } from '../report/escape.js';
import type { Language } from '../report/messages.js';
import type { RuleSet } from '../rules/ruleset.js';
import { tellCondition } from './condition.js';
import { tellAdjustments, tellDecisions } from './decisions.js';
import { tellConsents, tellFields } from './fields.js';
import { tellBands, tellMaps, tellMeasures } from './ladder.js';
import { tellMasters } from './masters.js';
import { tellPoints } from './points.js';
import { tellTables } from './tables.js';
import { type Teller, tellerIn } from './teller.js';

/** One thing that the rules say, in sentences. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * What the rules say, in plain sentences that can be shown to customers: the same for the same rules, without
 * SQL and without what is not for customers, such as costs. Sections that would say nothing are left out.
 */
export function explainRules(
  rules: RuleSet,
  { lang, sources }: { readonly lang: Language; readonly sources: readonly Source[] },
): readonly Section[] {
  const teller = tellerIn(lang, { rules, sources });
  const { titles, ladder } = teller.words;
  const sections: readonly Section[] = [
    { title: titles.ladder, lines: rules.grades.length === 0 ? [] : [ladder(rules.grades)] },
    { title: titles.maps, lines: tellMaps(teller) },
    { title: titles.measures, lines: tellMeasures(teller) },
    { title: titles.bands, lines: tellBands(teller) },
    { title: titles.tables, lines: tellTables(teller) },
    { title: titles.decide, lines: tellDecisions(teller) },
    { title: titles.adjust, lines: tellAdjustments(teller) },
    { title: titles.points, lines: tellPoints(teller) },
    { title: titles.refuse, lines: tellRefusals(teller) },
    { title: titles.fields, lines: tellFields(teller) },
    { title: titles.consents, lines: tellConsents(teller) },
    { title: titles.masters, lines: tellMasters(teller) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** The sections as one text. */
export function explanationText(name: string, sections: readonly Section[]): string {
  const told = sections.map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)]);
  return [[name], ...told].map((lines) => `${lines.map(escapeTerminal).join('\n')}\n`).join('\n');
}

function tellRefusals(teller: Teller): readonly string[] {
  return teller.rules.refuse.map(({ when, because }) =>
    teller.words.refusal(tellCondition(when, teller), because),
  );
}
