import { scene } from './scene.js';

/** Names that are masked, mistyped, written in other letters, or everybody's. */
export const NAMES = [
  scene(
    'a masked name that fits, on one phone',
    `row,  at,      name,   phone
     mall, online,  채승우, 01015000101
     till, offline, 채*우,  01015000101`,
    'mall till: link',
  ),
  scene(
    'a masked name that shows its surname alone, on one phone',
    `row,  at,      name,   phone
     mall, online,  진보람, 01015000102
     till, offline, 진**,   01015000102`,
    '',
  ),
  scene(
    'two people whose names are masked, on one phone',
    `row,    at,      name,  phone
     first,  online,  우*진, 01015000103
     second, offline, 우*희, 01015000103
     third,  offline, 지*희, 01015000103`,
    'first second, first third, second third: related',
  ),
  scene(
    'one masked name in both sources, on one phone',
    `row,    at,      name,  phone
     first,  online,  노*민, 01015000116
     second, offline, 노*민, 01015000116`,
    'first second: link',
  ),
  scene(
    'one masked name, and nothing else in common',
    `row,    at,      name,  phone
     first,  online,  김*수, 01015000104
     second, offline, 김*수, 01017719283`,
    '',
  ),
  scene(
    'a lunar birthday at the till',
    `row,  at,      name,   born,       phone
     mall, online,  반기문, 1985-03-21, 01015000106
     till, offline, 반기문, 1985-02-01, 01015000106`,
    'mall till: link',
  ),
  scene(
    'a lunar birthday of somebody else on the phone',
    `row,    at,      name,   born,       phone
     father, online,  육성재, 1960-10-01, 01015000107
     son,    offline, 육지담, 1990-10-01, 01015000107`,
    'father son: related',
  ),
  scene(
    'a foreigner in Latin letters and in Hangul',
    `row,  at,      name,          born,       phone
     mall, online,  MICHAEL BROWN, 1984-06-15, 01015000108
     till, offline, 마이클브라운,  1984-06-15, 01015000108`,
    'mall till: link',
  ),
  scene(
    'a foreigner in Latin letters and in Hangul, birthday unknown',
    `row,  at,      name,         phone
     mall, online,  NGUYEN VAN AN, 01015000109
     till, offline, 응우옌반안,   01015000109`,
    'mall till: link',
  ),
  scene(
    'two foreigners in one dormitory',
    `row,    at,      name,          born,       phone
     first,  online,  JOHN CARTER,   1991-01-01, 01015000110
     second, offline, TRAN THI HOA,  1993-03-03, 01015000110`,
    'first second: related',
  ),
  scene(
    'a Korean name in Latin letters',
    `row,  at,      name,        born,       phone
     mall, online,  심규리,      1997-07-07, 01015000111
     till, offline, SIM GYURI,   1997-07-07, 01015000111`,
    'mall till: link',
  ),
  scene(
    'a mistyped name, birthday and phone equal',
    `row,  at,      name,   born,       phone
     mall, online,  목진환, 1982-02-20, 01015000112
     till, offline, 목진완, 1982-02-20, 01015000112`,
    'mall till: link',
  ),
  scene(
    'namesakes with one birthday, of whom there are many: other phones and other e-mails',
    `row,    at,      name,   born,       phone,       email
     first,  online,  김지훈, 1990-05-03, 01015000113, first@naver.com
     second, offline, 김지훈, 1990-05-03, 01018220114, second@gmail.com
     third,  offline, 김지훈, 1975-11-12, 01016333115, third@naver.com
     fourth, offline, 김지훈, 1968-07-29, 01017444116, fourth@naver.com
     fifth,  offline, 김지훈, 2001-12-06, 01018555117, fifth@naver.com
     sixth,  offline, 김지훈, 1983-09-18, 01019666118, sixth@naver.com`,
    'first second: review',
  ),
  scene(
    'a rare name and one birthday: other phones and other e-mails',
    `row,    at,      name,   born,       phone,       email
     mall,   online,  제갈윤, 1992-10-27, 01015000114, jegal@naver.com
     till,   offline, 제갈윤, 1992-10-27, 01018220115, jgyoon@gmail.com`,
    'mall till: link',
  ),
  scene(
    'namesakes with one birthday, one of whom has found his own rows',
    `row,     at,      name,   born,       phone
     first,   online,  이영희, 1968-06-16, 01015000115
     at-till, offline, 이영희, 1968-06-16, 01015000115
     second,  offline, 이영희, 1968-06-16, 01018220116`,
    `first at-till: link
     first second, at-till second: review`,
  ),
] as const;
