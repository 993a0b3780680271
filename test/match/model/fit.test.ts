import { expect, test } from 'vitest';
import { fitModel } from '../../../src/match/model/fit.js';
import { startModel } from '../../../src/match/model/start-model.js';

const NAME = { name: 'name', levels: ['differs', 'near', 'equal'] };
const PHONE = { name: 'phone', levels: ['differs', 'equal'] };

test('a model that fits is put into the order of the config', () => {
  expect(fitModel(startModel([NAME, PHONE]), [PHONE, NAME])).toEqual(startModel([PHONE, NAME]));
});

test('a model that does not fit names everything that differs', () => {
  const model = startModel([NAME, { name: 'card', levels: ['differs', 'equal'] }]);
  const expected = [{ name: 'name', levels: ['differs', 'equal'] }, PHONE];
  expect(() => fitModel(model, expected)).toThrow(
    'the model does not fit the config: name has the levels differs, near, equal, not differs, equal; ' +
      'the model has no comparison phone; the config does not compare card, which the model has',
  );
});

test('the levels must stand in one order', () => {
  const turned = { name: 'phone', levels: ['equal', 'differs'] };
  expect(() => fitModel(startModel([turned]), [PHONE])).toThrow(
    'phone has the levels equal, differs, not differs, equal',
  );
});

test('where nothing is known, m rises towards equal and strangers land anywhere', () => {
  expect(
    startModel([{ name: 'name', levels: ['differs', 'near', 'nearer', 'equal'] }]).comparisons[0]?.levels,
  ).toEqual([
    { level: 'differs', m: 0.1 / 7, u: 0.25, household: null },
    { level: 'near', m: 0.2 / 7, u: 0.25, household: null },
    { level: 'nearer', m: 0.4 / 7, u: 0.25, household: null },
    { level: 'equal', m: 0.9, u: 0.25, household: null },
  ]);
});
