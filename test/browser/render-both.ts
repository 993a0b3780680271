import { fileURLToPath } from 'node:url';
import type { renderHtml } from '../../src/report/html.js';
import type { ReportModel } from '../../src/report/model.js';
import type { World } from '../cli/program.js';

const BUILT = fileURLToPath(new URL('../../dist/src/report/html.js', import.meta.url));

/** The page of a plan in both languages, by the built program, as `en.html` and `ko.html` beside it. */
export async function renderBoth(model: ReportModel, world: World): Promise<void> {
  const built: { readonly renderHtml: typeof renderHtml } = await import(BUILT);
  for (const lang of ['en', 'ko'] as const) world.write(`${lang}.html`, built.renderHtml(model, { lang }));
}
