import { test } from 'vitest';
import { fullName } from '../../../src/match/comparators/full-name.js';
import { expectLevels, type Row } from './table.js';

/** `given/surname`, either of them empty. */
function rows(...table: readonly Row[]): readonly Row[] {
  return table.map(([a, b, level]) => [a.replace('/', '\n'), b.replace('/', '\n'), level]);
}

test('two fields of a name are compared with each other, in either order', () =>
  expectLevels(
    fullName,
    rows(
      ['José/Garcia', 'jose/GARCIA', 'equal'],
      ['Thomas/Gabriel', 'Gabriel/Thomas', 'reordered'],
      ['Robert/Allen', 'Robert/Alen', 'near'],
      ['Robert/Allen', 'Rob/Allen', 'near'],
      ['Robert/Allen', 'Rob/Alan', 'one_part_only'],
      ['Thomas/Gabriel', 'Gabriell/Tomas', 'near'],
      ['R/Allen', 'Robert/Allen', 'near'],
      ['Jacob/Campbell', 'Jacob/Adams', 'one_part_only'],
      ['Jacob/Campbell', 'Adams/Jacbo', 'one_part_only'],
      ['Isaac/James', 'Luas/Coox', 'differs'],
      ['민수/김', '민서/김', 'near'],
      ['민수/김', '지영/김', 'one_part_only'],
    ),
  ));

test('what one of two rows does not know is no contradiction', () =>
  expectLevels(
    fullName,
    rows(
      ['/Clark', 'Violet/Clark', 'one_part'],
      ['Clark/', 'Violet/Clark', 'one_part'],
      ['/Clark', '/Clark', 'one_part'],
      ['/Braynt', 'Aisha/Bryant', 'one_part_alike'],
      ['Olie/', 'Ollie/Rowe', 'one_part_alike'],
      ['/Coox', 'Isaac/James', 'differs'],
      ['Lucas/', '/Coox', undefined],
      ['Lucas/', '/Lucas', 'one_part'],
      ['-/', 'Lucas/Coox', undefined],
    ),
  ));
