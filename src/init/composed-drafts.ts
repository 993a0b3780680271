import type { ColumnProfile, FileProfile } from '../profile/profile.js';
import type { ListDecisions, SourceDecisions } from './decisions.js';
import type { ColumnDraft } from './source-draft.js';

/** The drafts with what `profile` takes for one field in several columns. */
export function withComposed(
  drafts: readonly ColumnDraft[],
  { columns, composed }: Pick<FileProfile, 'columns' | 'composed'>,
): readonly ColumnDraft[] {
  return composed.reduce<readonly ColumnDraft[]>((all, { field, how, columns: headers, isSure }) => {
    const parts = headers.flatMap((header) => columns.find((column) => column.header === header) ?? []);
    const [column] = parts;
    if (column === undefined) return all;
    const isPart = (draft: ColumnDraft) => draft.field === field || parts.includes(draft.column);
    const draft: ColumnDraft = { field, column, isSure, composed: { how, columns: parts } };
    const place = (one: ColumnDraft) => columns.indexOf(one.column);
    return [...all.filter((one) => !isPart(one)), draft].sort((a, b) => place(a) - place(b));
  }, drafts);
}

/**
 * Without any id the e-mail, the phone and the name together are one, those of them that there are; none where nobody
 * has an e-mail or a phone. Of several phones the first alone: a second one comes and goes.
 */
export function madeId(drafts: readonly ColumnDraft[]): readonly ColumnDraft[] {
  const of = (field: ColumnDraft['field']) =>
    drafts.filter((draft) => draft.field === field && partsOf(draft).some(({ filled }) => filled > 0));
  const reachable = [...of('email'), ...of('phone')];
  const [first] = reachable;
  if (first === undefined) return [];
  const columns = [...reachable.map(({ column }) => column), ...of('name').flatMap(partsOf)];
  return [
    {
      field: 'member_id',
      column: first.column,
      isSure: false,
      composed: { how: 'from', columns: [...new Set(columns)] },
    },
  ];
}

/** All columns of the export that a draft reads. */
export function partsOf({ column, composed }: ColumnDraft): readonly ColumnProfile[] {
  return composed?.columns ?? [column];
}

/** What is left where several columns are not one field: the name or the phone that stands best alone. */
export function alone({ field, composed }: ColumnDraft): readonly ColumnDraft[] {
  const column = composed?.columns.at(composed.how === 'join' ? -1 : 0);
  return column === undefined ? [] : [{ field, column, isSure: true }];
}

/** Where the family name comes first. */
const FAMILY_FIRST = ['KR', 'JP', 'CN', 'TW', 'HK', 'VN', 'HU'];

/** The source with names joined in the order of the country. */
export function inNameOrder(source: SourceDecisions, country: string): SourceDecisions {
  if (FAMILY_FIRST.includes(country)) return source;
  return { ...givenFirst(source), others: source.others.map(givenFirst) };
}

function givenFirst<List extends ListDecisions>(list: List): List {
  const columns = list.draft.columns.map((draft): ColumnDraft => {
    if (draft.composed?.how !== 'join') return draft;
    return { ...draft, composed: { ...draft.composed, columns: draft.composed.columns.toReversed() } };
  });
  return { ...list, draft: { ...list.draft, columns } };
}
