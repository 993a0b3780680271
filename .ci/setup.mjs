// Installs and builds what is missing, and says so. Quick and silent when nothing is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.tier-merge-installed');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node ${process.versions.node} is too old: tier-merge needs Node 20 or later.`);

const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  say('Installing the packages of package-lock.json (only the first time; under a minute) ...');
  // Not `npm ci`: it refuses a lock file without the binaries of every other platform, and a mirror may lack some.
  run(
    npm,
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    'Installing failed: is the npm registry reachable?',
  );
  writeFileSync(stamp, wanted);
}
if (!existsSync(join(root, 'dist', 'bin', 'tier-merge.js'))) say('Building dist/ ...');
run(
  process.execPath,
  [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', root],
  'Building failed.',
);

function run(command, args, complaint) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: command === 'npm.cmd',
  });
  if (status !== 0) fail(complaint);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
