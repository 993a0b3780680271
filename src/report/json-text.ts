import { UNSEEN } from './escape.js';

/**
 * JSON in which every character that cannot be seen is written as its code: the same value to a program, and no
 * colour, link or reversed line to the terminal of somebody who looks at it.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSEEN, (character) =>
    character === '\n' ? character : codesOf(character),
  );
}

/** A character beyond the first 65,536 is two codes. */
function codesOf(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    const code = character.charCodeAt(at).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  }).join('');
}
