import { describe, expect, it } from 'vitest';
import { SOURCE_PRESETS } from '../../src/config/source-presets.js';
import { faultsOf, load, withOnline } from './support.js';

describe('a preset of a source', () => {
  it('gives the columns, extras, formats and value lists that the config does not write', async () => {
    const { sources } = await load(withOnline('    preset: square'));
    expect(sources[0]?.columns).toMatchObject({ member_id: 'Square Customer ID', phone: 'Phone Number' });
    expect(sources[0]?.formats.birth_date).toEqual(['YYYY-MM-DD', 'MM/DD/YYYY', 'MM-DD-YYYY']);
    expect(sources[0]?.values).toEqual({
      consent_email: { subscribed: true, unsubscribed: false, bounced: false },
    });
    expect(sources[0]?.preset?.name).toBe('square');
  });

  it('gives way to what the config writes, entry by entry', async () => {
    const { sources } = await load(
      withOnline(`    preset: square
    encoding: utf-8
    columns: { phone: Mobile }
    extra: { memo: Memo }
    formats: { birth_date: DD.MM.YYYY }
    values: { consent_email: { yes: true } }`),
    );
    expect(sources[0]?.encoding).toBe('utf-8');
    expect(sources[0]?.columns).toMatchObject({ member_id: 'Square Customer ID', phone: 'Mobile' });
    expect(sources[0]?.extra).toEqual({ memo: 'Memo' });
    expect(sources[0]?.formats.birth_date).toBe('DD.MM.YYYY');
    expect(sources[0]?.formats.joined_at).toEqual(['YYYY-MM-DD', 'MM/DD/YYYY', 'MM-DD-YYYY']);
    expect(sources[0]?.values).toEqual({ consent_email: { yes: true } });
  });

  it('loses the columns that the config takes out, and what it says about them', async () => {
    const { sources } = await load(
      withOnline(`    preset: square
    columns: { birth_date: none, consent_email: none }`),
    );
    const [online] = sources;
    expect(Object.keys(online?.columns ?? {})).toEqual([
      ...['member_id', 'name', 'email', 'phone', 'address', 'postal_code', 'spend', 'orders'],
      ...['joined_at', 'last_activity_at'],
    ]);
    expect(Object.keys(online?.formats ?? {})).toEqual(['joined_at', 'last_activity_at']);
    expect(online?.values).toEqual({});
  });

  it('loses nothing that the config itself says of a column that it takes out', async () => {
    expect(
      await faultsOf(
        withOnline(`    preset: square
    columns: { birth_date: none, consent_email: none }
    formats: { birth_date: DD.MM.YYYY }
    values: { consent_email: { ja: true } }`),
      ),
    ).toEqual([
      '10:28 formats.birth_date: birth_date is not among the columns of online | add birth_date: ITS HEADER to columns, or take this line out',
      '11:30 values.consent_email: consent_email is not among the columns of online | add consent_email: ITS HEADER to columns, or take this line out',
    ]);
    const { sources } = await load(
      withOnline(`    preset: square
    files: [{ path: old.csv, columns: { member_id: id, birth_date: born } }]
    columns: { birth_date: none }
    formats: { birth_date: DD.MM.YYYY }`).replace('    files: online.csv\n', ''),
      { exports: 'unread' },
    );
    expect(sources[0]?.formats.birth_date).toBe('DD.MM.YYYY');
  });

  it('takes out an extra column too', async () => {
    const { sources } = await load(
      withOnline(`    preset: shopify
    extra: { tags: none }`),
    );
    expect(sources[0]?.extra).toEqual({});
  });

  it('is no word where no preset is named: a column may be called none', async () => {
    const { sources } = await load(withOnline('    columns: { member_id: id, name: none }'));
    expect(sources[0]?.columns).toEqual({ member_id: 'id', name: 'none' });
  });

  it('is told where it has nothing to take out', async () => {
    expect(
      await faultsOf(
        withOnline(`    preset: square
    columns: { stamps: none }`),
      ),
    ).toEqual([
      '9:16 columns.stamps: none takes a column of the preset out, and square has no stamps there | delete the line; it has: member_id, name, email, phone, birth_date, address, postal_code, spend, orders, joined_at, last_activity_at, consent_email',
    ]);
  });

  it('has its faults at the line that names it', async () => {
    expect(
      await faultsOf(
        withOnline(`    preset: square
    columns: { member_id: none }`),
      ),
    ).toEqual([
      '9:14 online: columns has no member_id | add the header of the column that identifies a member, such as member_id: 회원번호; without one, member_id: { from: [이메일, 휴대폰] }',
    ]);
    expect(
      await faultsOf(
        withOnline(`    preset: square
    extra: { spend: Spent }`),
      ),
    ).toEqual([
      '9:21 extra.spend: spend is among the columns already | leave it out here, or choose another name',
    ]);
  });

  it('has a name that is known, or is told with the nearest one and nothing else', async () => {
    expect(await faultsOf(withOnline('    preset: shoppify'))).toEqual([
      '8:13 sources.online.preset: must be cafe24 or loylap or magento or prestashop or shopify or square or woocommerce, not "shoppify" | did you mean shopify?',
    ]);
  });

  it('changes the hash of the config, and no hash without it', async () => {
    const plain = await load(withOnline('    columns: { member_id: id }'));
    const again = await load(withOnline('    columns: { member_id: id }'));
    expect(again.hash).toBe(plain.hash);
    const one = await load(withOnline('    preset: square'));
    expect((await load(withOnline('    preset: square'))).hash).toBe(one.hash);
    const square = SOURCE_PRESETS.find(({ name }) => name === 'square');
    const columns = (square?.source.columns ?? {}) as Record<string, string>;
    columns.phone = 'Mobile';
    try {
      expect((await load(withOnline('    preset: square'))).hash).not.toBe(one.hash);
    } finally {
      columns.phone = 'Phone Number';
    }
  });
});

describe('every preset', () => {
  it.each(SOURCE_PRESETS)('$name is a source as it stands', async ({ name, source }) => {
    const { sources } = await load(withOnline(`    preset: ${name}`));
    expect(sources[0]?.columns).toEqual(source.columns);
    expect(sources[0]?.columns.member_id).toBeDefined();
  });

  it.each(SOURCE_PRESETS)(
    '$name says where its columns come from, and what is uncertain',
    ({ origin, notes }) => {
      expect(origin.length).toBeGreaterThan(0);
      expect(origin.map(({ seen }) => seen).filter((day) => !/^\d{4}-\d{2}-\d{2}$/.test(day))).toEqual([]);
      expect(notes.length).toBeGreaterThan(1);
    },
  );
});
