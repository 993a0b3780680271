import type { Command } from 'commander';
import type { Io } from './io.js';

/** Registers a command; `done` is told its exit code. */
export type AddCommand = (program: Command, io: Io, done: (exitCode: number) => void) => void;
