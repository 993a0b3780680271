import { z } from 'zod';
import { text } from './values.js';

/** What the rules say in one language, as `rules explain` tells it. */
export interface ToldRules {
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** What each decision says, by its name. */
  readonly decisions: readonly Told[];
  /** What each adjustment says, by its name. */
  readonly adjustments: readonly Told[];
}

interface Told {
  readonly name: string;
  readonly text: string;
}

/** The shape of what the rules say. */
export const toldSchema = z.strictObject({
  sections: z.array(z.strictObject({ title: text, lines: z.array(text) })),
  decisions: z.array(z.strictObject({ name: text, text })),
  adjustments: z.array(z.strictObject({ name: text, text })),
});
