import { name, sql } from '../../engine/sql.js';
import type { FlowBand, FlowReport, FlowSource } from '../model/flow.js';
import type { FactContext } from './context.js';

/** The mapped grades of each source against the unified grade, each source by itself. */
export async function gatherFlow(context: FactContext): Promise<FlowReport> {
  return Promise.all(context.config.sources.map((source) => gatherSource(context, source)));
}

async function gatherSource(
  { engine, rules }: FactContext,
  { name: source, order }: { readonly name: string; readonly order: number },
): Promise<FlowSource> {
  const rows = await engine.rows<{ grade: string | null; unified: string | null; members: bigint }>(
    sql`select ${name(`map_${source}`)} as grade, grade as unified, count(*) as members
      from graded where presence & ${2 ** order} <> 0 group by all`,
  );
  const place = (grade: string | null) =>
    grade === null ? rules.grades.length : rules.grades.indexOf(grade);
  const bands = rows
    .map((row): FlowBand => ({ ...row, members: Number(row.members) }))
    .sort((a, b) => place(a.grade) - place(b.grade) || place(a.unified) - place(b.unified));
  return { source, members: bands.reduce((sum, { members }) => sum + members, 0), bands };
}
