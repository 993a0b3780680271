import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { REPORT_FORMATS } from '../config/schema.js';
import { Failure } from '../failure.js';
import { renderHtml } from '../report/html.js';
import { renderJson } from '../report/json.js';
import { renderMarkdown } from '../report/markdown.js';
import type { ReportModel } from '../report/model.js';
import { withSummary } from '../report/workbook/workbook.js';

/** The report as a value, whatever formats are asked for: `show` prints it again. */
export const MODEL_FILE = 'model.json';

interface ReportOptions {
  readonly directory: string;
  readonly report: Config['report'];
  /** Asked for where the workbook is one of the formats; null leaves the one that is there. */
  readonly workbook: () => Promise<Uint8Array | null>;
}

/** Writes `model.json` and `report.<format>` for each format that is asked for. */
export async function writeReports(model: ReportModel, options: ReportOptions): Promise<void> {
  const { directory, report } = options;
  await replaceFile(join(directory, MODEL_FILE), renderJson(model));
  for (const format of new Set(report.formats)) {
    const content = format === 'xlsx' ? await options.workbook() : RENDERINGS[format](model, report);
    if (content !== null) await replaceFile(join(directory, `report.${format}`), content);
  }
}

/**
 * Says in every report of a plan that it is in the target now, so that nobody who opens one later is asked to apply
 * it again; in the language that the plan was made in, whatever the config says by now. A plan without changes asked
 * for nothing and stays as it is; a workbook that somebody has saved stays as they saved it.
 */
export async function markApplied(directory: string, report: Config['report']): Promise<void> {
  const planned = await readModel(directory);
  if (planned.verdict.status === 'nothing_to_do') return;
  const model: ReportModel = { ...planned, verdict: { status: 'applied', limits: [] } };
  const lang = planned.lang ?? report.lang;
  const workbook = async () => {
    const bytes = await readFile(join(directory, 'report.xlsx')).catch(() => null);
    return bytes === null ? null : withSummary(bytes, model, { lang });
  };
  const formats = [...report.formats, ...(await formatsIn(directory))];
  await writeReports(model, { directory, report: { ...report, lang, formats }, workbook });
}

/** `plan` may have been asked for others than the config names. */
async function formatsIn(directory: string): Promise<Config['report']['formats']> {
  const files = await readdir(directory);
  return REPORT_FORMATS.filter((format) => files.includes(`report.${format}`));
}

/** The report of a plan as a value. Throws `stale` where it is missing or damaged. */
export async function readModel(directory: string): Promise<ReportModel> {
  const file = join(directory, MODEL_FILE);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ReportModel;
  } catch (cause) {
    throw new Failure('stale', `${file} cannot be read`, 'make the plan again: tier-merge plan', { cause });
  }
}

type Rendering = (model: ReportModel, report: Config['report']) => string;

const RENDERINGS: Readonly<Record<Exclude<Config['report']['formats'][number], 'xlsx'>, Rendering>> = {
  html: renderHtml,
  json: renderJson,
  md: renderMarkdown,
};

/** Whoever opens the file sees the old content or the new one. */
async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.partial`, content, { mode: 0o600 });
  await rename(`${path}.partial`, path);
}
