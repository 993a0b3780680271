// Does what the Dockerfile does, stage by stage, in clean folders: for machines without a container engine.
// usage: node .ci/image.mjs FOLDER   (FOLDER must not exist; FOLDER/image/opt/tier-merge is then what the image holds)
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? fail('name a folder that does not exist'));
const stages = new Map();
let stage;
for (const line of readFileSync(join(root, 'docs/deploy/Dockerfile'), 'utf8').split('\n')) {
  const [word, ...rest] = line.trim().split(/\s+/);
  if (word === 'FROM') {
    stage = { root: join(folder, rest[2] ?? 'image'), at: '/' };
    mkdirSync(stage.root, { recursive: true });
    stages.set(rest[2] ?? 'image', stage);
  } else if (word === 'WORKDIR') {
    stage.at = resolve(stage.at, rest[0]);
    mkdirSync(join(stage.root, stage.at), { recursive: true });
  } else if (word === 'COPY') copy(rest);
  else if (word === 'RUN') run(rest.join(' '));
}

function copy(words) {
  const from = words[0].startsWith('--from=') ? stages.get(words.shift().slice(7)).root : root;
  const to = words.pop();
  for (const path of words) {
    const target = join(stage.root, resolve(stage.at, to), to.endsWith('/') ? path.split('/').at(-1) : '');
    cpSync(join(from, path), target, { recursive: true });
  }
}

function run(command) {
  process.stdout.write(`RUN ${command}\n`);
  const { status } = spawnSync('sh', ['-c', command], { cwd: join(stage.root, stage.at), stdio: 'inherit' });
  if (status !== 0) fail(`exit ${status}: ${command}`);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
