import { scene } from './scene.js';

/** Same birthday, same surname, same phone. */
export const TWINS = [
  scene(
    'twins in both sources with their names',
    `row,         at,      name,   born,       phone
     first,       online,  배서준, 2008-02-14, 01012000101
     second,      online,  배하린, 2008-02-14, 01012000101
     first-till,  offline, 배서준, 2008-02-14, 01012000101
     second-till, offline, 배하린, 2008-02-14, 01012000101`,
    `first first-till, second second-till: link
     first second-till, second first-till, first-till second-till: related`,
  ),
  scene(
    'twins, one in each source, who might be one person with a new name',
    `row,    at,      name,   born,       phone
     first,  online,  변주원, 2006-09-09, 01012000102
     second, offline, 변채은, 2006-09-09, 01012000102`,
    'first second: review',
  ),
  scene(
    'a twin brother and a twin sister, one in each source',
    `row,     at,      name,   born,       phone,       gender
     brother, online,  신도현, 2005-12-24, 01012000103, male
     sister,  offline, 신예린, 2005-12-24, 01012000103, female`,
    'brother sister: related',
  ),
  scene(
    'twins and a masked name that fits one of them',
    `row,    at,      name,   born,       phone
     first,  online,  오지우, 2009-05-05, 01012000104
     second, online,  오지수, 2009-05-05, 01012000104
     till,   offline, 오*우,  2009-05-05, 01012000104`,
    `first till: link
     second till: related`,
  ),
  scene(
    'twins and a masked name that fits both',
    `row,    at,      name,   born,       phone
     first,  online,  표은우, 2010-10-10, 01012000105
     second, online,  표은채, 2010-10-10, 01012000105
     till,   offline, 표은*,  2010-10-10, 01012000105`,
    'till first, till second: ambiguous',
  ),
  scene(
    'twins and a row without a name',
    `row,    at,      name,   born,       phone
     first,  online,  명시우, 2011-11-11, 01012000106
     second, online,  명나윤, 2011-11-11, 01012000106
     till,   offline, ,       2011-11-11, 01012000106`,
    'till first, till second: ambiguous',
  ),
  scene(
    'twins whose names are one stroke apart, each with a CI, and a till row of the first',
    `row,        at,      name,   born,       phone,       ci
     first,      online,  기지우, 2003-03-23, 01012000108, ci-first
     second,     offline, 기지수, 2003-03-23, 01012000108, ci-second
     first-till, offline, 기지우, 2003-03-23, 01012000108,`,
    `first first-till: link
     first-till second: cut`,
  ),
  scene(
    'twins in the mall whose names are one stroke apart, and a till row of the first',
    `row,    at,      name,   born,       phone
     first,  online,  옥민지, 2002-07-07, 01012000109
     second, online,  옥민자, 2002-07-07, 01012000109
     till,   offline, 옥민지, 2002-07-07, 01012000109`,
    `first till: link
     second till: cut`,
  ),
] as const;
