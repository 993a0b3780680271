import { scene } from './scene.js';

const SHOP_CUSTOMERS =
  `강나래 고은비 곽두리 구본승 금보라 김민정 나윤석 남보라 노다지 도경수 류승수 맹주희 모연화
  문가람 박초롱 반소영 방울이 백아람 변우민 봉태희 서가을 선우영 설인아 소이현 손담비 송가인 신보리 심은결
  안나리 양보람 염정아 예수정 오로라 왕지혜 용감해 우희진 원미연 위하준 은지원 김민정`.split(/\s+/);

const customers = SHOP_CUSTOMERS.map((name, at) => `c${at + 1}, offline, ${name}, 01013000103`);

/** A phone says who somebody is only with something beside it. */
export const PHONES = [
  scene(
    'a phone that went to somebody else',
    `row,      at,      name,   born,       phone,       email
     old,      online,  서영재, 1975-08-01, 01013000101, sdf75@naver.com
     old-till, offline, 서영재, 1975-08-01, 01013000102, sdf75@naver.com
     new,      online,  문채원, 1992-01-13, 01013000101,
     new-till, offline, 문채원, ,           01013000101,`,
    `old old-till, new new-till: link
     old new-till: related`,
  ),
  scene(
    "a shop's phone on forty rows",
    `row, at, name, phone
     ${customers.join('\n')}
     mall, online, 김민정, 01013000103`,
    '',
  ),
  scene(
    "a shop's phone counts for nobody, a card does",
    `row,   at,      name,   phone,       card_no
     till,  offline, 국보라, 01013000103, 7700000000000011
     mall,  online,  국보라, 01013000103, 7700000000000011
     other, offline, 국보라, 01013000103,`,
    'till mall: link',
  ),
  scene(
    'rows with a phone and nothing else',
    `row,    at,      name,   born,       phone
     one,    offline, ,       ,           01013000104
     two,    offline, ,       ,           01013000104
     mall,   online,  ,       ,           01013000104
     person, online,  제선우, 1988-08-08, 01013000104`,
    '',
  ),
  scene(
    'a phone and an e-mail and nothing else',
    `row,  at,      phone,       email
     till, offline, 01013000105, both@daum.net
     mall, online,  01013000105, both@daum.net`,
    'till mall: review',
  ),
  scene(
    'a phone with a digit that is wrong',
    `row,  at,      name,   born,       phone
     mall, online,  남궁진, 1986-04-30, 01013000106
     till, offline, 남궁진, 1986-04-30, 01013000196`,
    'till mall: link',
  ),
  scene(
    'a phone from before 2004 with its new prefix',
    `row,  at,      name,   born,       phone
     mall, online,  탁재석, 1958-11-30, 01113000107
     till, offline, 탁재석, 1958-11-30, 01013000107`,
    'till mall: link',
  ),
  scene(
    'one name, phones that have the last four digits in common',
    `row,  at,      name,   phone
     mall, online,  김지영, 01013000108
     till, offline, 김지영, 01014550108`,
    '',
  ),
] as const;
