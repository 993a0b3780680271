import { afterAll, beforeAll, expect, test } from 'vitest';
import { identitySchema } from '../../src/config/identity-schema.js';
import type { Engine } from '../../src/engine/engine.js';
import { raw } from '../../src/engine/sql.js';
import { listEmptied } from '../../src/standardise/emptied.js';
import { standardise } from '../../src/standardise/rows.js';
import { smallEngine } from '../engine/small-engine.js';
import { AS_OF, configOf, emptied, read, source, type Texts } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

const junk = {
  name: ['본사'],
  phone: ['02-555-1234', '010-9999-0001'],
  email: ['Shop@Acme.kr'],
  card_no: ['9999-0000'],
};

test('values that the config calls junk are empty in any spelling, and listed', async () => {
  const shop = source('name phone email card_no');
  const rows: readonly Texts[] = [
    { member_id: '1', name: '본사', phone: '(02) 555-1234', email: 'shop@acme.kr', card_no: '99990000' },
    { member_id: '2', name: '본사랑', phone: '010 9999 0001', email: 'shop@acme.co', card_no: '9999 0001' },
  ];
  const config = { ...configOf(shop), identity: identitySchema.parse({ junk }) };
  await read(engine, shop, rows);
  await standardise(engine, config, { asOf: AS_OF, ciKey: '', exclusions: [] });
  await listEmptied(engine, config, AS_OF);
  expect(await engine.rows(raw('select name, phone, email, card_no from rows order by row_id'))).toEqual([
    { name: null, phone: null, email: null, card_no: null },
    { name: '본사랑', phone: null, email: 'shop@acme.co', card_no: '99990001' },
  ]);
  expect(await emptied(engine)).toEqual([
    'card_no junk_value 99990000',
    'email junk_value shop@acme.kr',
    'name junk_value 본사',
    'phone junk_value (02) 555-1234',
    'phone junk_value 010 9999 0001',
  ]);
});
