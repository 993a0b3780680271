import { numbersIn } from '../../numbers.js';

const { whole } = numbersIn('en');

export const pruned = {
  nothing: 'Nothing is past its time.',
  members: ({ run, members }: { run: string; members: number }) =>
    `Members past retention, erased by run ${run}: ${whole(members)}.`,
  folders: ({ folders }: { folders: number }) => `Folders of old plans removed: ${whole(folders)}`,
  failed: ({ why }: { why: string }) =>
    `The night is done, but what is past its time could not be removed: ${why}`,
};
