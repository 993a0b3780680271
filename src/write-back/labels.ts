import type { LegacyFile } from '../config/legacy-files.js';
import { didYouMean } from '../config/nearest.js';
import { type Fault, Faults } from '../failure.js';
import type { RuleSet } from '../rules/ruleset.js';
import { encoded } from './encode.js';

/** source -> grade -> the label by which its legacy system knows the grade; a grade it is not told is not there. */
export type WrittenLabels = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * The labels by which grades are told to the legacy systems: those of the config, else the only label that the rules
 * map to the grade. Throws Faults for a grade with several or none, a label that the rules do not map, and
 * a character that the file cannot hold.
 */
export function writtenLabels(
  rules: Pick<RuleSet, 'grades' | 'map'>,
  config: { readonly path: string; readonly legacyFiles?: readonly LegacyFile[] },
): WrittenLabels {
  const faults: Fault[] = [];
  const labels = new Map<string, ReadonlyMap<string, string>>();
  for (const file of config.legacyFiles ?? []) {
    const report = (message: string, hint: string) =>
      faults.push({
        file: config.path,
        ...file.place,
        message: `legacy_files.${file.source}: ${message}`,
        hint,
      });
    labels.set(file.source, labelsOf(rules, file, report));
    checkColumns(file, [...(labels.get(file.source)?.values() ?? [])], report);
  }
  if (faults.length > 0) throw new Faults(faults);
  return labels;
}

type Report = (message: string, hint: string) => void;

function labelsOf(
  { grades, map }: Pick<RuleSet, 'grades' | 'map'>,
  file: LegacyFile,
  report: Report,
): ReadonlyMap<string, string> {
  const mapped = [...(map.get(file.source) ?? [])];
  for (const grade of Object.keys(file.labels)) {
    if (!grades.includes(grade))
      report(`${grade} is no grade`, didYouMean(grade, grades) ?? `known: ${grades.join(', ')}`);
  }
  const found = new Map<string, string>();
  for (const [index, grade] of grades.entries()) {
    const own = mapped.filter(([, rank]) => rank === index + 1).map(([label]) => label);
    const said = file.labels[grade];
    if (said === null) continue;
    const label = said ?? onlyOne(grade, own, report);
    if (said !== undefined && !mapped.some(([one]) => one === said))
      report(
        `the rules do not map the label ${said}`,
        didYouMean(said, own) ?? 'it would come back unknown: add it to the map',
      );
    if (label !== undefined) found.set(grade, label);
  }
  return found;
}

function onlyOne(grade: string, own: readonly string[], report: Report): string | undefined {
  if (own.length === 1) return own[0];
  report(
    own.length === 0 ? `no label means ${grade}` : `${own.join(' and ')} both mean ${grade}`,
    `say which, labels: { ${grade}: ${own[0] ?? 'LABEL'} }, or null where it is not told`,
  );
  return undefined;
}

function checkColumns(file: LegacyFile, labels: readonly string[], report: Report): void {
  for (const label of labels) {
    const texts = file.texts[label] ?? [];
    if (texts.length > 1)
      report(`${texts.join(' and ')} are both read as ${label}`, 'keep one of them under values.grade');
  }
  for (const [header, content] of Object.entries(file.columns)) {
    const held = [header, ...(content === 'label' ? labels.map((label) => textOf(label, file)) : [])];
    const strange = held.find((text) => encoded(text, file.encoding) === undefined);
    if (strange !== undefined)
      report(
        `${file.encoding} cannot hold ${strange} in the column ${header}`,
        'choose another encoding or label',
      );
  }
}

/** A label as the source itself writes it. */
export function textOf(label: string, { texts }: Pick<LegacyFile, 'texts'>): string {
  return texts[label]?.[0] ?? label;
}
