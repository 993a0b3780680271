import { basename } from 'node:path';
import type { Field } from '../config/fields.js';
import type { ListDecisions, SourceDecisions } from './decisions.js';
import type { ProfiledList } from './profile-lists.js';
import { draftSource, type SourceDraft } from './source-draft.js';
import type { ValueList } from './value-words.js';
import type { InitWords } from './words.js';

/** A source before its rows have been asked. */
export type DraftedSource = Pick<
  SourceDecisions,
  'name' | 'files' | 'draft' | 'header' | 'others' | 'status'
>;

/** What the lists of a source are taken for; the first is the one whose columns the source has. */
export function draftLists(name: string, lists: readonly ProfiledList[], words: InitWords): DraftedSource {
  const [first, ...others] = lists.map(({ files, profile }): ListDecisions => {
    const draft = draftSource(name, profile);
    const status = lists.length > 1 ? statusOf(draft, words) : undefined;
    return { files, draft, ...(status === undefined ? {} : { status }) };
  });
  if (first === undefined) throw new Error(`${name} has no file`);
  const drafts = [first.draft, ...others.map(({ draft }) => draft)];
  const totalRows = [...new Set(drafts.flatMap(({ profile }) => profile.totalRows))];
  return {
    ...{ ...first, name, others },
    header: lists[0]?.header ?? 'every_file',
    draft: { ...first.draft, ...sharedBy(drafts), profile: { ...first.draft.profile, totalRows } },
  };
}

/** A list of the dormant often says so in its name alone. */
function statusOf({ columns, profile }: SourceDraft, words: InitWords): ListDecisions['status'] {
  if (columns.some(({ field }) => field === 'status')) return undefined;
  const said = [basename(profile.path).normalize('NFC'), ...profile.columns.map(({ header }) => header)];
  const list = { name: basename(profile.path) };
  const guess = words.statusOfList(list);
  if (said.some((text) => /휴면|dormant|inactive/i.test(text))) return { value: 'dormant', guess };
  return said.some((text) => /탈퇴|withdrawn/i.test(text)) ? { value: 'withdrawn', guess } : undefined;
}

/** Formats and value lists belong to a source: those of all of its files, without what its preset says already. */
function sharedBy(drafts: readonly SourceDraft[]): Pick<SourceDraft, 'formats' | 'values'> {
  const fields = [...new Set(drafts.flatMap(({ values }) => values.map(({ field }) => field)))];
  const dated = [...new Set(drafts.flatMap(({ formats }) => formats.map(({ field }) => field)))];
  return {
    values: fields.flatMap((field) => {
      const list = listOf(field, drafts);
      return list === undefined ? [] : [{ field, list }];
    }),
    formats: dated.flatMap((field) => {
      const formats = formatsOf(field, drafts);
      return formats.length === 0 ? [] : [{ field, formats }];
    }),
  };
}

/** What is written takes the place of all that the preset says of the field; undefined where that is enough. */
function listOf(field: Field, drafts: readonly SourceDraft[]): ValueList | undefined {
  const [own = [], ...others] = drafts.map(({ values }) =>
    values.filter((one) => one.field === field).map(({ list }) => list),
  );
  const said = drafts[0]?.preset?.preset.source.values?.[field];
  if (said === undefined) return unionOf([...own, ...others.flat()]);
  if (others.flat().every(({ meanings }) => meanings.every(({ text }) => text in said))) return undefined;
  return unionOf([asList(said), ...own, ...others.flat()]);
}

function formatsOf(field: Field, drafts: readonly SourceDraft[]): readonly string[] {
  const said = drafts[0]?.preset?.preset.source.formats?.[field];
  const open = said === undefined ? drafts : drafts.slice(1);
  const found = [...new Set(open.flatMap((draft) => formatsIn(draft, field)))];
  if (said === undefined) return found;
  return found.every((format) => said.includes(format)) ? [] : [...new Set([...said, ...found])];
}

function asList(said: Readonly<Record<string, string | boolean>>): ValueList {
  const meanings = Object.entries(said).map(([text, meaning]) => ({ text, meaning: `${meaning}`, count: 0 }));
  return { meanings, unknown: [] };
}

/** With formats only those are tried, so a list whose dates are of the usual kind names them as well. */
function formatsIn({ columns }: SourceDraft, field: string): readonly string[] {
  const column = columns.find((one) => one.field === field)?.column;
  return column?.formats.map(({ format }) => format) ?? [];
}

function unionOf(lists: readonly ValueList[]): ValueList {
  return {
    meanings: counted(lists.flatMap((list) => list.meanings)),
    unknown: counted(lists.flatMap((list) => list.unknown)),
  };
}

/** Each text once, in the order in which they come. */
function counted<One extends { readonly text: string; readonly count: number }>(
  all: readonly One[],
): readonly One[] {
  const byText = new Map<string, One>();
  for (const one of all) {
    const known = byText.get(one.text);
    byText.set(one.text, known === undefined ? one : { ...known, count: known.count + one.count });
  }
  return [...byText.values()];
}
