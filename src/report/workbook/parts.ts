import type { Part } from './archive.js';
import { filterRange, type Sheet, sheetXml } from './sheet.js';
import { stylesXml } from './styles.js';
import { xmlText } from './xml.js';

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The part that says which program saved the file last. */
export const PROGRAM_PART = 'docProps/app.xml';

export const PROGRAM_XML = `${HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>tier-merge</Application></Properties>`;

/** The name of the part of a sheet, from 0. */
export function sheetPart(at: number): string {
  return `xl/worksheets/sheet${at + 1}.xml`;
}

/** A workbook of these sheets, part by part. */
export function workbookParts(sheets: readonly Sheet[]): readonly Part[] {
  return [
    ...Object.entries(frameParts(sheets)).map(([name, xml]) => ({ name, texts: [xml] })),
    { name: 'xl/styles.xml', texts: [stylesXml()] },
    ...sheets.map((sheet, at) => ({ name: sheetPart(at), texts: sheetXml(sheet) })),
  ];
}

/** The parts that hold the sheets together, by their names. */
function frameParts(sheets: readonly Sheet[]): Readonly<Record<string, string>> {
  return {
    '[Content_Types].xml': contentTypes(sheets),
    '_rels/.rels': relations([
      ['officeDocument', 'xl/workbook.xml'],
      ['extended-properties', PROGRAM_PART],
    ]),
    [PROGRAM_PART]: PROGRAM_XML,
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  };
}

function contentTypes(sheets: readonly Sheet[]): string {
  const parts: readonly (readonly [string, string])[] = [
    ['xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`],
    ...sheets.map((_, at) => [sheetPart(at), `${SPREADSHEET}.worksheet+xml`] as const),
    ['xl/styles.xml', `${SPREADSHEET}.styles+xml`],
    [PROGRAM_PART, 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
  ];
  const overrides = parts.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`);
  return `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const entries = sheets.map(
    ({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${HEADER}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${entries.join('')}</sheets>${definedNames(sheets)}</workbook>`;
}

/** Filters and the rows that every printed page repeats. Sorted by name, as the programs that read them want it. */
function definedNames(sheets: readonly Sheet[]): string {
  const filters = sheets.flatMap((sheet, at) => {
    const range = filterRange(sheet, '$');
    return range === null
      ? []
      : [definedName('_xlnm._FilterDatabase', at, `${quoted(sheet)}!${range}`, ' hidden="1"')];
  });
  const titles = sheets.flatMap((sheet, at) =>
    sheet.filter === undefined
      ? []
      : [
          definedName(
            '_xlnm.Print_Titles',
            at,
            `${quoted(sheet)}!$${sheet.filter.head}:$${sheet.filter.head}`,
          ),
        ],
  );
  const all = [...filters, ...titles];
  return all.length === 0 ? '' : `<definedNames>${all.join('')}</definedNames>`;
}

function definedName(name: string, sheet: number, cells: string, attributes = ''): string {
  return `<definedName name="${name}" localSheetId="${sheet}"${attributes}>${cells}</definedName>`;
}

function quoted({ name }: Sheet): string {
  return `'${xmlText(name)}'`;
}
