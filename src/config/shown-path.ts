import { isAbsolute, relative, sep } from 'node:path';

/** A path as one writes it in a folder: from there if it lies below, else as it is, as is the name of a table. */
export function shownFrom(folder: string, path: string): string {
  if (!isAbsolute(path)) return path;
  const short = relative(folder, path);
  return short === '' || short === '..' || short.startsWith(`..${sep}`) ? path : short;
}
