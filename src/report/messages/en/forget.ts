import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const forget = {
  question: ({ ids, rows, target }: { ids: number; rows: number; target: string }) =>
    `This erases member ids: ${whole(ids)}, source rows: ${whole(rows)}, from ${target} and from the plans under output.dir. It cannot be undone. Erase?`,
  done: ({ run, ids, rows, folders }: { run: string; ids: number; rows: number; folders: number }) =>
    `Forgotten by run ${run}. Member ids: ${whole(ids)}, source rows: ${whole(rows)}, folders redacted: ${whole(folders)}.`,
  elsewhere:
    'Not touched: exports, backups, the file of decisions, plans made with -o outside of output.dir. Erase the person there as well.',
};
