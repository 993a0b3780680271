// Loaded before the program by --import: ends it by SIGKILL at a statement for its database, or stops it there.
import { writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';

const { at, how, pidFile } = JSON.parse(process.env.TIER_MERGE_TEST_DIE);
const pattern = new RegExp(at, 's');
const die = () => process.kill(process.pid, 'SIGKILL');

/** Until somebody sends SIGCONT to the process whose id is in the file. */
function stop() {
  writeFileSync(pidFile, String(process.pid));
  writeSync(2, 'stopped\n');
  process.kill(process.pid, 'SIGSTOP');
}

/** before: the statement is never run or sent; after: it has been; answered: so has its reply; stop: not yet. */
function dying(text, act) {
  if (!pattern.test(text)) return act();
  if (how === 'before') die();
  if (how === 'stop') {
    stop();
    return act();
  }
  const result = act();
  die();
  return result;
}

const { prototype: database } = createRequire(import.meta.url)('better-sqlite3');
const { exec, prepare } = database;
database.exec = function (text) {
  return dying(text, () => exec.call(this, text));
};
database.prepare = function (text) {
  const statement = prepare.call(this, text);
  for (const name of ['run', 'all']) {
    const act = statement[name].bind(statement);
    statement[name] = (...values) => dying(text, () => act(...values));
  }
  return statement;
};

const { write } = net.Socket.prototype;
net.Socket.prototype.write = function (data, ...rest) {
  const isServer = this.remotePort !== undefined && pattern.test(Buffer.from(data).toString('latin1'));
  if (!isServer) return write.call(this, data, ...rest);
  if (how === 'before') die();
  if (how === 'stop') stop();
  if (how === 'answered') this.prependOnceListener('data', die);
  const sent = write.call(this, data, ...rest);
  if (how === 'after') write.call(this, '', die);
  return sent;
};
