import { tellAdjustment, tellDecision } from '../../explain/decisions.js';
import { explainRules } from '../../explain/explain.js';
import { tellerIn } from '../../explain/teller.js';
import type { Language } from '../messages.js';
import type { ToldRules } from '../model/told-rules.js';
import type { FactContext } from './context.js';

/** The rules in words, as `rules explain` tells them; in both languages, since a report may be written again. */
export function tellRules(context: FactContext): Readonly<Record<Language, ToldRules>> {
  return { en: toldIn('en', context), ko: toldIn('ko', context) };
}

function toldIn(lang: Language, { rules, config }: FactContext): ToldRules {
  const { sources } = config;
  const teller = tellerIn(lang, { rules, sources });
  return {
    sections: explainRules(rules, { lang, sources }),
    decisions: rules.decide.map((one) => ({ name: one.name, text: tellDecision(one, teller) })),
    adjustments: rules.adjust.map((one) => ({ name: one.name, text: tellAdjustment(one, teller) })),
  };
}
