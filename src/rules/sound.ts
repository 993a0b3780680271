import { compileAdjustment } from './adjust/compile.js';
import { compileDecision, compileRefusal, pointsScope, rankAfter } from './compile.js';
import { Misread } from './expression/expression.js';
import type { Section } from './file/section.js';
import { countsSql } from './grade/mapped-rank.js';
import type { Measure } from './person/measure.js';
import { UNREAD } from './person/read.js';
import { personContext } from './person-context.js';
import { compilePoints } from './points/compile.js';
import type { RuleParts, RuleSet } from './ruleset.js';
import { lineCondition } from './table/compile.js';

/**
 * Everything is compiled once when it is loaded, so that what cannot be said of a person is told with its place.
 * The day does not matter for that.
 */
export async function checkSound(rules: Omit<RuleSet, 'hash'>, section: Section): Promise<void> {
  const { faults, file, sources } = section;
  const measures = await checkMeasures(rules, section);
  const sound = { ...rules, measures, tables: checkTables({ ...rules, measures }, section) };
  const context = () => personContext(sound, { sources, asOf: '2000-01-01' });
  const { gradeCounts } = rules;
  if (gradeCounts !== undefined)
    await faults.reading(['grade_counts'], () => countsSql(gradeCounts, context()));
  for (const decision of rules.decide) {
    const index = file.decide.findIndex(({ name }) => name === decision.name);
    await faults.reading(['decide', index, 'when'], () => compileDecision(decision, sound, context()));
  }
  for (const adjustment of rules.adjust) {
    const index = file.adjust.findIndex(({ name }) => name === adjustment.name);
    await faults.reading(['adjust', index, 'when'], () =>
      compileAdjustment(adjustment, rankAfter(0), sound, context()),
    );
  }
  for (const refusal of rules.refuse) {
    const index = file.refuse.findIndex(({ because }) => because === refusal.because);
    await faults.reading(['refuse', index, 'when'], () => compileRefusal(refusal, sound, context()));
  }
  await checkPoints(sound, section);
}

/** The measures, with a stand-in for each that has a fault, so that it is told once. */
async function checkMeasures(
  rules: Omit<RuleSet, 'hash'>,
  { faults, file, sources }: Section,
): Promise<RuleSet['measures']> {
  const sound = new Map<string, Measure>();
  for (const [name, measure] of rules.measures) {
    const path = [measure.kind === 'score' ? 'scores' : 'measures', name];
    const context = personContext(rules, { sources, asOf: '2000-01-01' });
    const value = await faults.reading(path, () => {
      const compiled = context.measure(name, 1);
      if (compiled?.type === 'date' && name in file.bands)
        throw new Misread(
          `${name} is a date, and bands are of numbers`,
          1,
          'band a number, such as spend, or a count',
        );
      return compiled;
    });
    sound.set(name, value === undefined ? UNREAD : measure);
  }
  return sound;
}

/** The tables without the lines that have a fault. */
function checkTables(rules: RuleParts, { faults, sources }: Section): RuleSet['tables'] {
  const tables = [...rules.tables].map(([name, table]) => {
    const lines = table.lines.filter((line) => {
      const context = personContext(rules, { sources, asOf: '2000-01-01' });
      const place = { line: line.line, column: 1 };
      return faults.readingNow(table.file, place, () => lineCondition(line, context)) !== undefined;
    });
    return [name, { ...table, lines }] as const;
  });
  return new Map(tables);
}

async function checkPoints(rules: Omit<RuleSet, 'hash'>, { faults, sources }: Section): Promise<void> {
  for (const bucket of rules.buckets) {
    for (const [index, line] of bucket.lines.entries()) {
      const context = personContext(rules, { sources, asOf: '2000-01-01' });
      try {
        const { expires, ...rest } = bucket;
        const once = index === 0 && expires !== undefined ? { expires } : {};
        compilePoints([{ ...rest, ...once, lines: [line] }], pointsScope(rules, context), context);
      } catch (error) {
        if (!(error instanceof Misread)) throw error;
        faults.atPlace(line.place, `points: ${error.message}`, error.hint);
      }
    }
  }
}
