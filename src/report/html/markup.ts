import { escapeHtml, splitUnseen } from '../escape.js';

/**
 * HTML is composed, never concatenated by hand: a plain value put into the template is escaped, and only
 * `Markup` goes in as it is.
 */
export interface Markup {
  readonly markup: string;
}

type MarkupValue = Markup | readonly Markup[] | string | number;

/** A piece of a page. */
export function html(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return { markup: String.raw({ raw: parts }, ...values.map(render)) };
}

/** Text that came from a file or a config: its direction is kept to itself, and controls are set apart. */
export function input(text: string): Markup {
  const pieces = splitUnseen(text).map(({ unseen, plain }) =>
    unseen === '' ? breakable(plain) : html`<span class="unseen">${unseen}</span>`,
  );
  return html`<bdi>${pieces}</bdi>`;
}

/**
 * A word longer than any of ours may be broken anywhere, so that no table is wider than paper for its sake; all
 * others stay whole, also where a column is narrow. A member id has 21 characters.
 */
export function breakable(text: string): Markup {
  const pieces = text.split(/(\S{25,})/u);
  return html`${pieces.map((piece, at) => (at % 2 === 1 ? html`<span class="long">${piece}</span>` : html`${piece}`))}`;
}

/** Constant HTML or CSS of our own source, never a piece of input. */
export function constant(markup: string): Markup {
  return { markup };
}

export const nothing: Markup = { markup: '' };

function render(value: MarkupValue): string {
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('markup' in value) return value.markup;
  return value.map((piece) => piece.markup).join('');
}
