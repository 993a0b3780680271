import type { Config, Source } from '../config/config.js';
import { fieldsOf } from '../config/source-fields.js';
import type { Engine } from '../engine/engine.js';
import { join, name, type Sql, sql } from '../engine/sql.js';
import { ownJunk } from './own-junk.js';
import { e164, isJunkPhone, phoneKey } from './phone.js';

const BATCH = 1_000;

/**
 * Gives `rows` the phones that the engine could not rewrite itself, as libphonenumber reads them: one
 * distinct text at a time. What it does not accept stays without a phone.
 */
export async function settleOddPhones(engine: Engine, config: Config): Promise<void> {
  const sources = config.sources.filter((source) => 'phone' in source.columns);
  if (sources.length === 0) return;
  await engine.step('odd_phones', join(sources.map(oddPhones), ' union all '));
  await readPhoneTexts(engine, sql`select distinct text from odd_phones`, config.identity);
  await replaceRows(engine);
  await engine.drop('odd_phones', 'phone_text');
}

/** `phone_text(text, phone)`: those of these texts that libphonenumber accepts. */
export async function readPhoneTexts(engine: Engine, select: Sql, identity: PhoneReading): Promise<void> {
  await engine.run(sql`create or replace table phone_text (text varchar, phone varchar)`);
  for await (const texts of engine.batches<{ text: string }>(select)) {
    await insert(
      engine,
      texts.map(({ text }) => text),
      identity,
    );
  }
}

type PhoneReading = Pick<Config['identity'], 'country' | 'junk'>;

/** The engine updates a few rows of a wide table far slower than it deletes and inserts them. */
async function replaceRows(engine: Engine): Promise<void> {
  const settled = await engine.step(
    'settled_rows',
    sql`select rows.* replace (phone_text.phone as phone, ${phoneKey(sql`phone_text.phone`)} as phone_key,
          rows.unread - odd_phones.mark as unread)
      from rows join odd_phones using (row_id) join phone_text using (text)
      where not ${isJunkPhone(sql`phone_text.phone`)}`,
  );
  if (settled > 0) {
    await engine.run(sql`delete from rows where row_id in (select row_id from settled_rows)`);
    await engine.run(sql`insert into rows by name select * from settled_rows`);
  }
  await engine.drop('settled_rows');
}

/** The texts in the phone column that gave no value. */
function oddPhones(source: Source): Sql {
  const bit = fieldsOf(source).indexOf('phone');
  return sql`select row_id, read_rows.phone as text, cast(${2n ** BigInt(bit)} as uhugeint) as mark
    from (select row_id, read_row from rows where source_no = ${source.order} and (unread >> ${bit}) % 2 = 1) as unread_rows
    join (select rowid as read_row, phone from ${name(`read_${source.name}`)}) as read_rows using (read_row)`;
}

async function insert(engine: Engine, texts: readonly string[], identity: PhoneReading): Promise<void> {
  const rows: Sql[] = [];
  const junk = ownJunk('phone', identity);
  for (const text of texts) {
    const phone = e164(text, identity.country);
    if (phone !== undefined && !junk.includes(phone)) rows.push(sql`(${text}, ${phone})`);
  }
  for (let at = 0; at < rows.length; at += BATCH) {
    await engine.run(sql`insert into phone_text values ${join(rows.slice(at, at + BATCH))}`);
  }
}
