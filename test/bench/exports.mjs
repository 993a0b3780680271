import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GENERATOR = fileURLToPath(new URL('../../dist/src/generate', import.meta.url));

/** A folder with exports of so many people, generated once per size and seed: its name appears when it is complete. */
export async function generatedExports(people, seed) {
  const { generate } = await import(join(GENERATOR, 'generate.js'));
  const target = join(tmpdir(), `tier-merge-exports-${people}-${seed}-${generatorVersion()}`);
  if (existsSync(target)) return target;
  const unfinished = mkdtempSync(join(tmpdir(), 'tier-merge-exports-'));
  const started = performance.now();
  const { rows } = await generate({ people, dir: unfinished, seed, utf8Copies: true });
  renameSync(unfinished, target);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`generated ${rows.online} + ${rows.offline} rows in ${seconds} s: ${target}`);
  return target;
}

/** Changes when the generator's code changes, so that no stale exports are measured. */
function generatorVersion() {
  const hash = createHash('sha256');
  for (const file of readdirSync(GENERATOR)
    .filter((name) => name.endsWith('.js'))
    .sort())
    hash.update(readFileSync(join(GENERATOR, file)));
  return hash.digest('hex').slice(0, 8);
}
