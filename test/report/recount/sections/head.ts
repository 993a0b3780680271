import { total } from '../persons.js';
import type { Recount } from '../recount.js';
import { sheetNumber } from '../sheet-spots.js';
import { place } from '../spot.js';
import { type Claims, figure, onSummary, percentOf, whole } from '../table.js';

/** What the report calls itself, what to type, and the numbers for a reader in a hurry. */
export function headClaims({ tables, persons, isNew, pairs }: Recount): Claims {
  const { plan, config } = tables;
  const title = `${config.project}: membership merge, ${plan.as_of}`;
  const moved = (movement: string) => persons.filter((one) => one.movement === movement).length;
  const some = (label: string, part: number) =>
    figure('At a glance', label, whole(part), percentOf(part, persons.length));
  return {
    page: [
      { place: place('head', 'title'), text: title },
      ...figure('header', 'As of', `${plan.as_of} (${plan.time_zone})`),
      ...figure('header', 'Run', plan.run_id),
      ...figure('At a glance', 'Members', whole(persons.length)),
      ...some('New', total(persons.map((one) => (isNew(one) ? 1 : 0)))),
      ...some('Up', moved('up')),
      ...some('Down', moved('down')),
      ...some('Left', moved('left')),
      ...figure('At a glance', 'Pairs for review', whole(pairs.review.length)),
    ],
    sheet: [
      ...onSummary(title),
      { place: place('Summary', 'As of', 'fact'), text: sheetNumber(serialOf(plan.as_of)) },
      { place: place('Summary', 'Run', 'fact'), text: plan.run_id },
    ],
  };
}

/** Days since 1899-12-30, as a spreadsheet counts them. */
export function serialOf(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.parse('1899-12-30T00:00:00Z')) / 86_400_000;
}
