import { name, type Sql } from '../../engine/sql.js';

/** One number or flag of a person, made in the one pass over the person's rows, or over all persons. */
export interface PersonColumn {
  readonly name: string;
  readonly aggregate: Sql;
}

/** Collects what has to be known of a person; the same aggregate twice is one column. */
export class PersonColumns {
  private readonly byAggregate = new Map<string, PersonColumn>();

  /** Columns of two collections that stand side by side need different endings. */
  constructor(private readonly ending = '') {}

  /** The column that will hold the aggregate. */
  add(label: string, aggregate: Sql): Sql {
    const known = this.byAggregate.get(aggregate.sql);
    const column = known ?? { name: `${label} ${this.byAggregate.size + 1}${this.ending}`, aggregate };
    this.byAggregate.set(aggregate.sql, column);
    return name(column.name);
  }

  list(): readonly PersonColumn[] {
    return [...this.byAggregate.values()];
  }
}
