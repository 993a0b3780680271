import { scene } from './scene.js';

/**
 * Rows that say too little to be told from either of two people, who are told apart by what they say themselves: such
 * a row may not make the two one.
 */
export const THIRD_ROWS = [
  scene(
    'father and son of one name at the till, and a row of the mall that does not know the birthday',
    `row,    at,      name,   born,       phone
     father, offline, 민경식, 1962-11-04, 01011000107
     son,    offline, 민경식, 1991-06-19, 01011000107
     mall,   online,  민경식, ,           01011000107`,
    `mall father, mall son: ambiguous
     father son: review`,
  ),
  scene(
    'brothers at the till whose masked name is the same, on one phone',
    `row,   at,      name,   phone
     elder, offline, 엄동수, 01011000108
     young, offline, 엄지수, 01011000108
     mall,  online,  엄*수,  01011000108`,
    `mall elder, mall young: ambiguous
     elder young: related`,
  ),
  scene(
    'twins at the till and a row of the mall without a name',
    `row,    at,      name,   born,       phone,       gender
     first,  offline, 현도윤, 2004-04-14, 01012000107, male
     second, offline, 현서아, 2004-04-14, 01012000107, female
     mall,   online,  ,       2004-04-14, 01012000107,`,
    `mall first, mall second: ambiguous
     first second: related`,
  ),
  scene(
    'one card on two people, and a row that says nothing but the card',
    `row,     at,      name,   born,       card_no
     husband, offline, 동방우, 1970-10-10, 7700000000000103
     wife,    offline, 사공희, 1972-12-12, 7700000000000103
     nobody,  online,  ,       ,           7700000000000103`,
    `nobody husband, nobody wife: ambiguous
     husband wife: related`,
  ),
  scene(
    "twins, one in each source, with their mother's phone and e-mail",
    `row,    at,      name,   born,       phone,       email
     first,  online,  두준서, 2012-12-12, 01012000110, mother@naver.com
     second, offline, 두예나, 2012-12-12, 01012000110, mother@naver.com`,
    'first second: review',
  ),
  scene(
    'the name was changed: the till has the old one on two cards, and the CI on one of them',
    `row,    at,      name,   born,       phone,       ci,    card_no
     mall,   online,  편하늘, 1990-09-19, 01014000109, ci-pyeon,
     till,   offline, 편말순, 1990-09-19, 01014000109, ci-pyeon, 7700000000000109
     second, offline, 편말순, 1990-09-19, 01014000109,         , 7700000000000110`,
    // Without its CI the second card is a sister's as well as her own: a person looks at it.
    `mall till: link
     till second: cut
     mall second: related`,
  ),
] as const;
