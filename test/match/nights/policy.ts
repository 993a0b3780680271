/** A row of a night and who it really is; rows are ordered by their key. */
export interface TruthRow {
  readonly key: string;
  readonly person: string;
  readonly withdrawn: boolean;
}

/** What is known of member ids when a night begins. */
export interface Members {
  readonly idOf: ReadonlyMap<string, string>;
  /** The night in which an id was born. */
  readonly born: ReadonlyMap<string, number>;
  readonly gone: ReadonlySet<string>;
}

export interface IdChange {
  readonly id: string;
  readonly change: 'new' | 'split' | 'merged' | 'gone' | 'returned';
  readonly other: string;
}

export interface Night {
  readonly night: number;
  readonly rows: readonly TruthRow[];
  /** The id that a person was given who must have one of its own, by its first row. */
  readonly newId: (firstRow: string) => string;
}

export const NOBODY: Members = { idOf: new Map(), born: new Map(), gone: new Set() };

/**
 * The policy of docs/matching.md, id by id and person by person: which id each person has, and what becomes of ids.
 */
export function follow(
  members: Members,
  { night, rows, newId }: Night,
): { readonly members: Members; readonly changes: readonly IdChange[] } {
  const persons = byPerson(rows);
  const oldIds = [...new Set(members.idOf.values())];
  const wonBy = new Map(oldIds.map((id) => [id, winner(members, persons, id)]));
  const idOf = new Map<string, string>();
  const born = new Map(members.born);
  const gone = new Set(members.gone);
  const changes: IdChange[] = [];
  for (const own of persons.values()) {
    const [kept, ...others] = oldIds.filter((id) => wonBy.get(id) === own).sort(eldest(members));
    const id = kept ?? newId((own[0] as TruthRow).key);
    for (const { key } of own) idOf.set(key, id);
    for (const other of others) changes.push({ id: other, change: 'merged', other: id });
    if (kept === undefined) {
      const from = brought(members, own);
      born.set(id, night);
      changes.push({ id, change: from === undefined ? 'new' : 'split', other: from ?? '' });
    } else if (gone.delete(id)) changes.push({ id, change: 'returned', other: '' });
  }
  for (const id of oldIds.filter((one) => wonBy.get(one) === undefined)) {
    // The rows of a member without any row tonight still belong to it, until they come back.
    for (const [key, its] of members.idOf) if (its === id) idOf.set(key, id);
    if (!gone.has(id)) changes.push({ id, change: 'gone', other: '' });
    gone.add(id);
  }
  return { members: { idOf, born, gone }, changes };
}

type Person = readonly TruthRow[];

function byPerson(rows: readonly TruthRow[]): ReadonlyMap<string, Person> {
  const persons = new Map<string, TruthRow[]>();
  for (const row of rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)))
    persons.set(row.person, [...(persons.get(row.person) ?? []), row]);
  return persons;
}

/** Who has an id tonight: most living rows of it, then the smallest of its rows; nobody when none of them is there. */
function winner(members: Members, persons: ReadonlyMap<string, Person>, id: string): Person | undefined {
  const parts = [...persons.values()].flatMap((own) => {
    const its = own.filter(({ key }) => members.idOf.get(key) === id);
    return its.length === 0 ? [] : [{ own, living: living(its), first: (its[0] as TruthRow).key }];
  });
  return parts.sort((a, b) => b.living - a.living || (a.first < b.first ? -1 : 1))[0]?.own;
}

/** The oldest id, then the one with most rows last night, then the smaller one. */
function eldest({ born, idOf }: Members) {
  const size = (id: string) => [...idOf.values()].filter((one) => one === id).length;
  return (a: string, b: string) =>
    (born.get(a) ?? 0) - (born.get(b) ?? 0) || size(b) - size(a) || (a < b ? -1 : 1);
}

/** The id that most living rows of a person had last night, then its first row. */
function brought({ idOf }: Members, own: Person): string | undefined {
  const ids = [...new Set(own.flatMap(({ key }) => idOf.get(key) ?? []))];
  const of = (id: string) => own.filter(({ key }) => idOf.get(key) === id);
  const first = (id: string) => (of(id)[0] as TruthRow).key;
  return ids.sort((a, b) => living(of(b)) - living(of(a)) || (first(a) < first(b) ? -1 : 1))[0];
}

function living(rows: Person): number {
  return rows.filter(({ withdrawn }) => !withdrawn).length;
}

/** `id change other` of each change, sorted. */
export function asLines(changes: readonly IdChange[]): readonly string[] {
  return changes.map(({ id, change, other }) => `${id} ${change} ${other}`.trim()).sort();
}
