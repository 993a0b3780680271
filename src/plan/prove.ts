import type { Config } from '../config/config.js';
import { kindOf } from '../config/fields.js';
import type { Engine } from '../engine/engine.js';
import { either, join, name, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import type { BucketReport } from '../report/model.js';
import type { RuleSet } from '../rules/ruleset.js';

/**
 * Looks at the finished plan, not at the rules it was made by: no member has a consent that one of its rows
 * refuses or leaves open (of a channel that goes by the latest act: that was refused since, or never given),
 * and no bucket holds more or less than rounding can explain.
 */
export async function provePlan(
  engine: Engine,
  config: Config,
  points: readonly BucketReport[],
  fields: RuleSet['fields'] = new Map(),
): Promise<void> {
  const channels = [...new Set(config.sources.flatMap((source) => Object.keys(source.columns)))].filter(
    (field) => kindOf(field) === 'flag',
  );
  const byAct = channels.filter((channel) => fields.get(channel)?.some(({ kind }) => kind === 'latest_act'));
  await proveStrictest(
    engine,
    config,
    channels.filter((channel) => !byAct.includes(channel)),
  );
  for (const channel of byAct) await proveLatestAct(engine, channel);
  const { members } = await engine.one<{ members: bigint }>(sql`select count(*) as members from graded`);
  for (const bucket of points) provePoints(bucket, members);
}

async function proveStrictest(engine: Engine, config: Config, channels: readonly string[]): Promise<void> {
  if (channels.length === 0) return;
  const widened = channels.map((channel) => {
    const asked = config.sources
      .filter((source) => channel in source.columns)
      .map(({ order }) => sql`${order}`);
    return sql`graded.${name(channel)} and rows.${name(channel)} is distinct from true and source_no in (${join(asked)})`;
  });
  const { rows } = await engine.one<{ rows: bigint }>(
    sql`select count(*) as rows from rows join person_rows using (row_id) join graded using (person_id)
      where ${either(widened)}`,
  );
  if (rows > 0n) throw broken(`${rows} rows are in members with a consent that they do not give`);
}

async function proveLatestAct(engine: Engine, channel: string): Promise<void> {
  const [given, at] = [name(channel), name(`${channel}_at`)];
  const { persons } = await engine.one<{ persons: bigint }>(sql`
    select count(*) as persons
    from graded join (
      select person_id, bool_or(${given}) as said_yes, bool_or(not ${given} and ${at} is null) as said_no_some_day,
        max(${at}) filter (where ${given}) as last_yes, max(${at}) filter (where not ${given}) as last_no
      from rows join person_rows using (row_id) group by person_id) using (person_id)
    where graded.${given}
      and (said_yes is not true or said_no_some_day or (last_no is not null and coalesce(last_yes <= last_no, true)))`);
  if (persons > 0n) throw broken(`${persons} members have ${channel} though their last act was another`);
}

/** Each member's balance is rounded once, by less than one unit. */
function provePoints({ bucket, rounded_off }: BucketReport, members: bigint): void {
  const whole = BigInt(rounded_off.replace(/^-/, '').replace(/\..*$/, ''));
  if (whole > members) throw broken(`the bucket ${bucket} is ${rounded_off} off what went into it`);
}

function broken(message: string): Failure {
  return new Failure('internal', message, 'this is a fault of the program: please report it');
}
