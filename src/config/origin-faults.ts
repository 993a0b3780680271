import type { Fault } from '../failure.js';
import type { DatabaseFile } from './database-schema.js';
import type { SourceFile } from './schema.js';
import { whyNoSelect } from './single-select.js';
import type { Yaml, YamlPath } from './yaml.js';

interface Written {
  readonly files?: unknown;
  readonly from?: DatabaseFile | undefined;
  readonly freshness?: SourceFile['freshness'];
}

/** What keeps an export from being read from files, or from a database, but not from both. */
export function originFaults(
  yaml: Yaml,
  path: YamlPath,
  { files, from, freshness }: Written,
): readonly Fault[] {
  const at = (inner: YamlPath, message: string, hint?: string): Fault => ({
    file: yaml.file,
    ...yaml.where([...path, ...inner]),
    message: `${path.join('.')}.${message}`,
    ...(hint === undefined ? {} : { hint }),
  });
  if (from === undefined)
    return files === undefined
      ? [at([], 'files is missing', 'name the files of the export, or a database under from')]
      : [];
  const needless = OF_FILES.filter((key) => isWritten(yaml.value, [...path, key])).map((key) =>
    at([key], `${key}: an export has files or a database, not both`, `take out ${key}, or take out from`),
  );
  const isByFile = freshness !== undefined && (typeof freshness === 'string' || freshness.by === 'file');
  const aged = isByFile
    ? [at(['freshness'], 'freshness: a table has no age of its own', 'such as by: newest updated_at')]
    : [];
  return [
    ...needless,
    ...aged,
    ...relationFaults(from).map(([key, ...words]) => at(['from', key], ...words)),
  ];
}

const OF_FILES = ['files', 'encoding', 'delimiter', 'quote', 'header_row', 'complete'];

/** The key at fault, the message and the hint. */
function relationFaults({
  client,
  table,
  schema,
  query,
}: DatabaseFile): readonly [string, string, string?][] {
  if (table === undefined && query === undefined)
    return [['', 'from: has neither table nor query', 'such as table: members']];
  if (query === undefined)
    return schema !== undefined && client === 'better-sqlite3'
      ? [['schema', 'from.schema: SQLite has no schemas', 'take it out']]
      : [];
  if (table !== undefined) return [['query', 'from: has both table and query', 'take out one of them']];
  if (schema !== undefined) return [['schema', 'from.schema: belongs to a table', 'write it into the query']];
  const why = whyNoSelect(query);
  return why === undefined ? [] : [['query', `from.query: ${why}`, 'anything else belongs into a view']];
}

function isWritten(value: unknown, path: YamlPath): boolean {
  let level = value;
  for (const step of path) {
    if (typeof level !== 'object' || level === null || !Object.hasOwn(level, step)) return false;
    level = (level as Record<string | number, unknown>)[step];
  }
  return true;
}
