/** What elsewhere is the name of a value here. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'euc-kr': 'cp949',
  euckr: 'cp949',
  ms949: 'cp949',
  'ks_c_5601-1987': 'cp949',
  sqlite: 'better-sqlite3',
  sqlite3: 'better-sqlite3',
  postgres: 'pg',
  postgresql: 'pg',
  mysql: 'mysql2',
  mariadb: 'mysql2',
};

/** `write cp949` for a name that this program has another word for, if that is one of the known. */
export function ownName(word: string, known: readonly string[]): string | undefined {
  const own = OTHER_NAMES[word.toLowerCase()];
  return own !== undefined && known.includes(own) ? `write ${own}` : undefined;
}
