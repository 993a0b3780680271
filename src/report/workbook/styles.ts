/** How cells look; the number of a style is its place in STYLES. */
export type StyleName = keyof typeof LOOKS;

interface Look {
  readonly format: number;
  readonly font?: number;
  readonly fill?: number;
  readonly border?: number;
  readonly alignment?: string;
}

/** Numbers of ECMA-376, 18.8.30, and from 164 on those of FORMATS. Text cells stay text when they are edited. */
const TEXT = 49;
const WHOLE = 3;
const PERCENT = 10;
const FORMATS: Readonly<Record<number, string>> = {
  164: 'yyyy-mm-dd',
  165: '+#,##0;-#,##0;0',
  166: '#,##0.00####',
  167: '+0.000;-0.000;0.000',
};

const WRAPPED = '<alignment vertical="top" wrapText="1"/>';
const WRAPPED_RIGHT = '<alignment horizontal="right" vertical="top" wrapText="1"/>';
const TOP = '<alignment vertical="top"/>';

const LOOKS = {
  none: { format: 0 },
  text: { format: TEXT, alignment: TOP },
  count: { format: WHOLE, alignment: TOP },
  difference: { format: 165, alignment: TOP },
  share: { format: PERCENT, alignment: TOP },
  amount: { format: 166, alignment: TOP },
  day: { format: 164, alignment: TOP },
  bits: { format: 167, alignment: TOP },
  decimal: { format: TEXT, alignment: '<alignment horizontal="right" vertical="top"/>' },
  footText: { format: TEXT, font: 1, border: 1 },
  footCount: { format: WHOLE, font: 1, border: 1 },
  footAmount: { format: 166, font: 1, border: 1 },
  footDifference: { format: 165, font: 1, border: 1 },
  footShare: { format: PERCENT, font: 1, border: 1 },
  head: { format: TEXT, font: 1, fill: 2, border: 2, alignment: WRAPPED },
  headRight: { format: TEXT, font: 1, fill: 2, border: 2, alignment: WRAPPED_RIGHT },
  title: { format: TEXT, font: 2 },
  caption: { format: TEXT, font: 1 },
  note: { format: TEXT, font: 3 },
  command: { format: TEXT, font: 4 },
  input: { format: TEXT, fill: 3, border: 3, alignment: TOP },
} as const satisfies Record<string, Look>;

const FONTS = [
  '<font><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="14"/><name val="Calibri"/></font>',
  '<font><i/><sz val="11"/><color rgb="FF595959"/><name val="Calibri"/></font>',
  '<font><sz val="11"/><name val="Consolas"/></font>',
];

/** The first two are prescribed. */
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('FFE7EDF3'),
  solid('FFFFF8DC'),
];

const BORDERS = [
  border(''),
  border('<top style="thin"><color rgb="FF8C8C8C"/></top>'),
  border('', '<bottom style="thin"><color rgb="FF8C8C8C"/></bottom>'),
  border(
    '<top style="hair"><color rgb="FFBFBFBF"/></top>',
    '<bottom style="hair"><color rgb="FFBFBFBF"/></bottom>',
  ),
];

const NAMES = Object.keys(LOOKS) as readonly StyleName[];

const NUMBERS = Object.fromEntries(NAMES.map((name, at) => [name, at])) as Readonly<
  Record<StyleName, number>
>;

/** The number by which a cell names its style. */
export function styleNumber(name: StyleName): number {
  return NUMBERS[name];
}

/** The part `xl/styles.xml`. */
export function stylesXml(): string {
  const formats = Object.entries(FORMATS).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`,
  );
  const looks = NAMES.map((name) => lookXml(LOOKS[name]));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${list('numFmts', formats)}${list('fonts', FONTS)}${list('fills', FILLS)}${list('borders', BORDERS)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', looks)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function lookXml({ format, font = 0, fill = 0, border: line = 0, alignment = '' }: Look): string {
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${line}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`;
}

function list(tag: string, items: readonly string[]): string {
  return `<${tag} count="${items.length}">${items.join('')}</${tag}>`;
}

function solid(color: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function border(top: string, bottom = '<bottom/>'): string {
  return `<border><left/><right/>${top === '' ? '<top/>' : top}${bottom}<diagonal/></border>`;
}
