import { writeFile } from 'node:fs/promises';
import { shownFrom } from '../../config/shown-path.js';
import type { Engine } from '../../engine/engine.js';
import { Failure } from '../../failure.js';
import { evaluate } from '../../match/evaluate/evaluate.js';
import type { Evaluation } from '../../match/evaluate/report.js';
import { drawSample, type SampledStratum } from '../../match/evaluate/sample.js';
import { openTruthFile } from '../../match/evaluate/truth-file.js';
import { weightAt } from '../../match/model/weights.js';
import type { Folder } from '../../plan/files/folder.js';
import { writeSample } from '../../plan/files/sample-file.js';
import { matchInputs } from '../../plan/matching.js';
import { curveSvg } from '../../report/evaluation/curve-svg.js';
import { evaluationWords } from '../../report/evaluation/words.js';
import { pictureFile } from '../../report/html/picture.js';
import type { Session } from '../planning.js';
import { writeEvent } from '../progress.js';
import { refuseTaken } from '../work-folder.js';
import { inWorkroom } from '../workroom.js';
import { evaluationText, sampleText } from './text.js';

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
  const evaluated = await inWorkroom(session, async ({ engine, folder, threads, asOf }) => {
    await matchInputs(engine, { config: session.config, folder, asOf, threads, watch: session.progress });
    const answered = await answer(engine, session, { folder, request });
    return { asOf, ...answered };
  });
  session.progress.done();
  await tell(session, request, evaluated);
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
