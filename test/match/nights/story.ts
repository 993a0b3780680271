/** A row of an export, and who it really is. Ids that begin with `a` are of the mall, with `b` of the till. */
export interface StoryRow {
  readonly who: string;
  readonly name: string;
  readonly phone: string;
  readonly born?: string;
  readonly ci?: string;
  readonly state?: 'left' | 'dormant';
}

/** What a night changes: rows by id; null: the row is not in the export. */
export interface StoryNight {
  readonly happens: string;
  readonly rows?: Readonly<Record<string, Partial<StoryRow> | null>>;
  /** The lines of the file of decisions from this night on. */
  readonly decisions?: readonly string[];
}

export const STORY: readonly StoryNight[] = [
  {
    happens: 'the first night: a till has a wrong phone of Yoon, and a son is linked with his father',
    rows: {
      a1: { who: 'kim', name: '김민수', phone: '01031072468', born: '1980-01-02' },
      b1: { who: 'kim', name: '김민수', phone: '01031072468' },
      a2: { who: 'lee', name: '이서연', phone: '01082143579', born: '1990-11-30' },
      a3: { who: 'park', name: '박지훈', phone: '01055239014' },
      b3: { who: 'park', name: '박지훈', phone: '01055239014' },
      b2: { who: 'choi', name: '최유진', phone: '01077061385' },
      a5: { who: 'jung', name: '정말순', phone: '01026654471', ci: 'jung', born: '1971-07-07' },
      b5: { who: 'jung', name: '정말순', phone: '01091338827', ci: 'jung' },
      a6: { who: 'kang', name: '강하늘', phone: '01064425190' },
      b6: { who: 'kang', name: '강하늘', phone: '01064425190' },
      a7: { who: 'yoon', name: '윤태영', phone: '01048817263' },
      b7: { who: 'yoon, as the till has him', name: '윤태영', phone: '01022904415' },
      a8: { who: 'han', name: '한소희', phone: '01037719908' },
      b8: { who: 'han', name: '한소희', phone: '01037719908' },
      b9: { who: 'han', name: '한소희', phone: '01037719908' },
      a9: { who: 'im', name: '임꺽정', phone: '01059983341' },
      a10: { who: 'shin', name: '신동엽', phone: '01073350826', born: '1965-05-15' },
      b10: { who: 'shin', name: '신동엽', phone: '01073350826' },
      a11: { who: 'oh', name: '오나라', phone: '01088127745' },
    },
  },
  {
    happens: 'arrivals: a row of Lee at the till, two who are new, one of whom is Im with another phone',
    rows: {
      b20: { who: 'lee', name: '이서연', phone: '01082143579' },
      b21: { who: 'gong', name: '공유', phone: '01090014412' },
      a20: { who: 'im, once more', name: '임꺽정', phone: '01025547718' },
    },
  },
  { happens: 'departures: one of two rows of Park, the only row of Choi', rows: { a3: null, b2: null } },
  {
    happens: 'a correction: the phone of Yoon at the till',
    rows: { b7: { who: 'yoon', phone: '01048817263' } },
  },
  {
    happens: 'Jung has another name, Kang is on the list of the dormant, Lee has another phone everywhere',
    rows: {
      a5: { name: '정하윤' },
      a6: { state: 'dormant' },
      a2: { phone: '01041186652' },
      b20: { phone: '01041186652' },
    },
  },
  {
    happens: 'a person decides that the two Shin are father and son',
    rows: { b10: { who: 'shin the son' } },
    decisions: ['online,a10,offline,b10,no_link'],
  },
  {
    happens: 'both who departed are back',
    rows: {
      a3: { who: 'park', name: '박지훈', phone: '01055239014' },
      b2: { who: 'choi', name: '최유진', phone: '01077061385' },
    },
  },
  {
    happens: 'the two Im are one, and a till row of Han was Kim',
    rows: {
      a20: { who: 'im', phone: '01059983341' },
      b9: { who: 'kim', name: '김민수', phone: '01031072468' },
    },
  },
  {
    happens: 'the CI tell two Han apart, Kim leaves the mall, Oh is gone',
    rows: {
      a8: { ci: 'han' },
      b8: { who: 'the other han', ci: 'the other han' },
      a1: { who: 'kim, who left', state: 'left' },
      a11: null,
    },
  },
  {
    happens:
      'the decision about Shin is taken back, Oh is back and was Park all the time, a row of Yoon was Lee',
    rows: {
      b10: { who: 'shin' },
      a11: { who: 'park', name: '박지훈', phone: '01055239014' },
      b7: { who: 'lee', name: '이서연', phone: '01041186652' },
    },
    decisions: [],
  },
  { happens: 'nothing' },
];
