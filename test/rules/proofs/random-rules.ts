/** A generator of numbers that a seed fixes. */
export type Random = () => number;

export function generator(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

export function pick<T>(random: Random, of: readonly T[]): T {
  return of[Math.floor(random() * of.length)] as T;
}

const GRADES = ['A', 'B', 'C', 'D'];
const AMOUNTS = ['0', '100', '100.01', '250', '400'];

/** A rule file of the shapes that the grid takes apart: what it says need not make sense. */
export function randomRules(random: Random): string {
  const grade = () => pick(random, GRADES);
  const amounts = () => AMOUNTS.filter(() => random() < 0.6).slice(0, 3);
  const bands = (measure: string) => {
    const from = amounts();
    const rising = GRADES.filter((_, index) => index >= GRADES.length - from.length);
    return from.length === 0
      ? ''
      : `  ${measure}: { ${from.map((a, i) => `${rising[i]}: ${a}`).join(', ')} }\n`;
  };
  const measures = ['spend', 'visits', 'top', 'rows'];
  const banded = measures
    .map((measure) => [measure, bands(measure)] as const)
    .filter(([, text]) => text !== '');
  const label = () => `{ a: ${grade()}, b: ${grade()}, c: ${grade()} }`;
  const candidates = [
    ...banded.map(([measure]) => `band(${measure})`),
    'highest(map)',
    'lowest(map)',
    'prefer(offline, online)',
    'prefer(online)',
    'latest(map)',
    'previous',
    ...GRADES,
  ];
  const expression = (): string => {
    const shape = random();
    const two = `${pick(random, candidates)}, ${pick(random, candidates)}`;
    if (shape < 0.15) return `highest(${two})`;
    if (shape < 0.25) return `lowest(${two})`;
    if (shape < 0.35) return `both(${two})`;
    return shape < 0.4 ? 'none' : pick(random, candidates);
  };
  const compared = () =>
    `${pick(random, measures)} ${pick(random, ['>=', '>', '<', '<=', '=', '<>'])} ${pick(random, AMOUNTS)}`;
  const simple = (): string =>
    pick(random, [
      compared,
      compared,
      () => `${pick(random, measures)} between 100 and 250`,
      () => `${pick(random, ['spend', 'visits', 'top', 'previous', 'online', 'best_source'])} is null`,
      () => `previous ${pick(random, ['>=', '<'])} '${grade()}'`,
      () => `best_source > '${grade()}'`,
      () =>
        `${pick(random, ['every', 'any'])}(status = '${pick(random, ['active', 'dormant', 'withdrawn'])}')`,
      () => `online.status = '${pick(random, ['dormant', 'withdrawn'])}'`,
      () => `offline.grade = '${pick(random, ['a', 'b'])}'`,
      () => `any(spend >= ${pick(random, AMOUNTS)})`,
      () => 'sources = 2',
      () => 'spend > visits',
    ])();
  const condition = (): string => {
    const shape = random();
    if (shape < 0.2) return `${simple()} and ${simple()}`;
    if (shape < 0.3) return `${simple()} or ${simple()}`;
    return shape < 0.4 ? `not (${simple()})` : simple();
  };
  const rules = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => {
    const when = random() < 0.7 ? `when: "${condition()}", ` : '';
    return `  - { name: rule ${index + 1}, ${when}grade: "${expression()}" }\n`;
  });
  const last = random() < 0.5 ? `  - { name: others, grade: ${grade()} }\n` : '';
  const floor = pick(random, [
    'never_below: previous',
    'never_below: best_source',
    'at_most_down: 1',
    'never_below: B',
  ]);
  const adjust = random() < 0.5 ? `adjust:\n  - { name: floor, ${floor} }\n` : '';
  return `version: 1
name: random
grades: [${GRADES.join(', ')}]
map: { online: ${label()}, offline: ${label()} }
measures: { spend: sum(spend), visits: sum(orders), top: max(online.spend), rows: count() }
${banded.length > 0 ? `bands:\n${banded.map(([, text]) => text).join('')}` : ''}decide:
${rules.join('')}${last}${adjust}`;
}
