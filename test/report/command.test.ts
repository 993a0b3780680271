import { expect, test } from 'vitest';
import { nextCommand } from '../../src/report/command.js';
import type { LimitReport } from '../../src/report/model/limits.js';
import { plan } from './model.js';

const broken: LimitReport = {
  name: 'max_rejected',
  scope: 'online',
  value: 6,
  of: 1000,
  limit: '0.5%',
  kind: 'input',
  passed: false,
  allowed: null,
};

test('a plan within its limits is applied as it is', () => {
  const ready = { ...plan, verdict: { status: 'ready', limits: [] }, limits: [] } as const;
  expect(nextCommand(ready)).toBe('tier-merge apply out/runs/20240601-7f3a');
});

test('each broken limit is named once, with the tightest value that holds everywhere', () => {
  const limits = [
    broken,
    { ...broken, scope: 'offline', value: 1, of: 90 },
    { ...broken, name: 'min_rows_vs_last', value: 7777, of: 10_000, limit: '80%' },
    { ...broken, name: 'max_cluster', value: 12, of: null, limit: '8' },
  ];
  expect(nextCommand({ ...plan, limits })).toBe(
    'tier-merge apply out/runs/20240601-7f3a --allow max_rejected=1.12% --allow min_rows_vs_last=77.77% --allow max_cluster=12',
  );
});

test('a path with a space or a quote is one word of the shell', () => {
  expect(nextCommand({ ...plan, limits: [], plan_path: "out/it's here; rm" })).toBe(
    "tier-merge apply 'out/it'\\''s here; rm'",
  );
});

test('an applied plan and one without changes need no command', () => {
  expect(nextCommand({ ...plan, verdict: { status: 'applied', limits: [] } })).toBeNull();
  expect(nextCommand({ ...plan, verdict: { status: 'nothing_to_do', limits: [] } })).toBeNull();
});
