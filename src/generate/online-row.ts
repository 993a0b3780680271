import { civil, longDate, YEAR } from './calendar.js';
import { mistype } from './hangul.js';
import { cardNumber } from './identifiers.js';
import { ciOf, type Person, rowCounts } from './person.js';
import { dashed } from './phone.js';
import { activity, gradeOf, miscopiedBirth, type Pen, typedEmail } from './row-fields.js';

export const ONLINE_HEADER =
  '회원번호,이름,휴대폰번호,이메일,생년월일,성별,CI,멤버십카드,회원등급,적립금,총구매금액,총주문건수,가입일,최근접속일,SMS수신동의,이메일수신동의,회원상태';

const GRADES = ['WELCOME', 'SILVER', 'GOLD', 'VIP', 'VVIP'];
const FROM = [0, 200_000, 500_000, 1_500_000, 3_000_000];

/** A membership of the mall as its export has it; `again` is the second one of somebody who left and came back. */
export function onlineRow(id: string, person: Person, again: boolean, pen: Pen): string {
  const { spend, orders, points, joined, last } = activity(person, pen);
  const { random } = pen;
  const status = statusOf(person, again, pen);
  const seen =
    status === '휴면' ? Math.min(last, Math.max(joined, pen.world.asOf - Math.ceil(YEAR) - 1)) : last;
  const grade = gradeOf(GRADES, FROM, spend, random);
  return (
    `${id},${contact(person, pen)},${person.sex === 'male' ? 'M' : 'F'},${ci(person, pen)},${card(person, pen)},` +
    `${grade},${points},${spend},${orders},${longDate(civil(joined), '-')},${longDate(civil(seen), '-')},` +
    `${consent(pen, 0.6)},${consent(pen, 0.5)},${status}`
  );
}

/** Name, phone, e-mail and birth date: people type these themselves, so there is little wrong with them. */
function contact(person: Person, pen: Pen): string {
  const { dice, random } = pen;
  const name = dice.strikes('onlineNameTypo') ? mistype(person.name, random) : person.name;
  const phone = dice.strikes('onlinePhoneMissing') ? '' : writeOnline(person.phone.online, random.next());
  const email = dice.strikes('onlineEmailMissing') ? '' : typedEmail(person, 'first', pen);
  const birth = dice.strikes('onlineBirthMissing') ? '' : longDate(miscopiedBirth(person.born, pen), '-');
  return `${name},${phone},${email},${birth}`;
}

function writeOnline(phone: string, draw: number): string {
  if (draw < 0.5) return dashed(phone);
  return draw < 0.96 ? phone : `+82${phone.slice(1)}`;
}

function ci(person: Person, { world, dice }: Pen): string {
  if (dice.strikes('onlineCiMissing')) return '';
  const guardian = person.minor && person.partner !== undefined && dice.strikes('guardianCi');
  return ciOf(world, guardian ? (person.partner as number) : person.index);
}

function card(person: Person, { dice }: Pen): string {
  if (dice.strikes('onlineCardMissing')) return '';
  const borrowed = person.partner !== undefined && dice.strikes('borrowedCard');
  return cardNumber(borrowed ? (person.partner as number) : person.index);
}

function consent({ dice, random }: Pen, share: number): string {
  if (dice.strikes('consentMissing')) return '';
  return random.next() < share ? 'Y' : 'N';
}

function statusOf(person: Person, again: boolean, { world, dice }: Pen): string {
  if (again) return '정상';
  if (dice.score('rejoined', rowCounts(world, person.index).online === 2)) return '탈퇴';
  if (dice.strikes('withdrawn')) return '탈퇴';
  return dice.strikes('dormant') ? '휴면' : '정상';
}
