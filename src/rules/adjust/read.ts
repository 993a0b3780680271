import { allFields } from '../../config/source-fields.js';
import type { YamlPath } from '../../config/yaml.js';
import { isDay } from '../day.js';
import { parseExpression } from '../expression/parse.js';
import type { Section } from '../file/section.js';
import { type GradeContext, readGrade } from '../grade/grade.js';
import type { Adjustment, Floor, Until } from './adjustment.js';
import { readExceptions } from './exceptions.js';

type Written = Section['file']['adjust'][number];

/** What changes a grade after it was decided, in order. */
export async function readAdjustments(
  section: Section,
  grades: GradeContext,
): Promise<readonly Adjustment[]> {
  const adjustments: Adjustment[] = [];
  for (const [index, written] of section.file.adjust.entries()) {
    const path = ['adjust', index];
    const { when: text } = written;
    const when =
      text === undefined
        ? undefined
        : await section.faults.reading([...path, 'when'], () => parseExpression(section.engine, text));
    const what = await readWhat(section, { path, written, grades });
    const { name } = written;
    const place = section.yaml.where(path);
    if (what !== undefined)
      adjustments.push({ name, place, ...(when === undefined ? {} : { when }), ...what });
  }
  return adjustments;
}

async function readWhat(
  section: Section,
  { path, written, grades }: { path: YamlPath; written: Written; grades: GradeContext },
) {
  const { faults } = section;
  const kinds = (['never_below', 'at_most_down', 'exceptions'] as const).filter(
    (key) => written[key] !== undefined,
  );
  if (kinds.length !== 1) {
    faults.at(
      path,
      'an adjustment is one of never_below, at_most_down and exceptions',
      'give each a line of its own',
    );
    return undefined;
  }
  if (written.from !== undefined && written.at_most_down === undefined)
    faults.at(
      [...path, 'from'],
      'from goes with at_most_down',
      'take it out, or write at_most_down beside it',
    );
  if (written.exceptions !== undefined) {
    if (written.until !== undefined)
      faults.at(
        [...path, 'until'],
        'until is a column of the file of exceptions',
        'take it out here, and fill the column until of the file',
      );
    return readExceptions(section, [...path, 'exceptions'], written.exceptions);
  }
  const key = written.never_below === undefined ? 'from' : 'never_below';
  const text = written[key] ?? 'previous';
  const floor = await faults.reading([...path, key], async () =>
    readGrade(await parseExpression(section.engine, text), grades),
  );
  const until =
    written.until === undefined ? undefined : readUntil(section, [...path, 'until'], written.until);
  if (floor === undefined) return undefined;
  const down = written.at_most_down ?? 0;
  return { kind: 'floor', floor, down, ...(until === undefined ? {} : { until }) } satisfies Floor;
}

function readUntil({ faults, sources }: Section, path: YamlPath, text: string): Until | undefined {
  if (text === 'grade_valid_until') {
    if (!allFields(sources).includes(text))
      faults.at(path, 'no source has grade_valid_until', 'map its column in the config, or name a day');
    return text;
  }
  if (isDay(text)) return { day: text };
  faults.at(path, `${text} is not a day`, 'write 2027-01-31 or grade_valid_until');
  return undefined;
}
