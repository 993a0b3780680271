import type { ExampleValue } from '../examples/example.js';
import { SOME_DAY } from '../examples/read.js';
import type { Decided } from './witness.js';

/** A person and what the rules decide for it, as a line for `examples`. */
export function exampleText(decided: Decided, asOf: string, about: 'grade' | 'points'): string {
  const { person, grade, rule } = decided;
  const day = asOf === SOME_DAY ? '' : `as_of: ${asOf}, `;
  const points = [...decided.points].map(([bucket, balance]) => `${bucket}: ${balance}`).join(', ');
  const expect =
    about === 'points'
      ? `{ points: { ${points} } }`
      : `{ grade: ${scalar(grade ?? 'none')}, rule: ${scalar(rule)} }`;
  return `- { ${day}given: ${personText(person)}, expect: ${expect} }`;
}

/** A person as it stands under `given`. */
function personText({ rows, previous, announced, orders = [], lots = [] }: Decided['person']): string {
  const before = Object.entries({ previous, announced }).flatMap(([word, grade]) =>
    grade === undefined ? [] : [`${word}: ${scalar(grade)}`],
  );
  const sources = [...new Set(rows.map(({ source }) => source))];
  const parts = sources.map((source) => {
    const own = rows.filter((row) => row.source === source).map(({ values }) => rowText(values));
    return `${source}: ${own.length === 1 ? own[0] : `[${own.join(', ')}]`}`;
  });
  const records = Object.entries({ orders, lots })
    .filter(([, list]) => list.length > 0)
    .map(([kind, list]) => `${kind}: [${list.map(({ values }) => rowText(values)).join(', ')}]`);
  return `{ ${[...before, ...parts, ...records].join(', ')} }`;
}

function rowText(values: Readonly<Record<string, ExampleValue>>): string {
  const cells = Object.entries(values).map(([field, value]) => `${scalar(field)}: ${scalar(value)}`);
  return cells.length === 0 ? '{}' : `{ ${cells.join(', ')} }`;
}

/** A text in quotes where YAML would read it as something else. */
function scalar(value: ExampleValue): string {
  if (typeof value !== 'string') return String(value);
  const isPlain = /^[\p{L}_][\p{L}\p{N}_ .-]*(?<! )$/u.test(value);
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(value);
  const isWord = /^(true|false|yes|no|on|off|null|y|n)$/iu.test(value);
  return (isPlain && !isWord) || isDay ? value : JSON.stringify(value);
}
