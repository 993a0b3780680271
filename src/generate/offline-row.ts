import { civil, longDate, shortDate } from './calendar.js';
import { cardNumber } from './identifiers.js';
import { ciOf, type Person, rowCounts } from './person.js';
import { junkPhone, mistypePhone, mobile, writePhone } from './phone.js';
import { activity, gradeOf, miscopiedBirth, type Pen, typedEmail, writtenName } from './row-fields.js';
import type { Store } from './stores.js';

export const OFFLINE_HEADER =
  '고객코드,성명,연락처,메일,생일,성별,연계정보,카드번호,등급,스탬프,포인트,누적구매액,방문횟수,등록일자,최종방문일,문자수신,등록매장';

const GRADES = ['신규', '일반', '우수', '최우수'];
const FROM = [0, 100_000, 500_000, 1_500_000];

/** A membership of the tills as their export has it; `again` is the second card of one person. */
export function offlineRow(id: string, person: Person, again: boolean, pen: Pen): string {
  const { spend, orders, points, joined, last } = activity(person, pen);
  const { world, random, dice } = pen;
  const store = world.stores[random.below(world.stores.length)] as Store;
  if (!again) scorePerson(person, pen);
  const known = dice.strikes('phoneOnly')
    ? `,${writePhone(person.phone.offline, dice, random)},,,,,`
    : identity(person, again, store, pen);
  const grade = gradeOf(GRADES, FROM, spend, random);
  return (
    `${id},${known},${grade},${random.below(10)},${points},${spend},${orders},` +
    `${longDate(civil(joined), '')},${longDate(civil(last), '')},${consent(pen)},${store.name}`
  );
}

/** Errors decided with the person are scored where the till writes the person down first. */
function scorePerson(person: Person, { world, dice }: Pen): void {
  dice.score('secondCard', rowCounts(world, person.index).offline === 2);
  if (person.minor && person.partner !== undefined) dice.score('familyPhone', person.parentsPhone);
  if (person.parentsPhone) return;
  dice.score('phoneChanged', person.move !== 'kept');
  dice.score('phoneReissued', person.move === 'reissued');
  if (person.move === 'changed') dice.score('oldPrefix', person.oldPrefix);
}

/** Name, phone, e-mail, birth date, sex, CI and card. */
function identity(person: Person, again: boolean, store: Store, pen: Pen): string {
  const { dice, random, world } = pen;
  const email = dice.strikes('emailMissing')
    ? ''
    : typedEmail(person, dice.strikes('emailOther') ? 'other' : 'first', pen);
  const sex = random.next() < 0.1 ? '' : person.sex === 'male' ? '남' : '여';
  const ci = dice.strikes('ciMissing') ? '' : ciOf(world, person.index);
  return `${name(person, pen)},${phone(person, store, pen)},${email},${birth(person, pen)},${sex},${ci},${card(person, again, pen)}`;
}

function name(person: Person, pen: Pen): string {
  const { dice, random } = pen;
  if (dice.strikes('nameMissing')) return '';
  if (person.foreign === undefined) return writtenName(person.name, pen);
  const draw = random.next();
  if (draw < 0.5) return person.foreign.hangul;
  return draw < 0.85 ? person.foreign.latin : person.foreign.reordered;
}

function phone(person: Person, store: Store, { world, dice, random }: Pen): string {
  if (dice.strikes('phoneMissing')) return '';
  if (store.careless && dice.strikes('shopPhone')) return writePhone(store.phone, dice, random);
  if (dice.strikes('junkPhone')) return writePhone(junkPhone(random), dice, random);
  const lent = person.partner !== undefined && dice.strikes('spousePhone');
  const number = lent ? mobile(person.partner ?? world.people) : person.phone.offline;
  const typed = dice.strikes('phoneWrongDigit') ? mistypePhone(number, random) : number;
  return writePhone(typed, dice, random);
}

function birth(person: Person, pen: Pen): string {
  const { dice } = pen;
  if (dice.strikes('birthMissing')) return '';
  if (dice.strikes('birthJunk')) return '1900.01.01';
  const copied = miscopiedBirth(person.born, pen);
  return dice.strikes('birthTwoDigitYear') ? shortDate(copied) : longDate(copied, '.');
}

function card(person: Person, again: boolean, { world, dice, random }: Pen): string {
  if (dice.strikes('cardMissing')) return '';
  const number = cardNumber(again ? world.people + person.index : person.index);
  return random.next() < 0.2 ? (number.match(/.{4}/g) as string[]).join('-') : number;
}

function consent({ dice, random }: Pen): string {
  if (dice.strikes('consentMissing')) return '';
  return random.next() < 0.55 ? '동의' : '거부';
}
