import type { ColumnDraft } from './column-draft.js';
import type { ListDecisions, SourceDecisions } from './decisions.js';

/** Where the family name comes first. */
const FAMILY_FIRST = ['KR', 'JP', 'CN', 'TW', 'HK', 'VN', 'HU'];

/** The source with names joined in the order of the country. */
export function inNameOrder(source: SourceDecisions, country: string): SourceDecisions {
  if (FAMILY_FIRST.includes(country)) return source;
  return { ...givenFirst(source), others: source.others.map(givenFirst) };
}

function givenFirst<List extends ListDecisions>(list: List): List {
  const said = list.draft.preset?.preset.source.columns;
  const columns = list.draft.columns.map((draft): ColumnDraft => {
    // A preset knows the order of its columns.
    if (draft.composed?.how !== 'join' || said?.[draft.field] !== undefined) return draft;
    return { ...draft, composed: { ...draft.composed, columns: draft.composed.columns.toReversed() } };
  });
  return { ...list, draft: { ...list.draft, columns } };
}
