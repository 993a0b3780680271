import type { Source } from '../../config/config.js';
import type { Engine } from '../../engine/engine.js';
import { compileForGrid, type GridRules, type MeasureTypes, measureTypes } from './grid-rules.js';
import type { Loosened } from './loosen.js';
import { basesOf, canBeMissing, lineOf, sourceBits } from './measure-line.js';
import { samplesBetween } from './number-line.js';
import { resolveTurns } from './resolve.js';

/** One thing about a person that is not in its rows, with a value for every case; undefined is missing. */
export interface Dimension {
  readonly kind: 'previous' | 'announced' | 'free' | 'measure';
  readonly name: string;
  /** A rank, a number, a date, or yes and no. The missing one first, then rising. */
  readonly samples: readonly (string | undefined)[];
  readonly type: string;
  /** The sources of which a row must be there for a value; absent: any will do. */
  readonly sources?: number;
}

interface Occasion {
  readonly sources: readonly Source[];
  readonly asOf: string;
}

/** What the compiled rules read beside the rows. */
export async function dimensionsOf(
  engine: Engine,
  loosened: Loosened,
  occasion: Occasion,
): Promise<{ readonly compiled: GridRules; readonly dimensions: readonly Dimension[] }> {
  const compiled = compileForGrid(loosened, occasion);
  const text = [
    ...compiled.decide.flatMap(({ when, rank }) => [when.sql, rank.sql]),
    ...compiled.adjust.map(({ rank }) => rank.sql),
  ].join(' ');
  const types = measureTypes(loosened, occasion);
  const ranks = [undefined, ...loosened.rules.grades.map((_, index) => String(index + 1))];
  const known = (['previous', 'announced'] as const)
    .filter((kind) => text.includes(`${kind}_rank`))
    .map((kind): Dimension => ({ kind, name: kind, samples: ranks, type: 'utinyint' }));
  const free = compiled.free.map(
    (name): Dimension => ({ kind: 'free', name, samples: ['false', 'true'], type: 'boolean' }),
  );
  const measures: Dimension[] = [];
  for (const name of compiled.measures)
    measures.push(await measureDimension(engine, name, { loosened, occasion, types }));
  return { compiled, dimensions: [...known, ...free, ...measures] };
}

async function measureDimension(
  engine: Engine,
  name: string,
  { loosened, occasion, types }: { loosened: Loosened; occasion: Occasion; types: MeasureTypes },
): Promise<Dimension> {
  const { rules, measures } = loosened;
  const measure = rules.measures.get(name);
  if (measure === undefined) throw new Error(`no measure ${name}`);
  const line = lineOf(measure, types.get(name) ?? 'number', rules);
  const turns = await resolveTurns(engine, measures.get(name) ?? [], occasion);
  const values = samplesBetween(
    turns.map(({ text, side }) => ({ value: line.read(text), side })),
    line,
  ).map(line.write);
  const type = types.get(name) === 'date' ? 'timestamp' : 'decimal(38, 9)';
  if (!canBeMissing(measure, rules)) return { kind: 'measure', name, samples: values, type };
  const sources = sourceBits(basesOf(measure, rules, occasion.sources), occasion.sources);
  return {
    kind: 'measure',
    name,
    samples: [undefined, ...values],
    type,
    ...(sources === undefined ? {} : { sources }),
  };
}

/** How many combinations the dimensions have. */
export function sizeOf(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((size, { samples }) => size * samples.length, 1);
}

/** How far apart neighbours along each dimension are. */
export function stridesOf(dimensions: readonly Dimension[]): readonly number[] {
  return dimensions.map((_, index) => sizeOf(dimensions.slice(0, index)));
}
