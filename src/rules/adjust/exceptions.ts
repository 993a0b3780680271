import { didYouMean } from '../../config/nearest.js';
import type { YamlPath } from '../../config/yaml.js';
import { isDay } from '../day.js';
import type { RuleCsv } from '../file/csv.js';
import { csvOf } from '../file/csv-files.js';
import type { Section } from '../file/section.js';
import type { Exception, Exceptions } from './adjustment.js';

const COLUMNS = ['source', 'source_member_id', 'grade', 'until', 'reason'] as const;

type Column = (typeof COLUMNS)[number];

/** The members of a CSV file whose grade is set by hand, each with its reason; undefined and faults when unread. */
export async function readExceptions(
  section: Section,
  path: YamlPath,
  file: string,
): Promise<Exceptions | undefined> {
  const csv = await csvOf(section, path, file);
  if (csv === undefined) return undefined;
  const absent = COLUMNS.filter((column) => !csv.header.includes(column));
  if (absent.length > 0) {
    const hint = `its columns are ${COLUMNS.join(', ')}`;
    section.faults.inFile(csv.path, { line: 1, column: 1 }, `there is no column ${absent.join(', ')}`, hint);
    return undefined;
  }
  const seen = new Set<string>();
  const members = csv.lines.map((line) => readMember(line, { csv, section, seen }));
  return { kind: 'exceptions', file: csv.path, members };
}

function readMember(
  { line, cells }: RuleCsv['lines'][number],
  { csv, section, seen }: { csv: RuleCsv; section: Section; seen: Set<string> },
): Exception {
  const at = (column: Column) => csv.header.indexOf(column);
  const cell = (column: Column) => cells[at(column)] ?? '';
  const fault = (column: Column, message: string, hint?: string) =>
    section.faults.inFile(csv.path, { line, column: at(column) + 1 }, message, hint);
  const { file, sources } = section;
  const [source, memberId, grade, until] = [
    cell('source'),
    cell('source_member_id'),
    cell('grade'),
    cell('until'),
  ];
  const names = sources.map(({ name }) => name);
  if (!names.includes(source))
    fault(
      'source',
      `the config has no source ${source}`,
      didYouMean(source, names) ?? `known: ${names.join(', ')}`,
    );
  if (memberId === '')
    fault('source_member_id', 'no member is named', 'write the member id that the export has');
  const rank = ['none', ...file.grades].indexOf(grade);
  if (rank < 0)
    fault(
      'grade',
      `${grade || 'an empty cell'} is not a grade of the ladder, nor none`,
      didYouMean(grade, file.grades),
    );
  if (until !== '' && !isDay(until))
    fault('until', `${until} is not a day`, 'write 2027-01-31, or leave it empty');
  if (cell('reason') === '') fault('reason', 'an exception needs a reason', 'write why, in a few words');
  const key = JSON.stringify([source, memberId]);
  if (seen.has(key))
    fault('source_member_id', 'this member stands here a second time', 'keep one of the lines');
  seen.add(key);
  return { source, memberId, rank, ...(until === '' ? {} : { until }), reason: cell('reason') };
}
