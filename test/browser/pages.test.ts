import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportModel } from '../../src/report/model.js';
import { temporaryFolder, type World, worldIn } from '../cli/program.js';
import { worldByHand } from '../cli/weighed-world.js';
import { openChromium, visit } from './chromium.js';
import { examine } from './examine.js';
import { inkFaults } from './ink-faults.js';
import { renderBoth } from './render-both.js';
import { hostileWorld, planIn, richWorld, wideWorld } from './worlds.js';

const LANGUAGES = ['en', 'ko'] as const;
const QUICKSTART = fileURLToPath(new URL('../../fixtures/quickstart/tier-merge.yaml', import.meta.url));

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

/** A world with `en.html` and `ko.html`. */
type Pages = () => Promise<World>;

const PAGES: readonly (readonly [name: string, pages: Pages])[] = [
  ['the report of the quickstart', quickstart],
  ['a report of which every text is code and every limit is broken', hostileReport],
  ['a report of twelve grades on both sides', wideReport],
  ['a report with costs, orders, lots and a reviewed sample', richReport],
  ['the report of a revert', revertReport],
  ['the page of a member whose texts are code', hostileMember],
  ['the page of a member with a weighed link', weighedMember],
  ['the profile of a file whose texts are code', hostileProfile],
  ['the comparison of two rule files', comparison],
];

describe.each(PAGES)('%s', (_, pages) => {
  let world: World;
  beforeAll(async () => {
    world = await pages();
  });

  test.each(LANGUAGES)('is sound in %s', async (lang) => {
    expect(await examine(browser, world.path(`${lang}.html`), lang)).toEqual([]);
  });
});

async function quickstart(): Promise<World> {
  const world = worldIn(temporaryFolder());
  const { code, stderr } = await world.run('plan', '-c', QUICKSTART, '-o', 'plan', '-q');
  expect(code, stderr).toBe(0);
  await renderBoth(world.json<ReportModel>('plan/model.json'), world);
  return world;
}

const LIMITS = ['max_changed', 'max_downgraded', 'max_rejected', 'min_rows_vs_last'];

async function hostileReport(): Promise<World> {
  const world = await hostileWorld();
  const model = world.json<ReportModel>('plan/model.json');
  expect(model.verdict.limits.toSorted()).toEqual(LIMITS);
  await renderBoth(model, world);
  return world;
}

async function wideReport(): Promise<World> {
  const world = await wideWorld();
  const model = world.json<ReportModel>('plan/model.json');
  await renderBoth(model, world);
  return world;
}

async function richReport(): Promise<World> {
  const world = await richWorld();
  const model = world.json<ReportModel>('plan/model.json');
  expect([model.costs, model.orders, model.lots, model.scoring?.reviewed]).not.toContain(undefined);
  await renderBoth(model, world);
  expect(world.read('en.html')).toContain('class="picture curve"');
  return world;
}

async function revertReport(): Promise<World> {
  const world = await hostileWorld();
  const [run = ''] = world.list('runs');
  const { code, stderr } = await world.type('revert', run, '-o', 'back', '-q', '--as-of', '2026-06-30');
  expect(code, stderr).toBe(0);
  const model = world.json<ReportModel>('back/model.json');
  expect(model.taken_back).toBeDefined();
  await renderBoth(model, world);
  return world;
}

async function hostileMember(): Promise<World> {
  const world = await hostileWorld();
  await showMember(world, 'm1');
  return world;
}

async function weighedMember(): Promise<World> {
  const world = worldByHand();
  await planIn(world, [0]);
  await showMember(world, 'a2');
  expect(world.read('en.html')).toContain('<svg');
  return world;
}

async function showMember(world: World, id: string): Promise<void> {
  const member =
    new RegExp(`^[^,]*,${id},(M[0-9a-f]{20}),`, 'm').exec(world.read('plan/links.csv'))?.[1] ?? '';
  for (const lang of LANGUAGES) {
    const page = ['--html', `${lang}.html`, '--lang', lang];
    const { code, stderr } = await world.type('show', 'plan', member, '--unmask', ...page);
    expect(code, stderr).toBe(0);
  }
}

function memberOf(world: World, id: string): string {
  return new RegExp(`^[^,]*,${id},(M[0-9a-f]{20}),`, 'm').exec(world.read('plan/links.csv'))?.[1] ?? '';
}

async function hostileProfile(): Promise<World> {
  const world = await hostileWorld();
  const files = world.list('.').filter((name) => name.endsWith('.csv') && name !== 'online.csv');
  for (const lang of LANGUAGES) {
    const { code, stderr } = await world.type('profile', ...files, '--html', `${lang}.html`, '--lang', lang);
    expect(code, stderr).toBe(0);
  }
  return world;
}

/** Recall and precision over the threshold, and the weights of a link: pictures that are files of their own. */
test.each(LANGUAGES)('the drawings that stand alone open without a word in %s', async (lang) => {
  const world = worldByHand();
  await planIn(world, [0]);
  world.write(
    'truth.csv',
    'source,source_member_id,person\nonline,a1,1\noffline,b1,1\nonline,a2,2\noffline,b2,2\n',
  );
  const outcomes = [
    await world.run('evaluate', '--truth', 'truth.csv', '--curve', 'curve.svg', '--lang', lang, '-q'),
    await world.type('show', 'plan', memberOf(world, 'a2'), '--svg', 'weights.svg', '--lang', lang),
  ];
  for (const { code, stderr } of outcomes) expect(code, stderr).toBe(0);
  for (const name of ['curve.svg', 'weights.svg']) {
    const file = world.path(name);
    const seen = await visit(
      browser,
      file,
      { scheme: 'light', width: 800 },
      async ({ page, said, asked }) => {
        const faults = await page.evaluate(inkFaults);
        const texts = await page.locator('svg[role=img] > title, svg[role=img] > desc').allTextContents();
        return { said: [...said], asked: [...asked], faults, texts };
      },
    );
    const asked = [pathToFileURL(file).href];
    expect(seen).toEqual({
      said: [],
      asked,
      faults: [],
      texts: [expect.stringMatching(/\S/), expect.stringMatching(/\S/)],
    });
  }
});

async function comparison(): Promise<World> {
  const world = await hostileWorld();
  const rules = world.json<{ readonly grades: readonly string[] }>('rules.yaml');
  const other = { ...rules, grades: rules.grades.toReversed(), costs: { [rules.grades[0] ?? '']: 12000 } };
  world.write('other.yaml', JSON.stringify(other, null, 2));
  for (const lang of LANGUAGES) {
    const options = ['--as-of', '2026-06-30', '-q', '--lang', lang, '-o', `${lang}.html`];
    const { code, stderr } = await world.type('rules', 'compare', 'rules.yaml', 'other.yaml', ...options);
    expect(code, stderr).toBe(0);
  }
  return world;
}
