import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { renderHtml } from '../report/html.js';
import { renderJson } from '../report/json.js';
import type { ReportModel } from '../report/model.js';

/** The report as a value, whatever formats are asked for: `show` prints it again. */
export const MODEL_FILE = 'model.json';

/** Writes `model.json` and `report.<format>` for each format that is asked for. */
export async function writeReports(
  model: ReportModel,
  { directory, report }: { readonly directory: string; readonly report: Config['report'] },
): Promise<void> {
  await writeFile(join(directory, MODEL_FILE), renderJson(model), { mode: 0o600 });
  for (const format of report.formats) {
    const text = format === 'html' ? renderHtml(model, { lang: report.lang }) : renderJson(model);
    await writeFile(join(directory, `report.${format}`), text, { mode: 0o600 });
  }
}
