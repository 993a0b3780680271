import type { Recount } from '../recount.js';
import {
  type Claims,
  count,
  joined,
  NONE,
  onPage,
  onSheet,
  onSummary,
  sentence,
  share,
  text,
  whole,
} from '../table.js';

/** Who is new, changed, unchanged and gone. */
export function memberClaims({ persons, isNew, isChanged, gone }: Recount): Claims {
  const all = persons.length;
  const added = persons.filter(isNew).length;
  const changed = persons.filter((one) => !isNew(one) && isChanged(one)).length;
  const kinds = [
    ['New', added],
    ['Changed', changed],
    ['Unchanged', all - added - changed],
  ] as const;
  const table = (last: readonly [ReturnType<typeof text>, ...ReturnType<typeof text>[]]) => ({
    section: 'Members',
    caption: 'Members by what the plan does with them',
    heads: ['Kind', 'Members', 'Share'],
    rows: [...kinds.map(([kind, part]) => [text(kind), count(part), share(part, all)]), last],
  });
  const left = `Gone: ${whole(gone.length)}. They are in no export any more and are not part of the total.`;
  const sum = kinds.map(([kind, part]) => `${whole(part)} ${kind.toLowerCase()}`).join(' + ');
  return joined(
    onPage(table([text('Total'), count(all), NONE])),
    onSheet(table([text('Members'), count(all), share(all, all)])),
    {
      page: [...sentence('Members', `${whole(all)} members = ${sum}`), ...sentence('Members', left)],
      sheet: onSummary(left),
    },
  );
}
