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
