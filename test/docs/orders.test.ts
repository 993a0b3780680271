import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { records, temporaryFolder, worldIn } from '../cli/program.js';

/** The fenced blocks of the page. */
const blocks = [...readFileSync('docs/orders.md', 'utf8').matchAll(/^```\w*\n(.*?)^```$/gms)].map(
  ([, body = '']) => body,
);

function beginning(words: string): string {
  const found = blocks.find((block) => block.startsWith(words));
  if (found === undefined) throw new Error(`docs/orders.md has no block that begins with ${words}`);
  return found;
}

test('the example of docs/orders.md gives the list that it shows', async () => {
  const world = worldIn(temporaryFolder());
  world.write('online.csv', 'id,name,mobile\n1001,김민수,010-3107-2468\n1002,이서연,010-8214-3579\n');
  world.write('offline.csv', 'code,customer,phone\nP-7,김민수,01031072468\n');
  world.write('mall.csv', beginning('no,member'));
  world.write('till.csv', beginning('receipt,card'));
  world.write(
    'tier-merge.yaml',
    `version: 1
project: docs
sources:
  online: { files: online.csv, columns: { member_id: id, name: name, phone: mobile } }
  offline: { files: offline.csv, columns: { member_id: code, name: customer, phone: phone } }
${beginning('orders:\n  mall:')}rules: rules.yaml
target: { client: better-sqlite3, connection: members.sqlite }
`,
  );
  const rules = beginning('orders: {');
  world.write(
    'rules.yaml',
    `version: 1\nname: docs\n${rules}points: [{ bonus: spend + visits, into: points }]\n`,
  );
  const { code, stderr } = await world.run('plan', '-o', 'plan', '-q');
  expect([code, stderr]).toEqual([0, '']);
  const columns = ['order_no', 'refunded', 'net_amount', 'counted', 'reason'];
  const found = records(world.read('plan/orders.csv')).map((row) => columns.map((c) => row[c]).join(','));
  const shown = beginning(columns.join(',')).trimEnd().split('\n').slice(1);
  expect(found.toSorted()).toEqual(shown.toSorted());
  expect(found.at(-1)).toBe('W4,0,15000,false,guest');
  // 40,000 and 12,000 in two visits; who bought nothing that counts has no points.
  expect(records(world.read('plan/points.csv')).map(({ balance }) => balance)).toEqual(['52002']);
});
