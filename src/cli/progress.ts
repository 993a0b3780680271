import { SingleBar } from 'cli-progress';
import type { Stage, Watch } from '../plan/stopwatch.js';
import { jsonText } from '../report/json-text.js';
import { type Messages, messagesIn, wordsFor } from '../report/messages.js';
import { type Io, TOOL } from './io.js';

/** Told what is going on; says so on stderr, or as JSON lines on stdout. */
export interface Progress extends Watch {
  stage(stage: Stage | 'apply'): void;
  /** Nothing more is going on. */
  done(): void;
}

interface ProgressOptions {
  readonly lang: 'en' | 'ko';
  readonly json: boolean;
  readonly quiet: boolean;
}

/** A bar on a terminal, a plain line a stage elsewhere, JSON lines where they are asked for. */
export function openProgress(io: Io, options: ProgressOptions): Progress {
  if (options.json) return jsonProgress(io);
  if (options.quiet) return SILENT;
  const words = messagesIn(options.lang);
  return io.stderr.isTTY ? barProgress(io, words) : lineProgress(io, words);
}

const SILENT: Progress = { stage: () => {}, bytes: () => {}, done: () => {} };

function jsonProgress(io: Io): Progress {
  let read = 0;
  return {
    stage: (stage) => writeEvent(io, { event: 'stage', stage }),
    bytes: (more, total) => {
      const before = tenths(read, total);
      read += more;
      if (tenths(read, total) !== before)
        writeEvent(io, { event: 'progress', stage: 'read', bytes: read, of: total });
    },
    done: () => {},
  };
}

function lineProgress(io: Io, words: Messages): Progress {
  return {
    stage: (stage) => io.stderr.write(`${wordsFor(words.codes.stages, stage)}\n`),
    bytes: () => {},
    done: () => {},
  };
}

const MEGABYTE = 2 ** 20;

function barProgress(io: Io, words: Messages): Progress {
  let bar: SingleBar | undefined;
  let read = 0;
  let reading = '';
  let started = 0;
  // Something stands on the terminal before the engine is loaded.
  io.stderr.write(`${TOOL}\n`);
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    stage: (stage) => {
      stop();
      const title = wordsFor(words.codes.stages, stage);
      if (stage === 'read') [reading, started] = [title, performance.now()];
      else io.stderr.write(`${title}\n`);
    },
    bytes: (more, total) => {
      read += more;
      bar ??= startBar(io, reading, total);
      const seconds = (performance.now() - started) / 1000;
      bar.update(Math.round(read / MEGABYTE), {
        rate: Math.round(read / MEGABYTE / Math.max(seconds, 0.001)),
      });
    },
    done: stop,
  };
}

function startBar(io: Io, title: string, total: number): SingleBar {
  const bar = new SingleBar({
    stream: io.stderr,
    format: `${title} {bar} {percentage}% | {value}/{total} MB | {rate} MB/s, {eta_formatted} left`,
    // The library cuts its own INF down to NFs.
    formatTime: (seconds) => (Number.isFinite(seconds) ? `${Math.round(seconds)}s` : '?'),
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(Math.max(1, Math.round(total / MEGABYTE)), 0, { rate: 0 });
  return bar;
}

/** One JSON line on stdout. */
export function writeEvent(io: Io, event: Readonly<Record<string, unknown>>): void {
  io.stdout.write(`${jsonText(event)}\n`);
}

function tenths(part: number, whole: number): number {
  return Math.floor((10 * part) / Math.max(1, whole));
}
