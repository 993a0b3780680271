import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const forget = {
  question: ({ ids, rows, target }: { ids: number; rows: number; target: string }) =>
    `This erases ${whole(ids)} member ids with ${whole(rows)} source rows from ${target} and from the folders of all plans, and cannot be undone. Erase?`,
  done: ({ run, ids, rows, folders }: { run: string; ids: number; rows: number; folders: number }) =>
    `Forgotten by run ${run}: ${whole(ids)} member ids, ${whole(rows)} source rows. Folders redacted: ${whole(folders)}.`,
};
