import { expect, test } from 'vitest';
import { messagesIn } from '../../src/report/messages.js';
import { blockingRuleText } from '../../src/report/sentences/blocking-rule.js';

test.each([
  ['ci', 'CI', 'CI'],
  ['card_no', 'card number', '카드번호'],
  ['name + phone last 4', 'name + phone last 4', '이름 + 전화번호 끝 4자리'],
  ['birth_date + phone from 5 to 8', 'birth date + phone from 5 to 8', '생년월일 + 전화번호 5~8번째 자리'],
  ['name first 1 + email mailbox', 'name first 1 + e-mail mailbox', '이름 앞 1자리 + 이메일 아이디'],
  ['birth_date year + birth_date month', 'birth date year + birth date month', '생년월일 연도 + 생년월일 월'],
  ['own_field first word', 'own field first word', 'own field 첫 단어'],
  ['decision', 'decided by a person', '담당자 결정'],
])('the blocking rule %s is told in both languages, and ci is not told as the exact rule', (rule, en, ko) => {
  expect(blockingRuleText(rule, messagesIn('en'))).toBe(en);
  expect(blockingRuleText(rule, messagesIn('ko'))).toBe(ko);
});
