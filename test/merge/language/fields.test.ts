import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/engine.js';
import { smallEngine } from '../../rules/support.js';
import { differences, ladder } from './support.js';

let engine: Engine;
beforeAll(async () => {
  engine = await smallEngine();
});
afterAll(() => engine.close());

async function holds(fields: string, examples: string): Promise<void> {
  const decide = 'decide: [{ name: r, grade: highest(map) }]\n';
  expect(await differences(engine, { rules: ladder(`${decide}fields: ${fields}`, examples) })).toEqual([]);
}

/** The same two rows, alone and with a third that says nothing: two rows and more go different ways. */
function twoAndMore(online: string, offline: string, expected: string): string {
  return `
  - { given: { online: { ${online} }, offline: { ${offline} } }, expect: { ${expected} } }
  - { given: { online: { ${online} }, offline: [{ ${offline} }, {}] }, expect: { ${expected} } }`;
}

describe('a field survives', () => {
  test('from the most complete row', async () => {
    await holds(
      '{ name: [most_complete, latest] }',
      twoAndMore(
        'name: A, phone: "1", address: X',
        'name: B, phone: "2", last_activity_at: 2026-01-01',
        'name: A, phone: "2"',
      ) + twoAndMore('name: A, phone: "1"', 'name: B, phone: "2", last_activity_at: 2026-01-01', 'name: B'),
    );
  });

  test('with the row that won another field, empty or not', async () => {
    await holds(
      '{ address: [prefer offline], postal_code: with address }',
      twoAndMore('address: X, postal_code: "1"', 'address: Y', 'address: Y, postal_code: null') +
        twoAndMore('address: X, postal_code: "1"', 'postal_code: "2"', 'address: X, postal_code: "1"') +
        twoAndMore('postal_code: "1"', 'postal_code: "2"', 'address: null, postal_code: "2"') +
        twoAndMore('postal_code: "1"', 'name: N', 'postal_code: "1"') +
        '\n  - { given: { online: { address: X, postal_code: "1" } }, expect: { postal_code: "1" } }',
    );
  });

  test('even when it is empty, where the rules say so', async () => {
    await holds(
      '{ phone: [latest, even_empty] }',
      `
  - { given: { online: { phone: "1", joined_at: 2020-01-01 }, offline: { joined_at: 2021-01-01 } }, expect: { phone: null } }
  - { given: { online: { phone: "1", joined_at: 2022-01-01 }, offline: { joined_at: 2021-01-01 } }, expect: { phone: "1" } }
  - { given: { online: { phone: "1", joined_at: 2020-01-01 }, offline: [{ joined_at: 2021-01-01 }, { phone: "3" }] }, expect: { phone: null } }
  - { given: { online: { phone: "1" } }, expect: { phone: "1" } }`,
    );
  });

  test('as all its values, each once, in their order', async () => {
    await holds(
      '{ card_no: all }',
      twoAndMore('card_no: C2', 'card_no: C1', 'card_no: C1; C2') +
        twoAndMore('card_no: C1', 'card_no: C1', 'card_no: C1') +
        twoAndMore('card_no: C1', 'name: N', 'card_no: C1') +
        twoAndMore('name: M', 'name: N', 'card_no: null') +
        '\n  - { given: { online: [{ card_no: C3 }, { card_no: C1 }], offline: [{ card_no: C3 }, { card_no: C2 }] }, expect: { card_no: C1; C2; C3 } }',
    );
  });
});

describe('a consent', () => {
  const yes = (day: string) => `consent_sms: true, consent_sms_at: ${day}`;
  const no = (day: string) => `consent_sms: false, consent_sms_at: ${day}`;
  const sms = (online: string, offline: string, given: boolean) =>
    `\n  - { as_of: 2026-06-30, given: { online: { ${online} }, offline: { ${offline} } }, expect: { consent_sms: ${given} } }`;

  test('by the latest act: a newer refusal wins, a newer consent too, and missing is no act', async () => {
    await holds(
      '{ consent_sms: latest_act }',
      sms(yes('2026-01-01'), no('2025-01-01'), true) +
        sms(yes('2025-01-01'), no('2026-01-01'), false) +
        sms(yes('2026-01-01'), no('2026-01-01'), false) +
        sms(yes('2020-01-01'), '', true) +
        sms('', '', false) +
        sms(yes('2026-01-01'), 'consent_sms: false', false) +
        sms('consent_sms: true', no('2020-01-01'), false) +
        sms('consent_sms: true', '', true) +
        sms('consent_sms: true', 'consent_sms: false', false) +
        sms(no('2020-01-01'), '', false),
    );
  });

  test('is none when it was not renewed for 24 months, or nobody knows when it was given', async () => {
    await holds(
      '{ consent_sms: [latest_act, expires 24 months] }',
      sms(yes('2024-06-30'), '', true) +
        sms(yes('2024-06-29'), '', false) +
        sms(yes('2020-01-01'), yes('2026-01-01'), true) +
        sms('consent_sms: true', '', false),
    );
    await holds(
      '{ consent_sms: [strictest, expires 24 months] }',
      sms(yes('2024-06-30'), yes('2026-01-01'), true) +
        sms(yes('2024-06-29'), yes('2026-01-01'), false) +
        sms(yes('2026-01-01'), 'consent_sms: true', false) +
        sms(yes('2026-01-01'), '', false),
    );
  });
});
