import { rename, rm, writeFile } from 'node:fs/promises';
import { Document } from 'yaml';
import { z } from 'zod';
import { checked } from '../../config/checked.js';
import { parseYaml, readSmall, type Yaml, type YamlPath } from '../../config/yaml.js';
import { type Fault, Faults } from '../../failure.js';
import { rounded, sum } from './chances.js';
import type { Model } from './model.js';

/** A model with where it came from. */
export interface NamedModel extends Model {
  readonly name: string;
  /** null for one that was written by hand. */
  readonly trained: Trained | null;
}

interface Trained {
  /** The day of the rows it was trained on, as YYYY-MM-DD. */
  readonly asOf: string;
  readonly rows: number;
  /** Candidate pairs. */
  readonly pairs: number;
  /** Version of the program that trained it. */
  readonly program: string;
}

/** How far the chances of a column, as a person rounds them, may be from adding up to 1: two figures are enough. */
const SLACK = 0.02;

const HEAD = ` How often each level is seen among pairs of one person (m), of strangers (u), of one household.
 A weight is log2(m / u) bits. Used as it stands until somebody trains another.`;

const chance = z.number().refine((number) => number > 0 && number < 1, 'must be above 0 and below 1');
const count = z.int().min(0);

const modelSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  trained: z
    .strictObject({
      as_of: z.iso.date('must be a day such as 2026-06-30'),
      rows: count,
      pairs: count,
      program: z.string(),
    })
    .nullable()
    .default(null),
  prior: chance,
  comparisons: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        levels: z
          .array(
            z.strictObject({
              level: z.string().min(1),
              m: chance,
              u: chance,
              household: chance.nullable().default(null),
            }),
          )
          .min(2),
      }),
    )
    .min(1),
});

type ModelText = z.output<typeof modelSchema>;

/** Reads a model file. Throws `Faults` with all faults at once, each at its line, or a usage Failure. */
export async function readModel(path: string): Promise<NamedModel> {
  const yaml = parseYaml(path, (await readSmall(path)).toString('utf8'));
  const { trained, ...model } = checked(modelSchema, yaml);
  const faults = [...repeats(yaml, model.comparisons), ...model.comparisons.flatMap(columnFaults(yaml))];
  if (faults.length > 0) throw new Faults(faults.toSorted((a, b) => a.line - b.line || a.column - b.column));
  if (trained === null) return { ...model, trained };
  const { as_of: asOf, ...rest } = trained;
  return { ...model, trained: { asOf, ...rest } };
}

/** Writes a model file; whoever opens it meanwhile sees the old one or the new one. The same model, the same bytes. */
export async function writeModel(path: string, model: NamedModel): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, modelText(model));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** A model as it stands in its file; numbers with eight digits. */
export function modelText({ name, trained, prior, comparisons }: NamedModel): string {
  const document = new Document({ version: 1, name });
  document.commentBefore = HEAD;
  if (trained !== null) {
    const { asOf, rows, pairs, program } = trained;
    document.set('trained', document.createNode({ as_of: asOf, rows, pairs, program }, { flow: true }));
  }
  document.set('prior', rounded(prior));
  const listed = comparisons.map((comparison) => ({
    name: comparison.name,
    levels: comparison.levels.map(({ level, m, u, household }) => {
      const told = household === null ? {} : { household: rounded(household) };
      return document.createNode({ level, m: rounded(m), u: rounded(u), ...told }, { flow: true });
    }),
  }));
  document.set('comparisons', document.createNode(listed));
  return document.toString({ lineWidth: 0 });
}

type ComparisonText = ModelText['comparisons'][number];

function repeats(yaml: Yaml, comparisons: readonly ComparisonText[]): readonly Fault[] {
  const again = (path: YamlPath, what: string): Fault =>
    fault(yaml, path, `${what} stands here a second time`);
  return comparisons.flatMap(({ name, levels }, at) => [
    ...(comparisons.findIndex((other) => other.name === name) < at
      ? [again(['comparisons', at], `the comparison ${name}`)]
      : []),
    ...levels
      .filter(({ level }, place) => levels.findIndex((other) => other.level === level) < place)
      .map((repeated) =>
        again(
          ['comparisons', at, 'levels', levels.indexOf(repeated)],
          `${name}: the level ${repeated.level}`,
        ),
      ),
  ]);
}

/** Columns that are no chances of one thing. Where a household is told apart on some levels only, u stands in. */
function columnFaults(yaml: Yaml): (comparison: ComparisonText, at: number) => readonly Fault[] {
  return ({ name, levels }, at) =>
    (['m', 'u', 'household'] as const).flatMap((column) => {
      const total = sum(levels.map((level) => level[column] ?? level.u));
      if (Math.abs(total - 1) <= SLACK) return [];
      const message = `${name}: ${column} adds up to ${total.toPrecision(4)} over the levels, not to 1`;
      return [fault(yaml, ['comparisons', at, 'levels'], message)];
    });
}

function fault(yaml: Yaml, path: YamlPath, message: string): Fault {
  return {
    file: yaml.file,
    ...yaml.whereKey(path),
    message,
    hint: 'write the file again: tier-merge model train -o FILE',
  };
}
