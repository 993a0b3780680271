import { z } from 'zod';
import { SOURCE_PRESETS } from './source-presets.js';

/** The name of a preset of sources; editors explain each. */
export const presetName = z
  .enum(SOURCE_PRESETS.map(({ name }) => name) as [string, ...string[]])
  .describe(
    `The export of a known system; what stands beside it wins. ${SOURCE_PRESETS.map(({ name, title }) => `${name}: ${title}`).join('. ')}.`,
  )
  .meta({ enumDescriptions: SOURCE_PRESETS.map(({ title }) => title) });
