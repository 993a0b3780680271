import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shownFrom } from '../config/shown-path.js';
import { type Engine, openEngine } from '../engine/engine.js';
import { Failure } from '../failure.js';
import { curveSvg } from '../match/evaluate/curve-svg.js';
import { evaluate } from '../match/evaluate/evaluate.js';
import type { Evaluation } from '../match/evaluate/report.js';
import { drawSample, type SampledStratum } from '../match/evaluate/sample.js';
import { writeSample } from '../match/evaluate/sample-file.js';
import { openTruthFile } from '../match/evaluate/truth-file.js';
import { evaluationWords } from '../match/evaluate/words.js';
import { weightAt } from '../match/model/weights.js';
import type { Folder } from '../plan/folder.js';
import { matchInputs } from '../plan/matching.js';
import { pictureFile } from '../report/html/picture.js';
import { evaluationText, sampleText } from './evaluation-text.js';
import { asOfDay } from './options.js';
import type { Session } from './planning.js';
import { writeEvent } from './progress.js';
import { resources } from './resources.js';
import { statementLog } from './statement-log.js';
import { refuseTaken, workFolder } from './work-folder.js';

/** What to measure and what to write; all paths absolute. */
export interface EvaluateRequest {
  readonly truth?: string;
  readonly curve?: string;
  readonly sample?: SampleRequest;
}

interface SampleRequest {
  readonly pairs: number;
  readonly file: string;
  readonly mask: boolean;
}

interface Evaluated {
  readonly asOf: string;
  readonly evaluation: Evaluation | null;
  readonly strata: readonly SampledStratum[] | null;
}

/** Matches the exports, measures or samples what came of it, and tells. The target is not even opened. */
export async function evaluateInputs(session: Session, request: EvaluateRequest): Promise<void> {
  if (request.sample !== undefined)
    await refuseTaken(request.sample.file, 'name another file with -o: decisions may be in this one');
  if (request.truth !== undefined) await openTruthFile(request.truth);
  const folder = await workFolder();
  session.interrupt.cleanups.add(folder.discard);
  try {
    const evaluated = await withEngine(session, folder, request);
    session.progress.done();
    await tell(session, request, evaluated);
  } finally {
    session.interrupt.cleanups.delete(folder.discard);
    folder.discard();
  }
}

async function withEngine(session: Session, folder: Folder, request: EvaluateRequest): Promise<Evaluated> {
  const { io, flags, config } = session;
  const { threads, memoryBytes } = await resources(flags, config);
  const asOf = asOfDay(flags, config, io);
  const engine = await openEngine({
    threads,
    // As for a plan: the process takes nearly twice what the engine is given.
    memoryBytes: Math.floor(memoryBytes * 0.55),
    spillDirectory: join(folder.workDirectory, 'spill'),
    ...statementLog(flags, io),
  });
  try {
    await matchInputs(engine, { config, folder, asOf, threads, watch: session.progress });
    return { asOf, ...(await answer(engine, session, { folder, request })) };
  } finally {
    engine.close();
  }
}

async function answer(
  engine: Engine,
  { config }: Session,
  { folder, request }: { readonly folder: Folder; readonly request: EvaluateRequest },
): Promise<Omit<Evaluated, 'asOf'>> {
  const { workDirectory } = folder;
  const { truth, sample } = request;
  const evaluation =
    truth === undefined ? null : await evaluate(engine, config, { path: truth, workDirectory });
  if (sample === undefined) return { evaluation, strata: null };
  const { link, review } = config.identity.thresholds;
  const strata = await drawSample(engine, config, {
    pairs: sample.pairs,
    thresholds: { link: weightAt(link), review: weightAt(review) },
  });
  await writeSample(engine, config, { ...sample, workDirectory });
  return { evaluation, strata };
}

async function tell(session: Session, request: EvaluateRequest, evaluated: Evaluated): Promise<void> {
  const { io, flags, config } = session;
  const { asOf, evaluation, strata } = evaluated;
  const words = evaluationWords(config.report.lang);
  if (request.curve !== undefined)
    await writeCurve(request.curve, pictureFile(curveSvg(evaluation?.curve ?? [], words.curve)));
  if (flags.json) {
    const sample = strata === null ? null : { file: request.sample?.file, strata };
    writeEvent(io, {
      event: 'evaluation',
      as_of: asOf,
      ...evaluation,
      sample,
      curve_file: request.curve ?? null,
    });
    return;
  }
  const { lang } = config.report;
  if (evaluation !== null)
    io.stdout.write(evaluationText(evaluation, { lang, path: shownFrom(io.cwd, evaluation.truth.path) }));
  if (strata !== null)
    io.stdout.write(sampleText(strata, { lang, path: shownFrom(io.cwd, request.sample?.file ?? '') }));
  if (request.curve !== undefined)
    io.stdout.write(`\n${words.curveWritten({ file: shownFrom(io.cwd, request.curve) })}\n`);
}

async function writeCurve(file: string, picture: string): Promise<void> {
  await writeFile(file, picture).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      'usage',
      `${file} cannot be written: ${error.code}`,
      'name a file in a folder that exists',
    );
  });
}
