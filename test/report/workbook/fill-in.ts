import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readWorkbook } from './read-workbook.js';

/** A workbook in which a person has typed into empty cells of a sheet, such as `{ A4: 'link' }`. */
export function filledIn(
  workbook: Uint8Array,
  sheet: string,
  typed: Readonly<Record<string, string>>,
): Uint8Array {
  const parts = unzipSync(workbook);
  const at = readWorkbook(workbook).sheets.findIndex(({ name }) => name === sheet);
  const part = `xl/worksheets/sheet${at + 1}.xml`;
  let xml = strFromU8(parts[part] ?? strToU8(''));
  for (const [cell, text] of Object.entries(typed)) {
    const inline = ` t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
    const filled = xml.replace(new RegExp(`(<c r="${cell}" s="\\d+")/>`), (_, open: string) => open + inline);
    if (filled === xml) throw new Error(`${sheet} has no empty cell ${cell}`);
    xml = filled;
  }
  return zipSync({ ...parts, [part]: strToU8(xml) });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A workbook in which somebody has deleted the first row of a sheet; all others have moved up. */
export function withoutFirstRow(workbook: Uint8Array, sheet: string): Buffer {
  const parts = unzipSync(workbook);
  const at = readWorkbook(workbook).sheets.findIndex(({ name }) => name === sheet);
  const part = `xl/worksheets/sheet${at + 1}.xml`;
  const xml = strFromU8(parts[part] ?? strToU8(''))
    .replace(/<row r="1".*?<\/row>/s, '')
    .replace(/(<row r=")(\d+)/g, (_, head: string, row: string) => `${head}${Number(row) - 1}`)
    .replace(/(<c r="[A-Z]+)(\d+)/g, (_, head: string, row: string) => `${head}${Number(row) - 1}`);
  return Buffer.from(zipSync({ ...parts, [part]: strToU8(xml) }));
}
