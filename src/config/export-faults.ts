import type { Fault } from '../failure.js';
import { composedFaults } from './composed-faults.js';
import { parseDateFormat } from './date-format.js';
import { CLOSED_VALUES, type Holds, kindOf, RESERVED_NAMES, strangeMeanings } from './fields.js';
import { listedColumns, listFaults } from './list-faults.js';
import { nearest } from './nearest.js';
import { ORDER_FIELD_NAMES, RESERVED_IN_ORDERS } from './order-fields.js';
import { originFaults } from './origin-faults.js';
import type { ConfigFile, SourceFile } from './schema.js';
import type { Yaml, YamlPath } from './yaml.js';

/** What the sources, the orders and the lots say about their columns, as far as it is no matter of shape. */
export function exportFaults(
  yaml: Yaml,
  { sources, orders, lots, legacy_files }: ConfigFile,
): readonly Fault[] {
  const names = Object.keys(sources);
  const section = (
    path: 'sources' | Holds,
    exports: Readonly<Record<string, Written>>,
    required: readonly string[],
  ) =>
    Object.entries(exports).flatMap(([name, written]) =>
      faultsOf({
        yaml,
        path: [path, name],
        name,
        required,
        written,
        names,
        ...(path === 'sources' ? {} : { holds: path }),
      }),
    );
  const whole = Object.entries(sources).map(([name, source]) => [
    name,
    { ...source, columns: listedColumns(source) },
  ]);
  return [
    ...section('sources', Object.fromEntries(whole), ['member_id']),
    ...section('orders', orders, ['order_no', 'member_id', 'amount', 'ordered_at']),
    ...section('lots', lots, ['member_id', 'amount']),
    ...composedFaults(yaml, { sources, orders, lots, legacy_files }),
    ...Object.entries({ sources, orders, lots }).flatMap(([word, exports]) =>
      Object.entries(exports).flatMap(([name, source]) =>
        listFaults(name, source as SourceFile, word === 'sources' ? undefined : (word as Holds)).map(
          ({ at, ...rest }) => ({
            file: yaml.file,
            ...yaml.where([word, name, ...at]),
            ...rest,
          }),
        ),
      ),
    ),
    ...(['orders', 'lots'] as const)
      .filter((word) => names.includes(word) && Object.keys({ orders, lots }[word]).length > 0)
      .map((word) => ({
        file: yaml.file,
        ...yaml.whereKey(['sources', word]),
        message: `a source cannot be called ${word} beside the section ${word}`,
        hint: 'choose another name',
      })),
  ];
}

type Written = Pick<SourceFile, 'columns' | 'formats' | 'values' | 'on_repeat' | 'files' | 'from'> & {
  readonly extra?: SourceFile['extra'];
  readonly of?: string;
};

interface Context {
  readonly yaml: Yaml;
  readonly path: YamlPath;
  readonly name: string;
  readonly required: readonly string[];
  readonly written: Written;
  /** Of the sources. */
  readonly names: readonly string[];
  readonly holds?: Holds;
}

function faultsOf(context: Context): readonly Fault[] {
  return [
    ...originFaults(context.yaml, context.path, context.written),
    ...ownerFaults(context),
    ...columnFaults(context),
    ...formatFaults(context),
    ...valueFaults(context),
    ...repeatFaults(context),
    ...extraFaults(context),
  ];
}

function ownerFaults(context: Context): readonly Fault[] {
  const { written, names } = context;
  if (written.of === undefined || names.includes(written.of)) return [];
  const guess = nearest(written.of, names);
  const hint = guess === undefined ? `sources: ${names.join(', ')}` : `did you mean ${guess}?`;
  return [fault(context, ['of'], `of: there is no source ${written.of}`, hint)];
}

