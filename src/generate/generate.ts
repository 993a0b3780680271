import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { publishedSchemas } from '../json-schema/published.js';
import { parseDay } from './calendar.js';
import { createDice, type ErrorCount } from './dice.js';
import { type ErrorKind, type ErrorLevel, errorRates } from './error-model.js';
import { type ExportFile, openExportFile } from './export-file.js';
import { scrambled } from './identifiers.js';
import { OFFLINE_HEADER, offlineRow } from './offline-row.js';
import { ONLINE_HEADER, onlineRow } from './online-row.js';
import { type Person, personAt, rowCounts, type Source, type World } from './person.js';
import { CONFIG_FILE, RULES_FILE } from './project-files.js';
import { createRandom, scatter } from './random.js';
import type { Pen } from './row-fields.js';
import { createStores } from './stores.js';

export interface GenerateOptions {
  /** Distinct persons; each source gets about 0.98 rows a person. From 1 to 20 million. */
  readonly people: number;
  /** Folder for the files; made if missing. */
  readonly dir: string;
  readonly seed?: number;
  readonly errors?: ErrorLevel;
  /** The day on which the exports were made, `YYYY-MM-DD`. */
  readonly asOf?: string;
  /** Also write the offline export in UTF-8. */
  readonly utf8Copies?: boolean;
  readonly onProgress?: (progress: GenerateProgress) => void;
}

interface GenerateProgress {
  readonly source: Source;
  readonly done: number;
  readonly total: number;
}

export interface GenerateSummary {
  readonly people: number;
  readonly rows: Readonly<Record<Source, number>>;
  readonly bytes: Readonly<Record<Source, number>>;
  readonly errors: Readonly<Record<ErrorKind, ErrorCount>>;
  /** Paths of all files written. */
  readonly files: readonly string[];
}

const MOST_PEOPLE = 20_000_000;

/**
 * Writes two exports, their truth, a config and rules. Equal options give equal bytes. Memory does not grow with
 * `people`: everybody is computed from a number, once for each export.
 * Throws a RangeError for people, seed or asOf out of range.
 */
export async function generate(options: GenerateOptions): Promise<GenerateSummary> {
  const world = createWorld(options);
  const random = createRandom();
  const pen: Pen = { world, random, dice: createDice(world.rates, random) };
  const { dir } = options;
  await mkdir(dir, { recursive: true });
  const truth = await openExportFile({ path: join(dir, 'truth.csv'), lineEnd: '\n', encode: utf8 });
  truth.add('source,source_member_id,person');
  const online = await writeSource('online', pen, options, truth);
  const offline = await writeSource('offline', pen, options, truth);
  await truth.close();
  await writeFile(join(dir, 'tier-merge.yaml'), CONFIG_FILE);
  await writeFile(join(dir, 'rules.yaml'), RULES_FILE);
  const schemas = await writeSchemas(dir);
  const names = [...online.names, ...offline.names, 'truth.csv', 'tier-merge.yaml', 'rules.yaml', ...schemas];
  return {
    people: world.people,
    rows: { online: online.rows, offline: offline.rows },
    bytes: { online: online.bytes, offline: offline.bytes },
    errors: pen.dice.counts(),
    files: names.map((name) => join(dir, name)),
  };
}

/** Beside the files, so that an editor finds them wherever the folder goes. */
async function writeSchemas(dir: string): Promise<readonly string[]> {
  const schemas = Object.entries(publishedSchemas()).map(
    ([name, text]) => [join('schema', name), text] as const,
  );
  await mkdir(join(dir, 'schema'), { recursive: true });
  for (const [name, text] of schemas) await writeFile(join(dir, name), text);
  return schemas.map(([name]) => name);
}

function createWorld({ people, seed = 1, errors = 'usual', asOf = '2026-06-30' }: GenerateOptions): World {
  if (!Number.isInteger(people) || people < 1 || people > MOST_PEOPLE) {
    throw new RangeError(`people must be a whole number from 1 to ${MOST_PEOPLE}, not ${people}`);
  }
  if (!Number.isInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`);
  return { seed, people, asOf: parseDay(asOf), rates: errorRates(errors), stores: createStores(people) };
}

function utf8(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

const FORMS = {
  online: { stream: 11, turn: 4, prefix: 'M', header: ONLINE_HEADER, row: onlineRow },
  offline: { stream: 12, turn: 5, prefix: 'C', header: OFFLINE_HEADER, row: offlineRow },
} as const;

async function openCopies(
  source: Source,
  { dir, utf8Copies }: GenerateOptions,
): Promise<Map<string, ExportFile>> {
  const path = join(dir, `${source}.csv`);
  if (source === 'online') {
    return new Map([['online.csv', await openExportFile({ path, lineEnd: '\n', encode: utf8 })]]);
  }
  const encode = (text: string): Buffer => iconv.encode(text, 'cp949');
  const files = new Map([['offline.csv', await openExportFile({ path, lineEnd: '\r\n', encode })]]);
  if (utf8Copies) {
    const copy = join(dir, 'offline.utf8.csv');
    files.set('offline.utf8.csv', await openExportFile({ path: copy, lineEnd: '\r\n', encode: utf8 }));
  }
  return files;
}

interface WrittenSource {
  readonly names: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

async function writeSource(
  source: Source,
  pen: Pen,
  options: GenerateOptions,
  truth: ExportFile,
): Promise<WrittenSource> {
  const copies = await openCopies(source, options);
  const files = [...copies.values()];
  const { header, prefix } = FORMS[source];
  for (const file of files) file.add(header);
  let rows = 0;
  for (const { person, again, slot } of memberships(source, pen.world)) {
    const id = prefix + String(++rows).padStart(8, '0');
    pen.random.reseed(pen.world.seed, FORMS[source].stream, slot);
    const line = FORMS[source].row(id, person, again, pen);
    truth.add(`${source},${id},P${String(scrambled(person.index)).padStart(8, '0')}`);
    let full = false;
    for (const file of files) full = file.add(line);
    if (full) {
      for (const file of [...files, truth]) await file.drain();
      options.onProgress?.({ source, done: rows, total: options.people });
    }
  }
  const bytes = await Promise.all(files.map((file) => file.close()));
  return { names: [...copies.keys()], rows, bytes: bytes[0] as number };
}

interface Membership {
  readonly person: Person;
  readonly again: boolean;
  readonly slot: number;
}

/** The rows of a source in the order of its export: first and second memberships mixed, each source in its own order. */
function* memberships(source: Source, world: World): Generator<Membership> {
  const slots = 2 * world.people;
  for (let position = 0; position < slots; position++) {
    const slot = scatter(position, slots, FORMS[source].turn);
    const again = slot >= world.people;
    const index = again ? slot - world.people : slot;
    if (rowCounts(world, index)[source] > (again ? 1 : 0))
      yield { person: personAt(world, index), again, slot };
  }
}
