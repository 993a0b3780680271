import type { Config } from '../config/config.js';
import { kindOf } from '../config/fields.js';
import type { Engine } from '../engine/engine.js';
import { either, join, name, type Sql, sql } from '../engine/sql.js';
import { Failure } from '../failure.js';
import type { BucketReport } from '../report/model/points.js';
import type { Masters } from '../rules/masters.js';
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
  { fields, masters }: ProvenBy = { fields: new Map(), masters: { fields: [], buckets: [] } },
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
  await proveKept(
    engine,
    config,
    channels.filter((channel) => masters.fields.includes(channel)),
  );
  for (const channel of byAct) await proveLatestAct(engine, channel);
  const { members } = await engine.one<{ members: bigint }>(sql`select count(*) as members from graded`);
  for (const bucket of points) provePoints(bucket, members);
}

interface ProvenBy {
  readonly fields: RuleSet['fields'];
  readonly masters: Masters;
}

async function proveStrictest(engine: Engine, config: Config, channels: readonly string[]): Promise<void> {
  if (channels.length === 0) return;
  const widened = channels.map((channel) => {
    const asked = askedIn(config, channel);
    return sql`graded.${name(channel)} and rows.${name(channel)} is distinct from true and source_no in (${asked})`;
  });
  const { rows } = await engine.one<{ rows: bigint }>(
    sql`select count(*) as rows from rows join person_rows using (row_id) join graded using (person_id)
      where ${either(widened)}`,
  );
  if (rows > 0n) throw broken(`${rows} rows are in members with a consent that they do not give`);
}

/** Of a channel that the target is master of: it may hold a yes that no row gives, and none that a row refuses. */
async function proveKept(engine: Engine, config: Config, channels: readonly string[]): Promise<void> {
  if (channels.length === 0) return;
  const widened = channels.map(
    (channel) =>
      sql`unified.${name(channel)} and not graded.${name(channel)} and not rows.${name(channel)} and source_no in (${askedIn(config, channel)})`,
  );
  const { rows } = await engine.one<{ rows: bigint }>(
    sql`select count(*) as rows from rows join person_rows using (row_id)
      join graded using (person_id) join unified using (person_id) where ${either(widened)}`,
  );
  if (rows > 0n) throw broken(`${rows} rows are in members with a consent that they refuse`);
}

function askedIn({ sources }: Config, channel: string): Sql {
  return join(sources.filter((source) => channel in source.columns).map(({ order }) => sql`${order}`));
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

/**
 * Each member's balance is rounded once, by less than one unit. Where balances move, they hold together what they
 * held, what the sources changed and what lifted some to 0: what changes hands is neither made nor lost.
 */
function provePoints({ bucket, rounded_off, out, held }: BucketReport, members: bigint): void {
  const whole = BigInt(rounded_off.replace(/^-/, '').replace(/\..*$/, ''));
  if (whole > members) throw broken(`the bucket ${bucket} is ${rounded_off} off what went into it`);
  if (held === undefined) return;
  const lost = BigInt(held.before) + BigInt(out) + BigInt(held.raised) - BigInt(held.after);
  if (lost !== 0n) throw broken(`the balances of ${bucket} are ${lost} off what they held and what moved`);
}

function broken(message: string): Failure {
  return new Failure('internal', message, 'this is a fault of the program: please report it');
}
