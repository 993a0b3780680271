/** An element of a page, or a text of it. */
export type Node = Element | string;

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
}

const VOID = ['meta', 'link', 'br', 'hr', 'img', 'input'];

/** A page as a tree. Throws where elements do not nest, or a text has a character that must be an entity. */
export function treeOf(html: string): Element {
  const root: Element = { tag: 'page', attributes: {}, children: [] };
  const open = [root];
  for (const [token] of html.replace(/^<!doctype html>/, '').matchAll(TOKEN)) {
    const inside = open.at(-1) ?? root;
    if (inside.tag === 'style' && !token.startsWith('</style')) inside.children.push(token);
    else if (token.startsWith('</')) close(open, token.slice(2, -1));
    else if (token.startsWith('<')) begin(open, inside, token);
    else inside.children.push(decoded(token));
  }
  if (open.length !== 1) throw new Error(`${open.at(-1)?.tag} is never closed`);
  return root;
}

const TOKEN = /<\/?[a-z][^<>]*>|[^<]+|</gi;
const TAG = /^<([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"]*")?)*)\s*(\/?)>$/;

function begin(open: Element[], inside: Element, token: string): void {
  const [, tag, attributes = '', isClosed] = TAG.exec(token) ?? [];
  if (tag === undefined) throw new Error(`${token} is no tag`);
  const named = [...attributes.matchAll(/([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?/g)];
  const element: Element = {
    tag,
    attributes: Object.fromEntries(named.map(([, name, value = '']) => [name, decoded(value)])),
    children: [],
  };
  inside.children.push(element);
  if (isClosed !== '/' && !VOID.includes(tag)) open.push(element);
}

function close(open: Element[], tag: string): void {
  const last = open.pop();
  if (last?.tag !== tag) throw new Error(`${tag} is closed within ${last?.tag}`);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function decoded(text: string): string {
  if (/[<>]/.test(text)) throw new Error(`${text} is no text`);
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name = '') =>
    code === undefined ? (NAMED[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
