// node test/corpus/prepare.mjs DATASETS OUT: for each set a folder under OUT with its exports as plain CSV, truth.csv
// (source, source_member_id, person) and the tier-merge.yaml that stands here.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

const HERE = dirname(fileURLToPath(import.meta.url));

const [datasets, out] = process.argv.slice(2);
if (datasets === undefined || out === undefined) {
  process.stderr.write('usage: node test/corpus/prepare.mjs DATASETS OUT\n');
  process.exit(2);
}

for (const number of [1, 2, 3]) {
  const people = records(`febrl/dataset${number}.csv`);
  write(`febrl${number}`, 'febrl', {
    // Equality of the social security number alone would nearly solve the set.
    people: people.map(({ soc_sec_id, ...row }) => row),
    truth: people.map(({ rec_id }) => truth('people', rec_id, rec_id.split('-')[1])),
  });
}

const people = records('fake_1000/fake_1000.csv');
write('fake_1000', 'fake_1000', {
  people: people.map(({ cluster, ...row }) => row),
  truth: people.map(({ unique_id, cluster }) => truth('people', unique_id, cluster)),
});

// The id of a restaurant is the truth: the rows get ids of their own, in the order of names.
const [one, two] = [restaurants('one', 'restaurant-1'), restaurants('two', 'restaurant-2')];
write('restaurants', 'restaurants', {
  one: one.map(({ unique_id, ...row }) => row),
  two: two.map(({ unique_id, ...row }) => row),
  truth: [
    ...one.map(({ id, unique_id }) => truth('one', id, unique_id)),
    ...two.map(({ id, unique_id }) => truth('two', id, unique_id)),
  ],
});

function restaurants(source, file) {
  const rows = records(`fodors_zagats/${file}.csv`).map((row) => ({
    ...row,
    unique_id: row.unique_id.replaceAll("'", ''),
  }));
  const key = ({ name, address, city }) => `${name}\n${address}\n${city}`;
  return rows
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((row, at) => ({ id: `${source}-${at + 1}`, ...row }));
}

/** These files have a blank behind every comma, also before an opening quote, and blanks for nulls. */
function records(file) {
  return parse(readFileSync(join(datasets, file)), { columns: true, trim: true });
}

function truth(source, source_member_id, person) {
  return { source, source_member_id, person };
}

function write(folder, config, tables) {
  mkdirSync(join(out, folder), { recursive: true });
  for (const [table, rows] of Object.entries(tables))
    writeFileSync(join(out, folder, `${table}.csv`), csv(rows));
  copyFileSync(join(HERE, config, 'tier-merge.yaml'), join(out, folder, 'tier-merge.yaml'));
}

function csv(rows) {
  const header = Object.keys(rows[0]);
  const lines = [header, ...rows.map((row) => header.map((column) => row[column]))];
  return lines.map((line) => `${line.map(quoted).join()}\n`).join('');
}

function quoted(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
