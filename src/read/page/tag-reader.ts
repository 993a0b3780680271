import { spelled } from './entities.js';

/** What stands in a page, as far as a table needs it. */
export interface TagHandlers {
  readonly open: (name: string, attributes: string) => void;
  readonly close: (name: string) => void;
  /** Without markup; entities are spelled out. */
  readonly text: (text: string) => void;
}

/** More than a tag with inline styles needs; what is longer is no tag. */
const MOST_TAG = 65_536;

/** Splits a page that arrives in pieces into tags and text. Comments, scripts and styles are left out. */
export class TagReader {
  private rest = '';
  private skipTo: string | undefined;

  constructor(private readonly handlers: TagHandlers) {}

  write(piece: string): void {
    this.rest += piece;
    for (;;) {
      const used = this.skipTo === undefined ? this.next() : this.skip(this.skipTo);
      if (used === undefined) return;
      this.rest = this.rest.slice(used);
    }
  }

  /** How many characters were understood; undefined: more must come. */
  private next(): number | undefined {
    const { rest } = this;
    if (rest === '') return undefined;
    if (!rest.startsWith('<')) return this.words(rest.indexOf('<'));
    if (rest.length < 4) return undefined;
    if (rest.startsWith('<!--')) {
      this.skipTo = '-->';
      return 4;
    }
    const end = /^<[a-z/!?]/i.test(rest) ? tagEnd(rest) : 1;
    if (end === undefined) return rest.length > MOST_TAG ? 1 : undefined;
    if (end === 1) this.handlers.text('<');
    else this.tag(rest.slice(1, end - 1));
    return end;
  }

  private words(until: number): number | undefined {
    const all = until > 0 ? this.rest.slice(0, until) : this.rest;
    // An entity may be cut where the piece ends.
    const cut = until > 0 ? -1 : all.search(/&[#\w]{0,10}$/);
    const text = cut < 0 ? all : all.slice(0, cut);
    if (text === '') return undefined;
    this.handlers.text(spelled(text));
    return text.length;
  }

  private tag(inner: string): void {
    const [, slash, name = '', attributes = ''] = /^(\/?)([a-z][^\s/>]*)(.*)$/is.exec(inner) ?? [];
    const word = name.toLowerCase();
    if (slash === '/') this.handlers.close(word);
    else if (word !== '') this.handlers.open(word, attributes);
    if (slash === '' && SKIPPED.test(word) && !attributes.endsWith('/')) this.skipTo = `</${word}`;
  }

  private skip(to: string): number | undefined {
    const at = this.rest.toLowerCase().indexOf(to);
    if (at < 0) return this.rest.length > to.length ? this.rest.length - to.length : undefined;
    this.skipTo = undefined;
    return at + (to === '-->' ? to.length : 0);
  }
}

const SKIPPED = /^(script|style|xml|title|textarea)$/;

/**
 * Behind the `>` of the tag that begins the text; undefined where it has not come yet. A `>` in quotes is none; a
 * quote begins only behind `=`, so that `title=O'Brien` does not swallow the rows up to the next one.
 */
function tagEnd(text: string): number | undefined {
  return /^<(?:[^=>]|=\s*"[^"]*"|=\s*'[^']*'|=(?!\s*["']))*>/.exec(text)?.[0].length;
}
