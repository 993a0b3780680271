#!/usr/bin/env node
import { runProgram } from '../src/cli/program.js';

process.exitCode = await runProgram(process.argv.slice(2), {
  // Not opened before somebody is asked.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
});
