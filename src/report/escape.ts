/**
 * Input text is shown, never obeyed. Control characters, bidi controls, invisible format characters and
 * lone surrogates become their code in ASCII, so that a name can neither colour a terminal, reverse the
 * order of a line, break a table, nor look equal to another name by an invisible letter.
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text for one line of a terminal: every control character made visible as `\x1b` or `\u202e`. */
export function escapeTerminal(text: string): string {
  return text.replace(UNSEEN, codeOf);
}

/** Text for HTML content or a quoted attribute value, with controls made visible as well. */
export function escapeHtml(text: string): string {
  return escapeTerminal(text).replace(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** Cuts text into pieces, each either plain or one run of characters that cannot be seen. */
export function splitUnseen(text: string): readonly { readonly unseen: string; readonly plain: string }[] {
  const pieces = text.split(/([\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+)/gu);
  return pieces.flatMap((piece, at) => {
    if (piece === '') return [];
    return [at % 2 === 1 ? { unseen: escapeTerminal(piece), plain: '' } : { unseen: '', plain: piece }];
  });
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
