import { scene } from './scene.js';

/** People who live together: they share phones, surnames and birthdays, and are not one person. */
export const FAMILIES = [
  scene(
    'a family with a common surname on one phone',
    `row,         at,      name,   born,       phone
     father,      online,  정성훈, 1971-04-02, 01011000101
     father-till, offline, 정성훈, 1971-04-02, 01011000101
     mother,      offline, 윤미경, 1973-09-18, 01011000101
     son,         offline, 정우진, 2001-01-25, 01011000101
     daughter,    online,  정다은, 2004-07-30, 01011000101`,
    `father father-till: link
     father mother, father son, father-till mother, father-till son, mother son: related
     daughter father-till, daughter mother, daughter son: related`,
  ),
  scene(
    'a family without a common surname on one phone, birthdays unknown',
    `row,     at,      name,   phone
     mother,  online,  한지혜, 01011000102
     grandma, offline, 노순자, 01011000102
     stepson, offline, 유태양, 01011000102`,
    'mother grandma, mother stepson, grandma stepson: related',
  ),
  scene(
    'brother and sister on one phone, birthdays unknown',
    `row,          at,      name,   phone
     brother,      online,  강민호, 01011000103
     brother-till, offline, 강민호, 01011000103
     sister,       offline, 강서윤, 01011000103`,
    `brother brother-till: link
     brother sister, brother-till sister: related`,
  ),
  scene(
    'a till row with the phone of a family and no name',
    `row,      at,      name,   born,       phone
     father,   online,  임재호, 1969-12-01, 01011000104
     mother,   online,  성은주, 1972-02-11, 01011000104
     nobody,   offline, ,       ,           01011000104
     birthday, offline, ,       1972-02-11, 01011000104`,
    `mother birthday: link
     father birthday: related`,
  ),
  scene(
    'father and son of one name on one phone, one in each source',
    `row,         at,      name,   born,       phone
     father,      online,  권혁수, 1964-03-08, 01011000105
     father-till, offline, 권혁수, 1964-03-08, 01011000105
     son,         offline, 권혁수, 1993-10-21, 01011000105`,
    `father father-till: link
     father son, father-till son: review`,
  ),
  scene(
    'father and son of one name in the mall, and a till row that does not know the birthday',
    `row,    at,      name,   born,       phone
     father, online,  하동원, 1966-05-15, 01011000106
     son,    online,  하동원, 1995-08-27, 01011000106
     till,   offline, 하동원, ,           01011000106`,
    'till father, till son: ambiguous',
  ),
  scene(
    'a couple with one e-mail',
    `row,     at,      name,   born,       phone,       email
     husband, online,  천승규, 1977-01-19, 01011000109, ourhome@naver.com
     wife,    offline, 여진아, 1979-06-06, 01017728150, ourhome@naver.com`,
    'husband wife: related',
  ),
  scene(
    'a couple with one e-mail and one phone, birthdays unknown',
    `row,     at,      name,   phone,       email
     husband, online,  추성민, 01011000111, chuchu@naver.com
     wife,    offline, 방은영, 01011000111, chuchu@naver.com`,
    'husband wife: related',
  ),
  scene(
    'a couple and a row with nothing but their phone and their e-mail',
    `row,     at,      name,   phone,       email
     husband, online,  마준혁, 01011000112, mamas@naver.com
     wife,    online,  길소연, 01011000112, mamas@naver.com
     nobody,  offline, ,       01011000112, mamas@naver.com`,
    'nobody husband, nobody wife: review',
  ),
  scene(
    'a mother whose CI stands on her child',
    `row,         at,      name,   born,       phone,       ci
     mother,      online,  유선희, 1980-03-03, 01011000113, ci-yu
     mother-till, offline, 유선희, 1980-03-03, 01011000113,
     child,       offline, 도하윤, 2013-05-05, 01011000113, ci-yu
     child-till,  offline, 도하윤, 2013-05-05, 01011000113,`,
    `mother mother-till, child child-till: link
     mother child: review
     mother child-till, mother-till child, mother-till child-till: related`,
  ),
] as const;
