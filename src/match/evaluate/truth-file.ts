import type { Engine } from '../../engine/engine.js';
import { Faults } from '../../failure.js';
import { PAIR_COLUMNS } from '../decided-pairs.js';
import { type EditedFile, headerOf, readEdited, type Wrong } from '../edited-file.js';

/** What a file of known matches says: who each row is, or which pairs of rows are one person. */
export type TruthKind = 'persons' | 'pairs';

/** Needed columns first; the others are read where the file has them. */
const COLUMNS: Readonly<
  Record<TruthKind, { readonly needed: readonly string[]; readonly more: readonly string[] }>
> = {
  persons: { needed: ['source', 'source_member_id', 'person'], more: [] },
  pairs: { needed: PAIR_COLUMNS, more: ['rows_hash', 'stratum', 'stratum_pairs'] },
};

/** A truth file in the engine, in the table `read__truth`. */
export interface TruthFile extends EditedFile {
  readonly kind: TruthKind;
}

/**
 * Its kind follows from its header; every record must be readable. Throws Faults, or a Failure for a file that
 * cannot be opened.
 */
export async function readTruthFile(engine: Engine, path: string, workDirectory: string): Promise<TruthFile> {
  const { header, kind } = await openTruthFile(path);
  const { needed, more } = COLUMNS[kind];
  const columns = [...needed, ...more.filter((column) => header.includes(column))];
  const file = await readEdited(engine, { path, name: '_truth', columns, header }, workDirectory);
  return { ...file, kind };
}

/** Looks at the header alone, so that the wrong file is told before minutes are spent. Throws as `readTruthFile`. */
export async function openTruthFile(
  path: string,
): Promise<{ readonly header: readonly string[]; readonly kind: TruthKind }> {
  const header = await headerOf(path, 'name the file of known matches');
  return { header, kind: kindOf(path, header) };
}

/** Figures over nothing would look like figures. */
export function nothingAccepted(column: string): Wrong {
  const message = 'not one of the ids in this file is an accepted row';
  const hint = 'is it the truth of other exports, or did a spreadsheet drop leading zeros?';
  return { at: 0n, column, message, hint };
}

function kindOf(path: string, header: readonly string[]): TruthKind {
  const found = (['persons', 'pairs'] as const).find((kind) =>
    COLUMNS[kind].needed.every((column) => header.includes(column)),
  );
  if (found !== undefined) return found;
  const message = 'the header is neither that of known persons nor that of decided pairs';
  const hint = `expected ${COLUMNS.persons.needed.join(',')} or ${COLUMNS.pairs.needed.join(',')}${missingFrom(header)}`;
  throw new Faults([{ file: path, line: 1, column: 1, message, hint }]);
}

function missingFrom(header: readonly string[]): string {
  const near = Object.values(COLUMNS).find(({ needed }) => needed.some((column) => header.includes(column)));
  const missing = near?.needed.filter((column) => !header.includes(column)) ?? [];
  return missing.length === 0 ? '' : `; missing: ${missing.join(', ')}`;
}
