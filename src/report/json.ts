import { jsonText } from './json-text.js';
import type { ReportModel } from './model.js';
import { reportSchema } from './schema.js';

/**
 * The report as JSON: keys in the order of the schema whatever the order in memory, two spaces of indent, a
 * newline at the end. Throws a `ZodError` when the value is no report, because a script could not read it either.
 */
export function renderJson(model: ReportModel): string {
  return `${jsonText(reportSchema.parse(model), 2)}\n`;
}
