import type { Config } from '../../config/config.js';
import { shownFrom } from '../../config/shown-path.js';
import { Failure } from '../../failure.js';
import { modelInForce } from '../../match/model/in-force.js';
import { type NamedModel, writeModel } from '../../match/model/model-file.js';
import type { TrainedModel } from '../../match/model/train.js';
import { matchInputs } from '../../plan/matching.js';
import { messagesIn } from '../../report/messages.js';
import { TOOL } from '../io.js';
import type { Session } from '../planning.js';
import { writeEvent } from '../progress.js';
import { refuseTaken } from '../work-folder.js';
import { inWorkroom, type Workroom } from '../workroom.js';
import { modelFields } from './files.js';
import { modelText, trainingText } from './text.js';

/** Trains a model on the exports of the config and writes it; a file that is there is never replaced. */
export async function trainModel(session: Session, file: string): Promise<void> {
  await refuseTaken(file, 'name another file with -o: somebody may use the weights in this one');
  const trained = await inWorkroom(session, (room) => train(session, room));
  session.progress.done();
  await write(file, trained.model);
  tell(session, file, trained);
}

interface Trained {
  readonly model: NamedModel;
  readonly training: TrainedModel;
}

async function train(session: Session, { engine, folder, threads, asOf }: Workroom): Promise<Trained> {
  const config: Config = { ...session.config, identity: { ...session.config.identity, model: 'train' } };
  const watch = session.progress;
  const { model, training } = await matchInputs(engine, { config, folder, asOf, threads, watch });
  if (training === null) throw new Error('a config that trains gave no training');
  return { model: await modelInForce(engine, config, { model, asOf, program: TOOL }), training };
}

async function write(file: string, model: NamedModel): Promise<void> {
  await writeModel(file, model).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      'usage',
      `${file} cannot be written: ${error.code}`,
      'name a file in a folder that exists',
      { cause: error },
    );
  });
}

function tell({ io, flags, config }: Session, file: string, { model, training }: Trained): void {
  if (flags.json) {
    const { samplePairs, unestimated, rare } = training;
    const seldom = rare.map(({ comparison, level, seen }) => ({
      comparison: model.comparisons[comparison]?.name,
      level: model.comparisons[comparison]?.levels[level]?.level,
      seen,
    }));
    const doubts = { random_pairs: samplePairs, unestimated, rare: seldom };
    writeEvent(io, { event: 'model', file, ...modelFields(model), ...doubts });
    return;
  }
  const { lang } = config.report;
  io.stdout.write(modelText(model, lang));
  io.stdout.write(`\n${trainingText(model, training, lang)}`);
  io.stdout.write(`${messagesIn(lang).weights.written({ file: shownFrom(io.cwd, file) })}\n`);
}
