import type { Source } from './config.js';
import type { FileColumns, FileList } from './file-lists.js';
import { type ExportUse, resolveFiles } from './resolve-files.js';
import type { SourceFile } from './schema.js';
import type { YamlPath } from './yaml.js';

type Layout = Pick<SourceFile, 'columns' | 'extra' | 'values'>;

type Found = Pick<Source, 'files'> & Partial<Pick<Source, 'fileColumns' | keyof Layout>>;

/**
 * The files of a source. Where some are laid out in their own way, the source has the fields of all of them, and
 * `fileColumns` says for each file which of these it has.
 */
export async function resolveLists(
  source: SourceFile,
  base: string,
  where: { readonly path: YamlPath; readonly use: ExportUse },
): Promise<Found> {
  const entries = [source.files ?? []].flat();
  const lists = entries.filter((entry): entry is FileList => typeof entry !== 'string');
  const plain = entries.filter((entry) => typeof entry === 'string');
  const files = plain.length === 0 ? [] : await resolveFiles(plain, base, where);
  if (lists.length === 0) return { files };
  const fileColumns = new Map<string, FileColumns>(
    files.map((file) => [file, { columns: source.columns, extra: source.extra, constant: {} }]),
  );
  for (const list of lists) {
    const { columns = source.columns, extra = source.extra, constant } = list;
    for (const file of await resolveFiles(list.path, base, where))
      fileColumns.set(file, { columns, extra, constant });
  }
  return { files: [...fileColumns.keys()].sort(), fileColumns, ...unionOf(source, lists) };
}

/** The fields of all files. A constant is said in the words of the program, and stands for itself in value lists. */
function unionOf(source: SourceFile, lists: readonly FileList[]): Layout {
  const { columns, extra, values } = source;
  const constants = Object.assign({}, ...lists.map(({ constant }) => constant)) as Record<string, string>;
  const meanings = lists.flatMap(({ constant }) =>
    Object.entries(constant).flatMap(([field, value]) => {
      const known = values[field];
      return known === undefined || value === undefined
        ? []
        : [[field, { ...known, [value]: value }] as const];
    }),
  );
  return {
    columns: Object.assign({}, columns, ...lists.map((list) => list.columns ?? {}), constants),
    extra: Object.assign({}, extra, ...lists.map((list) => list.extra ?? {})),
    values: { ...values, ...Object.fromEntries(meanings) },
  };
}
