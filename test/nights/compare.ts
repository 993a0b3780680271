import { expect } from 'vitest';
import type { World } from '../cli/program.js';
import type { Ask } from './invariants.js';
import type { LegacyRow } from './legacy.js';
import type { NaiveProgramme } from './naive.js';
import { writtenBack } from './project.js';

/** Holds a target against the naive programme, whose ids are other words for the same members. */
export class Comparison {
  /** naive id -> id of the target; once known, never another. */
  private readonly known = new Map<string, string>();

  constructor(
    private readonly naive: NaiveProgramme,
    private readonly ask: Ask,
  ) {}

  /** The id of a member in the target; undefined before the target has met him. */
  inTarget(member: string): string | undefined {
    return this.known.get(member);
  }

  async expectSame(rows: readonly LegacyRow[], where: string): Promise<void> {
    await this.expectSameIds(rows, where);
    const name = (member: string) => this.known.get(member) ?? `nobody knows ${member}`;
    const { naive } = this;
    const members = await this.ask('select member_id, grade, gone_since, merged_into from members');
    const living = members.filter((m) => m.gone_since === null && m.merged_into === null);
    expect(lines(living.map((m) => [m.member_id, m.grade])), `${where}: grades`).toEqual(
      lines([...naive.grades].map(([member, grade]) => [name(member), grade ?? null])),
    );
    expect(
      lines(members.filter((m) => m.merged_into !== null).map((m) => [m.member_id, m.merged_into])),
      `${where}: ended ids`,
    ).toEqual(lines([...naive.ended].map(([member, heir]) => [name(member), name(heir)])));
    const held = await this.ask('select member_id, balance from points where balance <> 0');
    expect(lines(held.map((p) => [p.member_id, p.balance])), `${where}: points`).toEqual(
      lines([...naive.balances].flatMap(([member, b]) => (b === 0 ? [] : [[name(member), b]]))),
    );
  }

  /** Each row that has a grade was told it. */
  expectTold(world: World, rows: readonly LegacyRow[], where: string): void {
    const graded = rows.filter(({ key }) => this.naive.grades.get(this.naive.idOf(key)) !== undefined);
    const keys = new Set(graded.map(({ key }) => key));
    expect(
      writtenBack(world)
        .filter((line) => keys.has(line.split(' ')[0] ?? ''))
        .toSorted(),
      `${where}: written back`,
    ).toEqual(graded.map(({ key }) => `${key} ${this.naive.told(key)}`).toSorted());
  }

  private async expectSameIds(rows: readonly LegacyRow[], where: string): Promise<void> {
    const links = await this.ask('select source_member_id, member_id from links');
    const found = new Map(links.map((l) => [String(l.source_member_id), String(l.member_id)]));
    for (const { key } of rows) {
      const member = this.naive.idOf(key);
      const id = found.get(key) ?? 'no link';
      if (!this.known.has(member)) {
        expect([...this.known.values()], `${where}: the new id of ${key} was another member's`).not.toContain(
          id,
        );
        this.known.set(member, id);
      }
      expect(`${key} ${id}`, `${where}: id`).toBe(`${key} ${this.known.get(member)}`);
    }
  }
}

function lines(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map((cells) => cells.map(String).join(' ')).toSorted();
}
