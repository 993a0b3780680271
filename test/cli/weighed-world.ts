import { makeWorld, type World } from './program.js';

// a1 and b1 share phone and name; b3 has another phone, when they are one already; a2 and b2 only a score finds.
const ONLINE = `id,name,phone,born,sex,ci,state,grade,points
a1,김민수,010-3107-2468,1980-01-02,M,,,GOLD,100
a2,이서연,010-8214-3579,1990-11-30,F,,,SILVER,200
`;

const OFFLINE = `code,customer,tel,born,level,balance,stamps
b1,김민수,01031072468,,top,50,1
b2,이서연,01082143578,1990-11-30,basic,30,0
b3,김민수,01077061385,1980-01-02,basic,10,0
`;

const SOURCES = {
  online: {
    files: 'online.csv',
    columns: {
      ...{ member_id: 'id', name: 'name', phone: 'phone', birth_date: 'born', gender: 'sex' },
      ...{ grade: 'grade', points: 'points' },
    },
    values: { gender: { M: 'male', F: 'female' } },
  },
  offline: {
    files: 'offline.csv',
    columns: {
      ...{ member_id: 'code', name: 'customer', phone: 'tel', birth_date: 'born', grade: 'level' },
      ...{ points: 'balance', stamps: 'stamps' },
    },
  },
};

/** In round figures, so that weights can be added up in the head. */
export const MODEL_BY_HAND = `version: 1
name: by hand
prior: 0.5
comparisons:
  - name: phone
    levels:
      - { level: differs, m: 0.25, u: 0.5, household: 0.25 }
      - { level: same_line, m: 0.0625, u: 0.125, household: 0.125 }
      - { level: near, m: 0.0625, u: 0.125, household: 0.125 }
      - { level: equal, m: 0.625, u: 0.25, household: 0.5 }
  - name: name
    levels:
      - { level: differs, m: 0.05, u: 0.7 }
      - { level: same_surname, m: 0.05, u: 0.05 }
      - { level: sounds_alike, m: 0.05, u: 0.05 }
      - { level: masked, m: 0.05, u: 0.05 }
      - { level: near, m: 0.05, u: 0.05 }
      - { level: reordered, m: 0.05, u: 0.05 }
      - { level: equal, m: 0.7, u: 0.05 }
  - name: birth_date
    levels:
      - { level: differs, m: 0.03125, u: 0.5 }
      - { level: same_year, m: 0.03125, u: 0.125 }
      - { level: lunar, m: 0.0625, u: 0.125 }
      - { level: swapped, m: 0.125, u: 0.125 }
      - { level: near, m: 0.25, u: 0.0625 }
      - { level: equal, m: 0.5, u: 0.0625 }
  - name: gender
    levels:
      - { level: differs, m: 0.03125, u: 0.5 }
      - { level: equal, m: 0.96875, u: 0.5 }
`;

/** Small exports, weighed by a model that stands beside them. */
export function worldByHand(): World {
  const identity = { model: 'by-hand.yaml', thresholds: { link: 0.7, review: 0.5 } };
  const world = makeWorld({ online: ONLINE, offline: OFFLINE, config: { sources: SOURCES, identity } });
  world.write('by-hand.yaml', MODEL_BY_HAND);
  return world;
}
