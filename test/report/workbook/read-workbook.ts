import { strFromU8, unzipSync } from 'fflate';

/** A workbook as a program would read it that knows nothing of how it was made. */
export interface Workbook {
  readonly parts: Readonly<Record<string, string>>;
  readonly sheets: readonly ReadSheet[];
  sheet(name: string): ReadSheet;
}

export interface ReadSheet {
  readonly name: string;
  readonly xml: string;
  /** By row from 0; a number is a number, a text a text, a cell that is not there null. */
  readonly rows: readonly (readonly Value[])[];
}

export type Value = string | number | null;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function readWorkbook(bytes: Uint8Array): Workbook {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]),
  );
  const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet name="([^"]*)"/g)];
  // Where a program keeps its texts that has saved the workbook since.
  const shared = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, content = '']) => textIn(content),
  );
  const sheets = names.map(([, name = ''], at): ReadSheet => {
    const xml = parts[`xl/worksheets/sheet${at + 1}.xml`] ?? '';
    return { name: unescaped(name), xml, rows: rowsOf(xml, shared) };
  });
  return {
    parts,
    sheets,
    sheet: (name) => {
      const found = sheets.find((sheet) => sheet.name === name);
      if (found === undefined)
        throw new Error(`no sheet ${name}, but ${sheets.map((one) => one.name).join(', ')}`);
      return found;
    },
  };
}

/** The rows below the one that names the columns, as records by these names. */
export function recordsIn({ rows }: ReadSheet): readonly Readonly<Record<string, Value>>[] {
  const [names = [], , , ...lines] = rows;
  return lines.map((line) => Object.fromEntries(names.map((name, at) => [String(name), line[at] ?? null])));
}

/** The rows between a caption and the next empty row, the headings first. */
export function tableUnder({ rows }: ReadSheet, caption: string): readonly (readonly Value[])[] {
  const from = rows.findIndex(([first]) => first === caption);
  if (from < 0) throw new Error(`no table ${caption}`);
  const rest = rows.slice(from + 1);
  const end = rest.findIndex((row) => row.every((value) => value === null));
  return rest.slice(0, end < 0 ? undefined : end);
}

function rowsOf(xml: string, shared: readonly string[]): readonly (readonly Value[])[] {
  const rows: (readonly Value[])[] = [];
  for (const [, number, inner = ''] of xml.matchAll(/<row [^>]*?\br="(\d+)"[^>]*?(?:\/>|>(.*?)<\/row>)/gs)) {
    const row: Value[] = [];
    for (const [, column = '', attributes = '', content = ''] of inner.matchAll(
      /<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs,
    ))
      row[placeOf(column)] = readValue(attributes, content, shared);
    rows[Number(number) - 1] = Array.from(row, (value) => value ?? null);
  }
  return Array.from(rows, (row) => row ?? []);
}

function readValue(attributes: string, content: string, shared: readonly string[]): Value {
  if (/<f[ >]/.test(content) || attributes.includes('t="e"')) throw new Error(`no value: ${content}`);
  if (attributes.includes('t="inlineStr"')) return textIn(content);
  const value = /<v>(.*)<\/v>/.exec(content)?.[1];
  if (value === undefined) return null;
  return attributes.includes('t="s"') ? (shared[Number(value)] ?? null) : Number(value);
}

/** A text may be cut into runs, each in a font of its own. */
function textIn(content: string): string {
  const runs = [...content.matchAll(/<t(?: [^>]*)?>(.*?)<\/t>/gs)].map(([, run = '']) => unescaped(run));
  return runs.join('');
}

function placeOf(column: string): number {
  return [...column].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Entities of XML, then the escapes of ST_Xstring. */
function unescaped(text: string): string {
  return text
    .replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? `&${name};`)
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
