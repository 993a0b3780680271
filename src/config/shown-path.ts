import { relative, sep } from 'node:path';

/** A path as one writes it in a folder: from there if it lies below, else as it is. */
export function shownFrom(folder: string, path: string): string {
  const short = relative(folder, path);
  return short === '' || short === '..' || short.startsWith(`..${sep}`) ? path : short;
}
