import type { Fault } from '../failure.js';
import type { ColumnText } from './column-schema.js';
import { COMPOSITIONS, idParts, type Layout } from './composed-columns.js';
import { isField } from './fields.js';
import type { ConfigFile, SourceFile } from './schema.js';
import type { Yaml, YamlPath } from './yaml.js';

type Sections = Pick<ConfigFile, 'sources' | 'orders' | 'lots' | 'legacy_files'>;

/** What is wrong with fields that are made of several columns, and with what cannot be beside a made member id. */
export function composedFaults(yaml: Yaml, sections: Sections): readonly Fault[] {
  const { sources, orders, lots } = sections;
  const wrongs = [
    ...Object.entries(sources).flatMap(([name, source]) => [
      ...layoutsOf(source).flatMap(({ at, layout }) => layoutFaults(['sources', name, ...at], layout)),
      ...madeIdFaults(name, source, sections),
    ]),
    ...Object.entries({ orders, lots }).flatMap(([section, exports]) =>
      Object.entries<Partial<Layout>>(exports).flatMap(([name, { columns = {}, extra = {} }]) =>
        layoutFaults([section, name], { columns, extra }, KEYS),
      ),
    ),
  ];
  return wrongs.map(({ at, ...rest }) => ({ file: yaml.file, ...yaml.where(at), ...rest }));
}

interface Wrong {
  readonly at: YamlPath;
  readonly message: string;
  readonly hint: string;
}

interface Placed {
  readonly at: YamlPath;
  readonly layout: Layout;
}

/** The columns of a source, and those of its files that are laid out in their own way. */
function layoutsOf({ columns, extra, files }: SourceFile): readonly Placed[] {
  const lists = [files ?? []].flat().flatMap((entry, at) => {
    if (typeof entry === 'string' || entry.columns === undefined) return [];
    return [{ at: ['files', at], layout: { columns: entry.columns, extra: entry.extra ?? {} } }];
  });
  return [{ at: [], layout: { columns, extra } }, ...lists];
}

/** What a record of an order or of a lot is known by. */
const KEYS = ['order_no', 'lot_no', 'member_id'];

function layoutFaults(at: YamlPath, { columns, extra }: Layout, keys?: readonly string[]): readonly Wrong[] {
  const wrong = (section: string, allowed: (field: string) => readonly string[]) =>
    Object.entries(section === 'columns' ? columns : extra).flatMap(([field, column]) =>
      column === undefined ? [] : columnFaults([...at, section, field], column, allowed(field)),
    );
  return [
    ...wrong('columns', (field) => {
      if (keys?.includes(field)) return [];
      if (field === 'member_id') return ['from'];
      return JOINED.includes(field) && keys === undefined ? ['join', 'first'] : ['first'];
    }),
    ...wrong('extra', () => ['join', 'first']),
  ];
}

const JOINED = ['name', 'address'];

function columnFaults(at: YamlPath, column: ColumnText, allowed: readonly string[]): readonly Wrong[] {
  if (typeof column === 'string') return [];
  const written = COMPOSITIONS.filter((how) => column[how] !== undefined);
  const path = at.slice(-2).join('.');
  const field = String(at.at(-1));
  if (written.length === 1 && allowed.includes(String(written[0]))) return [];
  if (allowed.length === 0)
    return [{ at, message: `${path}: must be a header`, hint: `such as ${field}: HEADER` }];
  const message = `${path}: must be a header or one of ${allowed.map((how) => `{ ${how}: [...] }`).join(', ')}`;
  return [{ at, message, hint: hintFor(field, written) }];
}

function hintFor(field: string, written: readonly string[]): string {
  if (written.length > 1) return `it has ${written.join(' and ')}: keep one of them`;
  if (written.includes('join'))
    return isField(field) ? 'join is for name, address and extra' : 'write a header, or first';
  if (field === 'member_id') return 'such as { from: [이메일, 휴대폰] }';
  return written.includes('from') ? 'from is for member_id' : 'such as { first: [휴대폰, 전화번호] }';
}

/** An id that is made of values is known to nobody else, and changes with them. */
function madeIdFaults(name: string, source: SourceFile, sections: Sections): readonly Wrong[] {
  const layouts = layoutsOf(source).filter(({ layout }) => layout.columns.member_id !== undefined);
  const made = layouts.flatMap(({ layout }) => idParts(layout) ?? []);
  if (made.length === 0) return [];
  const path = ['sources', name];
  const delta = {
    at: [...path, 'mode'],
    message: `${path.join('.')}.mode: a delta export needs member ids of its own`,
    hint: 'a row whose values change gets another id, and the row as it was would stay for good: export all members and write mode: full',
  };
  return [
    ...unlikeFaults(path, layouts),
    ...(source.mode === 'delta' ? [delta] : []),
    ...strangerFaults(name, sections),
  ];
}

/** A person who moves to another list must keep the id. */
function unlikeFaults(path: YamlPath, layouts: readonly Placed[]): readonly Wrong[] {
  const [first] = layouts;
  const fieldsOf = (layout: Layout) => idParts(layout)?.map(({ field }) => field ?? '?') ?? ['a column'];
  return layouts.slice(1).flatMap(({ at, layout }) => {
    const expected = first === undefined ? '' : fieldsOf(first.layout).join(', ');
    const own = fieldsOf(layout).join(', ');
    if (own === expected) return [];
    return [
      {
        at: [...path, ...at, 'columns', 'member_id'],
        message: `member_id: made from ${own} here, from ${expected} in other files of this source`,
        hint: 'all files of a source make it from the same fields in the same order',
      },
    ];
  });
}

/** Who else would have to name members by this id. */
function strangerFaults(name: string, { orders, lots, legacy_files }: Sections): readonly Wrong[] {
  const message = `the member ids of ${name} are made by tier-merge: no other file can name them`;
  const hint = `give ${name} a column for member_id, or take this out`;
  const owned = Object.entries({ orders, lots }).flatMap(([section, exports]) =>
    Object.entries(exports)
      .filter(([, { of }]) => of === name)
      .map(([own]) => ({ at: [section, own, 'of'], message, hint })),
  );
  const told = name in legacy_files ? [{ at: ['legacy_files', name], message, hint }] : [];
  return [...owned, ...told];
}
