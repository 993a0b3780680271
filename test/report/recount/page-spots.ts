import { type Element, type Node, treeOf } from './page-tree.js';
import { place, type Spot } from './spot.js';

/** Texts that stand by themselves; what is inside the others belongs to the text around it. */
const BLOCKS = new Set([
  'style',
  ...['title', 'desc', 'text', 'p', 'li', 'dt', 'dd', 'td', 'th', 'caption', 'h1', 'h2', 'h3', 'h4'],
  ...['div', 'section', 'header', 'main', 'nav', 'ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tfoot', 'tr'],
  ...['svg', 'g', 'head', 'body', 'html', 'pre', 'figure', 'figcaption', 'details', 'summary', 'footer'],
]);

/** Where the reader is, from the outside in. */
interface Where {
  readonly section: string;
  /** The heading within the section, the caption, or the figure. */
  readonly within: string;
  readonly row: string;
  readonly column: string;
}

/** Every text of a page that is seen, read out or drawn, in its order. */
export function pageSpots(html: string): readonly Spot[] {
  const spots: Spot[] = [];
  walk(treeOf(html), { section: '', within: '', row: '', column: '' }, spots);
  return spots;
}

function walk(element: Element, where: Where, spots: Spot[]): void {
  const { tag } = element;
  if (tag === 'style' || tag === 'meta') return;
  if (tag === 'table') tableSpots(element, where, spots);
  else if (tag === 'dl') figureSpots(element, where, spots);
  else textSpots(element, where, spots);
}

function textSpots(element: Element, where: Where, spots: Spot[]): void {
  const { tag, attributes, children } = element;
  for (const name of ['aria-label', 'alt', 'title', 'placeholder'])
    if (attributes[name] !== undefined) spots.push({ place: at(where, name), text: attributes[name].trim() });
  let inside = { ...where, section: sectionOf(element) ?? where.section };
  const own = ownText(element);
  if (own !== '') spots.push({ place: at(inside, placeOf(tag)), text: own });
  for (const child of blocksIn(children)) {
    walk(child, inside, spots);
    if (child.tag === 'h3') inside = { ...inside, within: textOf(child) };
  }
}

function at({ section, within, row, column }: Where, what: string): string {
  return place(...[section, within, row, column, what].filter((part) => part !== ''));
}

/** What a cell says stands at its column, a drawing at its kind, everything else is prose. */
function placeOf(tag: string): string {
  return ['title', 'desc', 'text', 'caption', 'th', 'td'].includes(tag) ? tag : 'text';
}

function sectionOf({ tag, children }: Element): string | undefined {
  if (['head', 'header', 'nav'].includes(tag)) return tag;
  if (tag !== 'section') return undefined;
  const heading = elementsIn(children).find((child) => child.tag === 'h2');
  return heading === undefined ? 'section' : textOf(heading);
}

function tableSpots(table: Element, where: Where, spots: Spot[]): void {
  const caption = elementsIn(table.children).find(({ tag }) => tag === 'caption');
  const named = { ...where, within: caption === undefined ? where.within : textOf(caption) };
  if (caption !== undefined) spots.push({ place: at(named, 'caption'), text: textOf(caption) });
  const [head, ...lines] = rowsIn(table);
  const columns = (head === undefined ? [] : elementsIn(head.children)).map(textOf);
  for (const column of columns) spots.push({ place: at(named, 'head'), text: column });
  for (const line of lines) {
    const cells = elementsIn(line.children);
    const row = cells[0] === undefined ? '' : textOf(cells[0]);
    cells.forEach((cell, n) => {
      walk(cell, { ...named, row, column: columns[n] ?? `column ${n + 1}` }, spots);
    });
  }
}

function rowsIn({ children }: Element): readonly Element[] {
  return elementsIn(children).flatMap((child) => (child.tag === 'tr' ? [child] : rowsIn(child)));
}

/** A list of terms with what is said of each: a number, and a note about it. */
function figureSpots({ children }: Element, where: Where, spots: Spot[]): void {
  let term = '';
  const terms = (inside: readonly Node[]): readonly Element[] =>
    elementsIn(inside).flatMap((child) => (child.tag === 'div' ? terms(child.children) : [child]));
  for (const child of terms(children)) {
    if (child.tag === 'dt') term = textOf(child);
    walk(child, { ...where, row: term }, spots);
  }
}

/** What an element says itself, with the words inside that are no text of their own. */
function ownText({ children }: Element): string {
  const words = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => (typeof node === 'string' ? node : BLOCKS.has(node.tag) ? '' : words(node.children)))
      .join('');
  return words(children).replace(/\s+/g, ' ').trim();
}

/** The texts below that stand by themselves, also those within a word that does not. */
function blocksIn(children: readonly Node[]): readonly Element[] {
  return elementsIn(children).flatMap((child) =>
    BLOCKS.has(child.tag) ? [child] : blocksIn(child.children),
  );
}

function elementsIn(children: readonly Node[]): readonly Element[] {
  return children.filter((child) => typeof child !== 'string');
}

function textOf(element: Element): string {
  const all = (node: Node): string => (typeof node === 'string' ? node : node.children.map(all).join(''));
  return all(element).replace(/\s+/g, ' ').trim();
}
