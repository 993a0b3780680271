import type { Source } from '../../config/config.js';
import type { Origin } from '../../config/origin.js';
import { type Fault, Faults } from '../../failure.js';
import { suggestion } from '../header.js';
import { type Mapping, mappingsOf, tidy } from '../mapping.js';
import { presetAdvice } from '../preset-advice.js';
import type { FoundColumn, Snapshot } from './snapshot.js';

/** A column that the config names, as the database has it. */
export interface WantedColumn {
  /** As the config has it. */
  readonly header: string;
  readonly found: FoundColumn;
}

/** The configured columns, the key first. Throws Faults that name what is not there, and what is nearest. */
export async function findColumns(
  snapshot: Snapshot,
  source: Source,
  origin: Origin,
): Promise<readonly WantedColumn[]> {
  const columns = await snapshot.columns(origin);
  const mappings = mappingsOf(source).toSorted((a, b) => rank(a) - rank(b));
  const headers = [...new Set(mappings.map(({ header }) => header))];
  const wanted = headers.map((header) => ({
    header,
    found: columns.filter(({ name }) => tidy(name) === header),
  }));
  const faults = wanted.flatMap(({ header, found }) => {
    if (found.length === 1) return [];
    const fields = mappings.filter((one) => one.header === header).map(({ field }) => field);
    return [faultOf({ header, fields, times: found.length }, { origin, headers, columns, source })];
  });
  if (faults.length > 0) throw new Faults(faults);
  return wanted.map(({ header, found: [found] }) => ({ header, found: found as FoundColumn }));
}

function rank({ field }: Mapping): number {
  const at = ['order_no', 'lot_no', 'member_id'].indexOf(field);
  return at < 0 ? 3 : at;
}

function faultOf(
  { header, fields, times }: { header: string; fields: readonly string[]; times: number },
  {
    origin,
    headers,
    columns,
    source,
  }: { origin: Origin; headers: readonly string[]; columns: readonly FoundColumn[]; source: Source },
): Fault {
  const column = `column "${header}" (${fields.join(', ')})`;
  const others = columns.map(({ name }) => tidy(name)).filter((name) => !headers.includes(name));
  if (times > 1)
    return {
      ...origin.columnsAt,
      message: `${column} is more than once in ${origin.shown}`,
      hint: 'give it another name in the query',
    };
  const names = columns.map(({ name }) => tidy(name));
  const advice = presetAdvice(header, names, source);
  return {
    ...origin.columnsAt,
    message: `${column} is not in ${origin.shown}${advice === undefined ? '' : `; ${advice.because}`}`,
    hint: [suggestion(header, others), advice?.line ?? []].flat().join('; '),
  };
}
