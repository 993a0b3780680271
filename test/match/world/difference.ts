import type { Found } from './outcomes.js';
import type { Expected, Scene } from './scene.js';

/**
 * What was expected and did not come, and what came and was not expected, a line for each pair under the name of
 * its scene; empty when all is as it was written down.
 */
export function differences(scenes: readonly Scene[], found: readonly Found[]): string {
  const came = new Map(found.map((one) => [keyOf(one.scene, one), one]));
  const lines = scenes.flatMap(({ name: scene, outcomes }) =>
    outcomes.flatMap((one) => {
      const key = keyOf(scene, one);
      const other = came.get(key);
      came.delete(key);
      return other !== undefined && isMet(one, other) ? [] : [line(scene, one, other)];
    }),
  );
  const unexpected = [...came.values()].map((one) => line(one.scene, undefined, one));
  return [...lines, ...unexpected].toSorted().join('\n');
}

type Ends = Pick<Expected, 'first' | 'second'>;

function keyOf(scene: string, { first, second }: Ends): string {
  return JSON.stringify([scene, ...[first, second].sort()]);
}

/** Which row of an ambiguous pair fits two persons is part of what is expected. */
function isMet(expected: Expected, found: Found): boolean {
  const isSameWay = expected.outcome !== 'ambiguous' || expected.first === found.first;
  return expected.outcome === found.outcome && isSameWay;
}

function line(scene: string, expected: Expected | undefined, found: Found | undefined): string {
  const { first, second } = (expected ?? found) as Ends;
  const pair = `${first} ${second}`.padEnd(24);
  return `${scene} | ${pair} | expected ${(expected?.outcome ?? 'no link').padEnd(9)} | found ${(found?.outcome ?? 'no link').padEnd(9)} | ${found?.why ?? ''}`;
}
