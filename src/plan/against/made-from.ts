import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What two plans were made from that is not the same in both. */
const MADE_FROM = ['rules', 'config', 'exports', 'decisions', 'as_of', 'target', 'scope'] as const;

export type MadeFrom = (typeof MADE_FROM)[number];

/** As far as the plan.json of any version says it. */
interface Origin {
  readonly as_of?: string;
  readonly scope?: string;
  readonly rules?: { readonly sha256?: string };
  readonly config?: { readonly sha256?: string };
  readonly decisions?: { readonly sha256?: string };
  readonly target?: { readonly head?: string | null };
  readonly inputs?: readonly { readonly source?: string; readonly sha256?: string }[];
}

/** What differs in what two plans were made from, in the order of MADE_FROM: why their members may end differently. */
export async function differingOrigins(earlier: string, now: string): Promise<readonly MadeFrom[]> {
  const [before, after] = [await originOf(earlier), await originOf(now)];
  return MADE_FROM.filter((what) => before[what] !== after[what]);
}

async function originOf(directory: string): Promise<Readonly<Record<MadeFrom, string>>> {
  const plan = JSON.parse(await readFile(join(directory, 'plan.json'), 'utf8')) as Origin;
  const exports = (plan.inputs ?? []).map(({ source, sha256 }) => `${source} ${sha256}`);
  return {
    rules: plan.rules?.sha256 ?? '',
    config: plan.config?.sha256 ?? '',
    exports: exports.toSorted().join('\n'),
    decisions: plan.decisions?.sha256 ?? '',
    as_of: plan.as_of ?? '',
    target: plan.target?.head ?? '',
    scope: plan.scope ?? '',
  };
}
