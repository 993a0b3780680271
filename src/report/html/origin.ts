import { html, input, type Markup } from './markup.js';
import { number, type Page, type Section } from './page.js';
import { type Column, table } from './table.js';

/** What exactly was read and by which rules, so that two reports can be told apart. */
export function originSection(page: Page): Section {
  const body = html`${files(page)}${hashes(page)}`;
  return { id: 'origin', title: page.words.origin.title, body };
}

function files(page: Page): Markup {
  const words = page.words.origin;
  const rows = page.model.inputs.flatMap(({ source, files }) => files.map((file) => ({ ...file, source })));
  return table(page, {
    caption: words.filesCaption,
    columns: [
      { head: words.path, kind: 'code', cell: ({ path }) => input(path) },
      { head: page.words.inputs.source, kind: 'text', cell: ({ source }) => input(source) },
      ...(rows.some(({ written }) => written !== undefined) ? [writtenColumn(page)] : []),
      { head: words.bytes, kind: 'number', cell: ({ bytes }) => number(page, bytes) },
      { head: words.encoding, kind: 'text', cell: ({ encoding }) => input(encoding) },
      { head: words.sha256, kind: 'code', cell: ({ sha256 }) => input(sha256) },
    ],
    rows,
  });
}

function writtenColumn({ words }: Page): Column<{ readonly written?: string }> {
  const cell = ({ written }: { readonly written?: string }) =>
    html`<span class="nowrap">${written ?? ''}</span>`;
  return { head: words.origin.written, kind: 'text', cell };
}

function hashes(page: Page): Markup {
  const words = page.words.origin;
  const { rules, content_hash, tool } = page.model;
  const { config_path } = rules;
  return table(page, {
    caption: words.rulesCaption,
    columns: [
      { head: words.name, kind: 'text', cell: ({ name }) => html`${name}` },
      { head: words.value, kind: 'code', cell: ({ value }) => input(value) },
    ],
    rows: [
      { name: words.rules, value: rules.name },
      { name: words.rulesFile, value: rules.path },
      { name: words.rulesHash, value: rules.hash },
      ...(config_path === undefined ? [] : [{ name: words.configFile, value: config_path }]),
      { name: words.configHash, value: rules.config_hash },
      { name: words.contentHash, value: content_hash },
      { name: words.tool, value: tool },
    ],
  });
}
