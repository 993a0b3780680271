// Applies one run after the other to the target it is given, until somebody ends it.
import { openStore } from '../../dist/src/store/store.js';

const MEMBERS = 3_000;
const target = JSON.parse(process.argv[3]);
const store = await openStore(target, { baseDirectory: process.argv[2], create: true });
process.stdout.write('begun\n');
await store.migrate();
const runs = await store.runs();
for (let n = runs.length; n < Number(process.argv[4] ?? Infinity); n += 1) await store.apply(await next(n));

/** Run n gives every member the grade Gn and the balance n. */
async function next(n) {
  const head = await store.head();
  const run_id = `R${n}`;
  const op = n === 0 ? 'insert' : 'update';
  const expected_run = head?.run_id ?? null;
  const each = (make) => pages(Array.from({ length: MEMBERS }, (_, at) => make(`M${at}`)));
  return {
    head: expected_run,
    run: {
      run_id,
      plan_id: `plan-${n}`,
      kind: 'apply',
      as_of: '2026-03-01',
      approved_by: null,
      content_hash: 'c',
      config_hash: 'c',
      rules_hash: 'c',
      tool_version: '0',
      members_total: MEMBERS,
      members_new: n === 0 ? MEMBERS : 0,
      members_changed: n === 0 ? 0 : MEMBERS,
      members_gone: 0,
      links_total: MEMBERS,
      points_total: MEMBERS,
      changes_rows: MEMBERS,
      started_at: '2026-03-01',
      input_summary: '{}',
    },
    tables: {
      members: each((member_id) => ({ op, expected_run, member_id, grade: `G${n}` })),
      links: each((member_id) => ({
        op,
        source: 'online',
        source_member_id: member_id,
        member_id,
        how: `G${n}`,
      })),
      points: each((member_id) => ({ op, member_id, bucket: 'main', balance: n })),
      source_rows: pages([]),
      changes: each((member_id) => ({ member_id, field: 'grade', before: null, after: `G${n}` })),
    },
  };
}

async function* pages(rows) {
  for (let from = 0; from < rows.length; from += 700) yield rows.slice(from, from + 700);
}
