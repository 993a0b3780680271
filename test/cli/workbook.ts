import { strToU8, zipSync } from 'fflate';

/** A workbook of two sheets, the second with these rows, as Excel (shared texts) or a writer of its own (inline) makes it. */
export function workbook(rows: readonly (readonly string[])[], texts: 'shared' | 'inline'): Buffer {
  const shared: string[] = [];
  const cell = (text: string, row: number, column: number) => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (text === '') return '';
    if (texts === 'inline')
      return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
    shared.push(`<si><r><t>${xml(text)}</t></r><rPh sb="0" eb="1"><t>SPOKEN</t></rPh></si>`);
    return `<c r="${at}" t="s"><v>${shared.length - 1}</v></c>`;
  };
  const lines = rows.map(
    (row, at) => `<row r="${at + 1}">${row.map((text, c) => cell(text, at, c)).join('')}</row>`,
  );
  const sheet = (data: string) => `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`;
  const parts = {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOC}"><sheets><sheet name="Summary" sheetId="1" r:id="rId1"/><sheet name="Review" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${DOC}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOC}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="A1"><v>42</v></c></row>'),
    'xl/worksheets/sheet2.xml': sheet(lines.join('')),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${shared.join('')}</sst>`,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOC = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
