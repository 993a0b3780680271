import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { withTarget } from '../../store/asking.js';
import { type Export, readExport } from './exports.js';
import type { Planned } from './worlds.js';

export type Cells = Readonly<Record<string, string>>;

export interface SourceConfig {
  readonly files: string;
  readonly of?: string;
  readonly encoding?: string;
  readonly one_row_per_person?: boolean;
  readonly columns: Cells;
  readonly exclude?: readonly { readonly name: string }[];
  readonly drop_rows?: readonly { readonly first: string }[];
}

export interface Config {
  readonly project: string;
  readonly sources: Readonly<Record<string, SourceConfig>>;
  readonly orders?: Readonly<Record<string, SourceConfig>>;
  readonly lots?: Readonly<Record<string, SourceConfig>>;
  readonly identity: { readonly decisions?: string };
  readonly rules: string;
  readonly limits: Readonly<Record<string, string | number>>;
  readonly target: { readonly connection: { readonly filename: string } };
}

export interface Rules {
  readonly name: string;
  readonly grades: readonly string[];
  readonly map: Readonly<Record<string, Cells>>;
  readonly points: readonly { readonly from: string; readonly into: string; readonly rate?: number }[];
  readonly masters?: Readonly<Record<string, string>>;
  readonly costs?: Readonly<Record<string, string | number>>;
  readonly accept?: readonly { readonly finding: string; readonly because: string }[];
}

export interface Plan {
  readonly run_id: string;
  readonly as_of: string;
  readonly time_zone: string;
  readonly tool: string;
  readonly content_hash: string;
  readonly limits: readonly { readonly name: string; readonly allowed: string | null }[];
  readonly config: { readonly path: string; readonly sha256: string };
  readonly rules: { readonly path: string; readonly sha256: string };
}

const FILES = [
  'members',
  'links',
  'points',
  'changes',
  'review',
  'rejects',
  'emptied',
  'patterns',
  'crowded',
];

/** Everything that the numbers of a report can be counted from: exports, config, the plan's files, the target. */
export interface Tables {
  readonly config: Config;
  readonly rules: Rules;
  readonly rulesText: string;
  readonly plan: Plan;
  readonly isFirstRun: boolean;
  /** By the name that reports give them: `mall`, `orders.mall`. */
  readonly exports: ReadonlyMap<string, Export & { readonly config: SourceConfig }>;
  /** The plan's files by name. */
  readonly of: (file: string) => readonly Cells[];
  /** Tables of the target before; empty where there was none. */
  readonly before: Readonly<
    Record<'members' | 'links' | 'points' | 'source_rows' | 'runs', readonly Cells[]>
  >;
  /** The rows that are accepted, standardised. */
  readonly rows: readonly Cells[];
  readonly decided: readonly Cells[];
  readonly model: Model;
}

/** model.yaml, as somebody would name it under identity.model. */
export interface Model {
  readonly name: string;
  readonly prior: number;
  readonly comparisons: readonly {
    readonly name: string;
    readonly levels: readonly { level: string; m: number; u: number; household?: number }[];
  }[];
}

export async function tablesOf({ world, isFirstRun }: Planned): Promise<Tables> {
  const plan = world.json<Plan>('plan/plan.json');
  const config = parseYaml(world.read(plan.config.path.slice(world.folder.length))) as Config;
  const home = dirname(plan.config.path);
  const files = new Map([...FILES, 'orders', 'lots'].map((name) => [name, csv(world, `plan/${name}.csv`)]));
  const rulesText = world.read(plan.rules.path.slice(world.folder.length));
  const filename = join(home, config.target.connection.filename);
  const before = isFirstRun ? EMPTY : await targetOf(filename);
  const delta = await parquet(world.path('plan/delta/source_rows.parquet'));
  return {
    config,
    rules: parseYaml(rulesText) as Rules,
    rulesText,
    plan,
    isFirstRun,
    exports: exportsOf(config, home),
    of: (file) => files.get(file) ?? [],
    before,
    rows: standardised(before.source_rows, delta, files.get('links') ?? []),
    decided: csv(world, 'decisions.csv'),
    model: parseYaml(world.read('plan/model.yaml')) as Model,
  };
}

const EMPTY = { members: [], links: [], points: [], source_rows: [], runs: [] };

function csv(world: Planned['world'], file: string): readonly Cells[] {
  return existsSync(world.path(file)) ? (parse(world.read(file), { columns: true }) as readonly Cells[]) : [];
}

function exportsOf(config: Config, home: string): Tables['exports'] {
  const named = (prefix: string, some: Config['orders'] = {}) =>
    Object.entries(some).map(([name, one]) => [`${prefix}${name}`, one] as const);
  const all = [
    ...named('', config.sources),
    ...named('orders.', config.orders),
    ...named('lots.', config.lots),
  ];
  return new Map(
    all.map(([name, one]) => {
      const encoding = one.encoding === 'cp949' ? 'cp949' : 'utf-8';
      return [name, { ...readExport(join(home, one.files), encoding), config: one }];
    }),
  );
}

async function targetOf(filename: string): Promise<Tables['before']> {
  return withTarget({ client: 'better-sqlite3', connection: { filename } } as never, async (ask) => {
    const table = async (name: string) => (await ask(`select * from {${name}}`)).map(texts);
    return {
      members: await table('members'),
      links: await table('links'),
      points: await table('points'),
      source_rows: await table('source_rows'),
      runs: await table('runs'),
    };
  });
}

async function parquet(path: string): Promise<readonly Cells[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(`from '${path}'`);
  const rows = read.getRowObjectsJson().map((row) => texts(row as Record<string, string | number | null>));
  connection.closeSync();
  instance.closeSync();
  return rows;
}

function texts(row: Readonly<Record<string, string | number | null>>): Cells {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')]));
}

/** What the target holds with the changes of the plan, as far as a row of it is linked. */
function standardised(
  before: readonly Cells[],
  delta: readonly Cells[],
  links: readonly Cells[],
): readonly Cells[] {
  const rows = new Map([...before, ...delta].map((row) => [keyOf(row), row]));
  return links.map((link) => rows.get(keyOf(link)) ?? {});
}

export function keyOf({ source, source_member_id: id }: Cells): string {
  return `${source} ${id}`;
}
