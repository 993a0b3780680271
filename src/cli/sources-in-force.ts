import { isDeepStrictEqual } from 'node:util';
import { Document, isCollection, isNode } from 'yaml';
import type { Config, Source } from '../config/config.js';
import { sourcePreset } from '../config/source-presets.js';
import { messagesIn } from '../report/messages.js';

/** What a preset may say about a source. */
const KEYS = ['text_mark', 'columns', 'extra', 'formats', 'values'] as const;

/** The sources as the config could say them without presets; what comes from a preset is marked. */
export function sourcesText({ sources }: Pick<Config, 'sources'>): string {
  return `sources:\n${sources.map((source) => indented(sourceText(source))).join('')}`;
}

export function sourcesEvent({ path, sources }: Config) {
  return {
    event: 'sources' as const,
    config: path,
    sources: sources.map((source) => ({
      name: source.name,
      preset: source.preset?.name ?? null,
      text: sourceText(source),
    })),
  };
}

/** A line for each source that has a preset. */
export function presetLines({ sources, report }: Pick<Config, 'sources' | 'report'>): string {
  const { cli } = messagesIn(report.lang);
  return sources
    .flatMap(({ name, preset }) =>
      preset === undefined
        ? []
        : [`${cli.preset({ source: name, preset: preset.name, columns: preset.columns.size })}\n`],
    )
    .join('');
}

function sourceText(source: Source): string {
  const shown = KEYS.flatMap((key) => {
    const value = source[key];
    const isThere = value !== undefined && (typeof value === 'string' || Object.keys(value).length > 0);
    return isThere ? [[key, value] as const] : [];
  });
  const document = new Document({ [source.name]: Object.fromEntries(shown) });
  for (const [key, value] of shown)
    for (const field of typeof value === 'string' ? [] : Object.keys(value))
      mark(document, [source.name, key, field], fromPreset(source, [key, field]));
  mark(document, [source.name, 'text_mark'], fromPreset(source, ['text_mark']));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The name of the preset where it says the same. */
function fromPreset(source: Source, path: readonly string[]): string | undefined {
  const preset = source.preset === undefined ? undefined : sourcePreset(source.preset.name);
  const said = valueAt(preset?.source, path);
  return said !== undefined && isDeepStrictEqual(said, valueAt(source, path)) ? preset?.name : undefined;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (inner as Readonly<Record<string, unknown>> | undefined)?.[step],
    value,
  );
}

function mark(document: Document, path: readonly string[], preset: string | undefined): void {
  const node = document.getIn(path, true);
  if (!isNode(node)) return;
  if (isCollection(node)) node.flow = true;
  if (preset !== undefined) node.comment = ` preset ${preset}`;
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
