import { expect, vi } from 'vitest';
import type { Target } from '../../src/config/schema.js';
import { again, ledger } from '../nights/disturbances.js';
import type { Disturbance } from '../nights/play.js';
import { writeConfigFor } from '../nights/project.js';
import { type Cut, startProxy } from './proxy.js';
import type { Server } from './servers.mjs';

const LEDGER_ROW = /insert into .*runs/s;

/** The connection breaks behind the row of the ledger: nothing was written, and the night is run again. */
export function lostInTransaction(server: Server): Disturbance {
  return lost(server, { cut: { at: LEDGER_ROW, how: 'after' }, exit: 12, runs: 0 });
}

/** The answer to COMMIT is lost: a fresh connection finds the run. */
export function lostAnswer(server: Server): Disturbance {
  return lost(server, { cut: { at: /COMMIT/, how: 'after' }, exit: 0, runs: 1 });
}

/** Nobody can tell whether COMMIT came: the operator reads the ledger, finds no run, and runs the night again. */
export function lostInSilence(server: Server): Disturbance {
  return lost(server, { cut: { at: /COMMIT/, how: 'silent' }, exit: 13, runs: 0 });
}

interface Loss {
  readonly cut: Cut;
  readonly exit: number;
  /** How many the ledger has more. */
  readonly runs: number;
}

function lost(server: Server, { cut, exit, runs }: Loss): Disturbance {
  return async (tonight) => {
    const { world, ask, day } = tonight;
    const before = await ledger(ask);
    const proxy = await startProxy(server.connection.port, cut);
    try {
      writeConfigFor(world, 'wire.json', targetOf(server, proxy.port));
      const ended = await world.type('run', '-q', '-c', 'wire.json', '--as-of', day);
      expect([proxy.cuts(), ended.code], ended.stderr).toEqual([1, exit]);
    } finally {
      await proxy.stop();
    }
    expect((await ledger(ask)).length).toBe(before.length + runs);
    await again(tonight);
    return 'written';
  };
}

/** SIGKILL of the server while a run is about to write its row of the ledger; then it starts again, and so does the night. */
export function powerCut(server: Server): Disturbance {
  return async (tonight) => {
    const { world, ask, day } = tonight;
    const before = await ledger(ask);
    const proxy = await startProxy(server.connection.port, { at: LEDGER_ROW, how: 'held' });
    writeConfigFor(world, 'wire.json', targetOf(server, proxy.port));
    const running = world.type('run', '-q', '-c', 'wire.json', '--as-of', day);
    await vi.waitUntil(() => proxy.cuts() === 1, { timeout: 30_000 });
    await server.kill();
    // Nobody answers when it asks whether its run is in the ledger, if it asks.
    expect([12, 13]).toContain((await running).code);
    await proxy.stop();
    await server.start();
    expect(await ledger(ask)).toEqual(before);
    await again(tonight);
    return 'written';
  };
}

export function targetOf({ client, connection }: Server, port = connection.port): Target {
  return { client, connection: { ...connection, port }, prefix: '' };
}
