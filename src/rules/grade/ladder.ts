import { didYouMean } from '../../config/nearest.js';
import type { Section } from '../file/section.js';
import type { Band, RuleSet } from '../ruleset.js';

/** The ladder, lowest first. */
export function readLadder({ file, faults }: Section): readonly string[] {
  if (file.grades.length > 0 && file.decide.length === 0)
    faults.at(
      ['grades'],
      'decide is missing: no rule gives these grades',
      'such as decide: [{ name: all, grade: highest(map) }]',
    );
  if (file.grades.length === 0 && file.decide.length > 0)
    faults.at(
      ['decide'],
      'grades is missing: there is no ladder to decide about',
      'such as grades: [SILVER, GOLD]',
    );
  for (const [index, grade] of file.grades.entries()) {
    if (file.grades.indexOf(grade) < index)
      faults.at(['grades', index], `${grade} is on the ladder twice`, 'take one of them out');
    if (grade.toLowerCase() === 'none')
      faults.at(
        ['grades', index],
        'none means out of the programme and cannot be a grade',
        'take it out: grade: none in a rule needs no grade of that name',
      );
  }
  return file.grades;
}

/** Each source's labels as ranks of the ladder. */
export function readMaps({ file, faults, sources }: Section): RuleSet['map'] {
  const known = sources.map(({ name }) => name);
  for (const source of Object.keys(file.map)) {
    if (!known.includes(source))
      faults.unknownKey(['map', source], `the config has no source ${source}`, known);
  }
  for (const { name, columns } of sources) {
    // Rules about points alone have no ladder to map to.
    if (columns.grade !== undefined && file.map[name] === undefined && file.grades.length > 0)
      faults.at(['map'], `the grades of ${name} are not mapped`, `add ${name}: { its label: grade }`);
    if (columns.grade === undefined && file.map[name] !== undefined)
      faults.atKey(
        ['map', name],
        `${name} has no column for grade`,
        `map the column in the config, or leave this out`,
      );
  }
  const ranks = Object.entries(file.map).map(([source, labels]) => {
    const pairs = Object.entries(labels).map(([label, grade]) => {
      const rank = file.grades.indexOf(grade) + 1;
      if (rank === 0) notOnLadder(['map', source, label], grade, { file, faults });
      return [label, rank] as const;
    });
    return [source, new Map(pairs)] as const;
  });
  return new Map(ranks);
}

/** The bands of each measure, lowest first; amounts have to rise with the ladder. */
export function readBands({ file, faults }: Section): RuleSet['bands'] {
  const measures = [...Object.keys(file.measures), ...Object.keys(file.scores)];
  const bands = Object.entries(file.bands).map(([measure, amounts]) => {
    if (!measures.includes(measure))
      faults.unknownKey(['bands', measure], `there is no measure ${measure}`, measures);
    const list = Object.entries(amounts)
      .map(([grade, from]) => ({ grade, from, rank: file.grades.indexOf(grade) + 1 }))
      .toSorted((a, b) => a.rank - b.rank);
    for (const [index, band] of list.entries()) {
      const path = ['bands', measure, band.grade];
      if (band.rank === 0) faults.unknownKey(path, `${band.grade} is not a grade of the ladder`, file.grades);
      if (!/^-?\d+(\.\d+)?$/.test(String(band.from)))
        faults.at(
          path,
          `${band.from} is not written as plain digits`,
          'such as GOLD: 500000, without commas and currency',
        );
      const below = list[index - 1];
      if (below !== undefined && below.rank > 0 && band.rank > 0 && below.from >= band.from)
        faults.at(
          path,
          `${band.grade} begins at ${band.from}, but the lower ${below.grade} at ${below.from}`,
          `let ${band.grade} begin above ${below.from}, or swap them in grades`,
        );
    }
    return [measure, list.map(({ from, rank }): Band => ({ from: String(from), rank }))] as const;
  });
  return new Map(bands);
}

function notOnLadder(
  path: readonly string[],
  grade: string,
  { file, faults }: Pick<Section, 'file' | 'faults'>,
): void {
  const hint = didYouMean(grade, file.grades) ?? `the ladder is ${file.grades.join(', ')}`;
  faults.at(path, `${grade} is not a grade of the ladder`, hint);
}