function columnFaults(context: Context): readonly Fault[] {
  const { written, name, required } = context;
  return required
    .filter((field) => !(field in written.columns))
    .map((field) =>
      fault(
        context,
        ['columns'],
        `${name}: columns has no ${field}`,
        field === 'member_id'
          ? 'add the header of the column that identifies a member, such as member_id: 회원번호; without one, member_id: { from: [이메일, 휴대폰] }'
          : `add the header of that column, such as ${field}: ${field}`,
      ),
    );
}

function formatFaults(context: Context): readonly Fault[] {
  const { written, holds } = context;
  return Object.entries(written.formats).flatMap(([field, formats]) => {
    const at = ['formats', field];
    if (!(field in written.columns)) return [unmapped(context, at)];
    return [formats ?? []].flat().flatMap((format) => {
      if (kindOf(field, holds) !== 'date')
        return [
          fault(
            context,
            at,
            `formats.${field}: ${field} is no date`,
            'formats are for dates alone: take this line out',
          ),
        ];
      if (parseDateFormat(format) !== undefined) return [];
      const hint = 'use YYYY or YY, MM and DD once each, such as YYYY.MM.DD or YYMMDD';
      return [fault(context, at, `formats.${field}: ${format} is no date format`, hint)];
    });
  });
}

function valueFaults(context: Context): readonly Fault[] {
  const { written, holds } = context;
  return Object.entries(written.values).flatMap(([field, meanings]) => {
    const at = ['values', field];
    if (!(field in written.columns)) return [unmapped(context, at)];
    const kind = kindOf(field, holds);
    const known = CLOSED_VALUES[kind];
    const noList =
      known === undefined && kind !== 'label'
        ? [
            fault(
              context,
              at,
              `values.${field}: ${field} has no list of values`,
              'values are for labels, gender, status and consents: take this line out',
            ),
          ]
        : [];
    const strange = strangeMeanings(kind, meanings ?? {}).map((meaning) =>
      fault(context, at, `values.${field}: ${field} cannot be ${meaning}`, `it can be: ${known?.join(', ')}`),
    );
    return [...noList, ...strange];
  });
}

function repeatFaults(context: Context): readonly Fault[] {
  const { written, name, holds } = context;
  if (written.on_repeat === 'reject') return [];
  const { latest } = written.on_repeat;
  const at = ['on_repeat', 'latest'];
  if (!(latest in written.columns))
    return [
      fault(
        context,
        at,
        `on_repeat: ${latest} is not among the columns of ${name}`,
        `add ${latest}: ITS HEADER to columns, or name another date`,
      ),
    ];
  return kindOf(latest, holds) === 'date'
    ? []
    : [
        fault(
          context,
          at,
          `on_repeat: ${latest} is no date`,
          'name a date among the columns, such as updated_at',
        ),
      ];
}

function extraFaults(context: Context): readonly Fault[] {
  const { written, holds } = context;
  const isTaken = (field: string) =>
    RESERVED_NAMES.has(field) ||
    (holds === 'orders' && [...ORDER_FIELD_NAMES, ...RESERVED_IN_ORDERS].some((own) => own === field));
  return Object.keys(written.extra ?? {}).flatMap((field) => {
    if (field in written.columns)
      return [
        fault(
          context,
          ['extra', field],
          `extra.${field}: ${field} is among the columns already`,
          'leave it out here, or choose another name',
        ),
      ];
    return isTaken(field)
      ? [
          fault(
            context,
            ['extra', field],
            `extra.${field}: the program needs this name for itself`,
            'choose another name',
          ),
        ]
      : [];
  });
}

function unmapped(context: Context, path: YamlPath): Fault {
  const [section, field] = path;
  return fault(
    context,
    path,
    `${section}.${field}: ${field} is not among the columns of ${context.name}`,
    `add ${field}: ITS HEADER to columns, or take this line out`,
  );
}

function fault({ yaml, path }: Context, inner: YamlPath, message: string, hint?: string): Fault {
  const place = yaml.where([...path, ...inner]);
  return { file: yaml.file, ...place, message, ...(hint === undefined ? {} : { hint }) };
}
