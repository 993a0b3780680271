import type { Config } from '../config/config.js';
import { kindOf } from '../config/fields.js';
import type { Engine } from '../engine/engine.js';
import { either, join, name, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import type { BucketReport } from '../report/model.js';

/**
 * Looks at the finished plan, not at the rules it was made by: no member has a consent that one of its rows
 * refuses or leaves open, and no bucket holds more or less than rounding can explain.
 */
export async function provePlan(
  engine: Engine,
  config: Config,
  points: readonly BucketReport[],
): Promise<void> {
  await proveConsents(engine, config);
  const { members } = await engine.one<{ members: bigint }>(sql`select count(*) as members from merged`);
  for (const bucket of points) provePoints(bucket, members);
}

async function proveConsents(engine: Engine, config: Config): Promise<void> {
  const channels = [...new Set(config.sources.flatMap((source) => Object.keys(source.columns)))].filter(
    (field) => kindOf(field) === 'flag',
  );
  if (channels.length === 0) return;
  const widened = channels.map((channel) => {
    const asked = config.sources
      .filter((source) => channel in source.columns)
      .map(({ order }) => sql`${order}`);
    return sql`merged.${name(channel)} and rows.${name(channel)} is distinct from true and source_no in (${join(asked)})`;
  });
  const { rows } = await engine.one<{ rows: bigint }>(
    sql`select count(*) as rows from rows join person_rows using (row_id) join merged using (person_id)
      where ${either(widened)}`,
  );
  if (rows > 0n) throw broken(`${rows} rows are in members with a consent that they do not give`);
}

/** Each member's balance is rounded once, by less than one unit. */
function provePoints({ bucket, rounded_off }: BucketReport, members: bigint): void {
  const whole = BigInt(rounded_off.replace(/^-/, '').replace(/\..*$/, ''));
  if (whole > members) throw broken(`the bucket ${bucket} is ${rounded_off} off what went into it`);
}

function broken(message: string): Failure {
  return new Failure('internal', message, 'this is a fault of the program: please report it');
}
