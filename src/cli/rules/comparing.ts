import { writeFile } from 'node:fs/promises';
import { compareRules } from '../../compare/compare.js';
import { comparisonText } from '../../compare/console.js';
import { comparisonHtml } from '../../compare/html.js';
import type { BothRules } from '../../compare/merge-both.js';
import type { RuleComparison } from '../../compare/model.js';
import { comparisonJson } from '../../compare/schema.js';
import type { Config } from '../../config/config.js';
import { shownFrom } from '../../config/shown-path.js';
import { exportsIn } from '../../config/source-fields.js';
import { readSmall } from '../../config/yaml.js';
import type { Engine } from '../../engine/engine.js';
import { Failure, type Fault, Faults } from '../../failure.js';
import { matchInputs } from '../../plan/matching.js';
import { messagesIn } from '../../report/messages.js';
import { loadRules } from '../../rules/load.js';
import type { RuleSet } from '../../rules/ruleset.js';
import { TOOL, useColor } from '../io.js';
import type { Session } from '../planning.js';
import { writeEvent } from '../progress.js';
import { refuseTaken } from '../work-folder.js';
import { inWorkroom, type Workroom } from '../workroom.js';
import type { Format } from './formats.js';

/** All paths absolute. */
export interface CompareRequest {
  readonly a: string;
  readonly b: string;
  /** Absent: for a terminal. */
  readonly format?: Format;
  /** Absent: on stdout. */
  readonly output?: string;
}

/** Matches the exports once, merges them by both files, and tells what differs. The target is not opened. */
export async function compareRuleFiles(session: Session, request: CompareRequest): Promise<void> {
  if (request.output !== undefined) await refuseTaken(request.output, 'name another file with -o');
  for (const path of [request.a, request.b]) await readSmall(path);
  const comparison = await inWorkroom(session, (room) => compareIn(room, session, request));
  session.progress.done();
  await tell(session, request, comparison);
}

async function compareIn(room: Workroom, session: Session, request: CompareRequest): Promise<RuleComparison> {
  const { io, config, progress } = session;
  const { engine, folder, threads, asOf } = room;
  const rules = await loadBoth(engine, config, request);
  await matchInputs(engine, { config, folder, asOf, threads, watch: progress, beside: 'orders and lots' });
  progress.stage('merge');
  const paths = { a: shownFrom(io.cwd, request.a), b: shownFrom(io.cwd, request.b) };
  return compareRules({ engine, config, rules }, { asOf, tool: TOOL, paths });
}

/** The faults of both files come together. */
async function loadBoth(engine: Engine, config: Config, { a, b }: CompareRequest): Promise<BothRules> {
  const loaded = new Map<string, RuleSet>();
  const faults: Fault[] = [];
  for (const path of new Set([a, b])) {
    try {
      loaded.set(path, await loadRules(path, { engine, ...exportsIn(config) }));
    } catch (error) {
      if (!(error instanceof Faults)) throw error;
      faults.push(...error.faults);
    }
  }
  const [ofA, ofB] = [loaded.get(a), loaded.get(b)];
  if (ofA === undefined || ofB === undefined) throw new Faults(faults);
  return { a: ofA, b: ofB };
}

async function tell(session: Session, request: CompareRequest, comparison: RuleComparison): Promise<void> {
  const { io, flags, config } = session;
  const { lang } = config.report;
  const { format, output } = request;
  if (format !== undefined) {
    const text = format === 'html' ? comparisonHtml(comparison, { lang }) : comparisonJson(comparison);
    if (output === undefined) {
      io.stdout.write(text);
      return;
    }
    await write(output, text);
  }
  if (flags.json) {
    writeEvent(io, { event: 'rule_comparison', ...comparison, file: output ?? null });
    return;
  }
  const color = useColor(io.stdout, io, flags);
  io.stdout.write(comparisonText(comparison, { lang, color, width: io.stdout.columns || 100 }));
  if (output === undefined) return;
  io.stdout.write(`\n${messagesIn(lang).comparison.written({ file: shownFrom(io.cwd, output) })}\n`);
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new Failure('usage', `${file}: cannot be written (${error.code})`, 'check the folder of -o', {
      cause: error,
    });
  });
}
