import { type Holds, kindOf, strangeMeanings } from './fields.js';
import type { FileList } from './file-lists.js';
import type { SourceFile } from './schema.js';
import type { YamlPath } from './yaml.js';

/** What is wrong with the entries of `files`, and with the date of `freshness`, and where. */
export interface ListFault {
  readonly at: YamlPath;
  readonly message: string;
  readonly hint?: string;
}

type Listed = Pick<SourceFile, 'columns' | 'freshness'> & Partial<Pick<SourceFile, 'files'>>;

export function listFaults(name: string, source: Listed, holds?: Holds): readonly ListFault[] {
  const entries = [source.files ?? []].flat();
  const lists = entries.flatMap((entry, at) => (typeof entry === 'string' ? [] : faultsOf(name, entry, at)));
  return [...lists, ...freshnessFaults(name, source, holds)];
}

/** The fields of a source, those included that only some of its files have. */
export function listedColumns({ columns, files }: Listed): SourceFile['columns'] {
  const lists = [files ?? []].flat().filter((entry): entry is FileList => typeof entry !== 'string');
  return Object.assign({}, columns, ...lists.flatMap(({ columns: own = {}, constant }) => [own, constant]));
}

function faultsOf(name: string, { columns, constant }: FileList, at: number): readonly ListFault[] {
  const path = ['files', at];
  const missing =
    columns !== undefined && !('member_id' in columns)
      ? [
          {
            at: [...path, 'columns'],
            message: `${name}: the columns of a file have no member_id`,
            hint: WHOLE,
          },
        ]
      : [];
  return [
    ...missing,
    ...Object.entries(constant).flatMap(([field, value = '']): readonly ListFault[] => {
      const there = [...path, 'constant', field];
      if (field === 'member_id' || (columns !== undefined && field in columns))
        return [
          {
            at: there,
            message: `constant.${field}: ${field} is read from a column`,
            hint: 'take it out here, or out of the columns of this file',
          },
        ];
      return strangeMeanings(kindOf(field), { value }).map((meaning) => ({
        at: there,
        message: `constant.${field}: ${field} cannot be ${meaning}`,
        hint: 'say it in the words of the program, such as status: dormant',
      }));
    }),
  ];
}

const WHOLE = 'columns of a file stand in place of those of the source: name all that it has';

function freshnessFaults(name: string, source: Listed, holds?: Holds): readonly ListFault[] {
  const { freshness } = source;
  if (freshness === undefined || typeof freshness === 'string' || freshness.by === 'file') return [];
  const field = freshness.by.replace('newest ', '');
  const at = ['freshness', 'by'];
  if (holds !== undefined)
    return [{ at, message: `freshness: ${holds} are as old as their files`, hint: 'write by: file' }];
  if (!(field in listedColumns(source)))
    return [
      {
        at,
        message: `freshness: ${field} is not among the columns of ${name}`,
        hint: `add ${field}: ITS HEADER to columns, or write by: file`,
      },
    ];
  return kindOf(field) === 'date'
    ? []
    : [
        {
          at,
          message: `freshness: ${field} is no date`,
          hint: 'name a date, such as by: newest updated_at, or write by: file',
        },
      ];
}
