import { scene } from './scene.js';

/** CI, cards, companies, withdrawal, and chains of all these. */
export const IDENTIFIERS = [
  scene(
    'one card on two people',
    `row,     at,      name,   born,       phone,       card_no
     husband, online,  조현우, 1978-02-02, 01014000101, 7700000000000101
     wife,    offline, 백승아, 1981-03-03, 01018817023, 7700000000000101`,
    'husband wife: related',
  ),
  scene(
    'one card on two people, birthdays unknown',
    `row,     at,      name,   card_no
     husband, online,  석진호, 7700000000000102
     wife,    offline, 편미래, 7700000000000102`,
    'husband wife: related',
  ),
  scene(
    'two cards of one person',
    `row,    at,      name,   born,       phone,       card_no
     mall,   online,  피천득, 1983-01-31, 01014000104, 7700000000000104
     first,  offline, 피천득, ,           01014000104, 7700000000000104
     second, offline, 피천득, 1983-01-31, 01014000104, 7700000000000105`,
    'mall first, mall second, first second: link',
  ),
  scene(
    'two CI and a row between them that fits both',
    `row, at,      name,   phone,       email,           ci
     a,   online,  음수현, 01014000106, ,                ci-a
     b,   offline, 음수현, 01014000106, eum@hanmail.net,
     c,   offline, 음수현, ,            eum@hanmail.net, ci-c`,
    `b c: link
     a b: cut`,
  ),
  scene(
    'two CI and a row between them that fits both equally',
    `row, at,      name,   phone,       ci
     a,   online,  빈도영, 01014000107, ci-d
     b,   offline, 빈도영, 01014000107,
     c,   offline, 빈도영, 01014000107, ci-e`,
    'b a, b c: ambiguous',
  ),
  scene(
    'another name, and the CI is equal: the name was changed',
    `row,  at,      name,   born,       phone,       ci
     mall, online,  인하늘, 1990-09-19, 01014000108, ci-in
     till, offline, 인말순, 1990-09-19, 01016624437, ci-in`,
    'mall till: link',
  ),
  scene(
    'another given name, and no CI says whether it was changed',
    `row,  at,      name,   born,       phone,       gender
     mall, online,  빙수아, 1989-08-18, 01014000110, female
     till, offline, 빙옥분, 1989-08-18, 01014000110, female`,
    'mall till: review',
  ),
  scene(
    'one CI, another birthday, the same name',
    `row,  at,      name,   born,       ci
     mall, online,  공유정, 1987-07-17, ci-gong
     till, offline, 공유정, 1977-07-17, ci-gong`,
    'mall till: link',
  ),
  scene(
    'a company and those who work there',
    `row,   at,      name,          born,       phone,      email
     mall,  online,  주식회사 한빛, ,           0231500111, info@hanbit.co.kr
     till,  offline, 주식회사 한빛, ,           0226608794, info@hanbit.co.kr
     clerk, offline, 갈민재,        1985-05-25, 01014000113, info@hanbit.co.kr
     boss,  offline, 어윤대,        1955-05-15, 0231500111, info@hanbit.co.kr`,
    `mall till: link
     mall clerk, mall boss, till clerk, till boss, clerk boss: related`,
  ),
  scene(
    'a namesake who withdrew',
    `row,  at,      name,   born,       phone,       status
     gone, online,  김영수, 1970-01-30, 01014000114, withdrawn
     mall, online,  김영수, 1988-02-28, 01014000114, active
     till, offline, 김영수, 1988-02-28, 01014000114, active`,
    'mall till: link',
  ),
  scene(
    'a person who withdrew in the mall and still has a card',
    `row,  at,      name,   born,       phone,       ci,       status
     gone, online,  황보석, 1974-04-24, 01014000115, ci-hwang, withdrawn
     till, offline, 황보석, 1974-04-24, 01014000115, ci-hwang, active`,
    '',
  ),
  scene(
    'a person who withdrew everywhere',
    `row,  at,      name,   born,       phone,       status
     mall, online,  좌은택, 1974-04-24, 01014000116, withdrawn
     till, offline, 좌은택, 1974-04-24, 01014000116, withdrawn`,
    'mall till: link',
  ),
  scene(
    'three sources: one person by two different keys',
    `row,   at,      name,   phone,       email,          card_no
     mall,  online,  돈세라, 01014000117, don@kakao.com,
     app,   app,     돈세라, ,            don@kakao.com,  7700000000000117
     till,  offline, 돈세라, 01019932645, ,               7700000000000117
     other, offline, 돈재민, 01014000117, ,`,
    `mall app, app till, mall till: link
     mall other: related`,
  ),
  scene(
    'three sources: two CI, and the third row fits one better',
    `row,  at,      name,   phone,       ci,   card_no
     mall, online,  견미리, 01014000119, ci-x, 7700000000000119
     app,  app,     견미리, 01014000119, ,     7700000000000119
     till, offline, 견미리, 01014000119, ci-y,`,
    `mall app: link
     app till: cut`,
  ),
] as const;
