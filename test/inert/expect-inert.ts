import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { type Element, treeOf } from '../report/recount/page-tree.js';
import { readWorkbook } from '../report/workbook/read-workbook.js';
import { PLANTED } from './planted.js';

/** Something that a person or a program reads, and as what. */
export interface Rendering {
  readonly name: string;
  readonly kind: 'console' | 'terminal' | 'html' | 'svg' | 'markdown' | 'json' | 'csv' | 'xlsx';
  readonly content: string | Uint8Array;
}

export function expectInert({ name, kind, content }: Rendering): void {
  if (typeof content !== 'string') expectInertWorkbook(content, name);
  else TEXTS[kind as keyof typeof TEXTS](content, name);
}

const TEXTS = {
  console: expectNoControls,
  // What the program itself writes for a terminal: colours, and nothing that moves or links.
  terminal: (text: string, name: string) => {
    expect(text, name).not.toContain(PLANTED['a colour']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
    expectNoControls(text.replace(/\u001b\[(?:[0-9]|[1-4][0-9]|9[0-7])m/g, ''), name);
  },
  html: expectInertPage,
  svg: expectInertPage,
  markdown: expectInertMarkdown,
  json: (text: string, name: string) => {
    expectNoControls(text, name);
    for (const line of text.startsWith('{\n') ? [text] : text.trim().split('\n'))
      expect(() => JSON.parse(line), name).not.toThrow();
  },
  csv: expectInertCsv,
};

/** No character that cannot be seen: the codes stand in their place. */
export function expectNoControls(text: string, name: string): void {
  const unseen = /.{0,30}[\p{Cc}\p{Cf}\p{Zl}\p{Zp}].{0,30}/u.exec(text.replaceAll('\n', ' '));
  expect(unseen === null ? [] : [JSON.stringify(unseen[0])], name).toEqual([]);
}

/** No cell begins as a spreadsheet formula does, unless it is a number or a phone. */
function expectInertCsv(text: string, name: string): void {
  const rows = parse(text, { relax_column_count: true, bom: true }) as readonly (readonly string[])[];
  const live = rows.flat().filter((cell) => /^\s*[=+@\t\r-]/.test(cell) && !/^[+-]?[0-9.]+$/.test(cell));
  expect(live, name).toEqual([]);
}

const ELEMENTS = new Set([
  ...['page', 'html', 'head', 'meta', 'title', 'style', 'body', 'header', 'main', 'section', 'nav', 'footer'],
  ...[
    'h1',
    'h2',
    'h3',
    'h4',
    'p',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'div',
    'span',
    'b',
    'i',
    'code',
    'pre',
    'a',
  ],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'br', 'details', 'summary', 'figure'],
  ...[
    'svg',
    'desc',
    'g',
    'rect',
    'line',
    'path',
    'text',
    'polyline',
    'circle',
    'tspan',
    'polygon',
    'strong',
    'em',
    'bdi',
  ],
]);

/** Elements that only show, links within the page, and no attribute that does something. */
function expectInertPage(page: string, name: string): void {
  expectNoControls(page, name);
  const faults: string[] = [];
  const look = ({ tag, attributes, children }: Element) => {
    if (!ELEMENTS.has(tag)) faults.push(`<${tag}>`);
    for (const [attribute, value] of Object.entries(attributes)) {
      const isLink = /^(href|src|action|xlink:href|srcdoc|data)$/.test(attribute) && !value.startsWith('#');
      if (attribute.startsWith('on') || attribute === 'style' || isLink)
        faults.push(`${attribute}="${value}"`);
    }
    for (const child of children) if (typeof child !== 'string') look(child);
  };
  look(treeOf(page.replace(/^<\?xml[^>]*\?>\n?/, '')));
  expect(faults, name).toEqual([]);
}

/** Outside code there is no HTML, no mention, no address and no emphasis of somebody else's. */
function expectInertMarkdown(markdown: string, name: string): void {
  const fenced = /^(`{3,})sh\n[\s\S]*?\n\1$/gm;
  const outside = markdown.replace(fenced, '').replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
  expect(outside, name).not.toMatch(/<\/?[a-z!]|@|\]\(|:\/\/|www\.|\\/i);
  const columns = outside.split('\n').filter((line) => line.startsWith('|'));
  expect(columns.length, name).toBeGreaterThan(10);
  expectNoControls(markdown, name);
}

/** No formula, no link, no macro; no text that a program would run if it were typed, nor a character unseen. */
function expectInertWorkbook(bytes: Uint8Array, name: string): void {
  const { parts, sheets } = readWorkbook(bytes);
  expect(
    Object.keys(parts).filter((part) => /external|vba|drawing|sharedStrings/i.test(part)),
    name,
  ).toEqual([]);
  for (const [part, xml] of Object.entries(parts)) {
    expect(xml, `${name} ${part}`).not.toMatch(/<f>|<f |<hyperlink|TargetMode|<script/);
    expectNoControls(xml, `${name} ${part}`);
  }
  const texts = sheets.flatMap(({ rows }) => rows.flat().filter((value) => typeof value === 'string'));
  expect(texts.length, name).toBeGreaterThan(50);
  const live = texts.filter((text) => /^[=+@\t\r-]/.test(text) && !/^\+\d+\*\*+\d*$|^[+-]\d+$/.test(text));
  expect(live, name).toEqual([]);
}
