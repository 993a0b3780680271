import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChromium } from './chromium.js';
import { examine } from './examine.js';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openChromium();
  folder = await mkdtemp(join(tmpdir(), 'tier-merge-examine-'));
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const SOUND = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sound</title><style>
@page{size:A4;margin:16mm 14mm}
html{background:#fff;color:#222}
.scroll{overflow-x:auto}table{min-width:40rem}
@media screen and (prefers-color-scheme:dark){html{background:#111;color:#eee}}
@media print{.scroll{overflow:visible}}
</style></head>
<body><main><h1>Sound</h1><h2>A table</h2>
<div class="scroll" role="region" aria-label="Numbers, scrolls" tabindex="0"><table><caption>Numbers</caption>
<thead><tr><th scope="col">Grade</th><th scope="col">Members</th></tr></thead>
<tbody><tr><th scope="row">GOLD</th><td>3</td></tr></tbody></table></div>
<svg role="img" viewBox="0 0 100 20" width="200"><title>Three</title><desc>A bar as long as three</desc>
<rect width="100" height="20" fill="#1f5c99"/><text x="5" y="14" fill="#fff">GOLD</text></svg>
</main></body></html>
`;

async function faultsOf(page: string): Promise<readonly string[]> {
  const file = join(folder, 'page.html');
  await writeFile(file, page);
  return examine(browser, file, 'en');
}

test('nothing is wrong with a sound page', async () => {
  expect(await faultsOf(SOUND)).toEqual([]);
});

interface Planted {
  readonly what: string;
  readonly take: string;
  readonly put: string;
  /** The beginning of a line that says so, after the appearance. */
  readonly said: string;
  /** Where it cannot be seen in both. */
  readonly only?: 'light' | 'dark';
}

const END = '</main>';

const PLANTED: readonly Planted[] = [
  {
    what: 'a word on the console',
    take: END,
    put: `${END}<script>console.debug('here')</script>`,
    said: 'console: debug: here',
  },
  {
    what: 'an error of a script',
    take: END,
    put: `${END}<script>nobody.knows()</script>`,
    said: 'console: error: nobody is not defined',
  },
  {
    what: 'an image from outside',
    take: END,
    put: `<img src="http://tier-merge.invalid/a.png" alt="A">${END}`,
    said: 'request: http://tier-merge.invalid/a.png',
  },
  {
    what: 'a style from a file beside it',
    take: '<style>',
    put: '<link rel="stylesheet" href="beside.css"><style>',
    said: 'request: file://',
  },
  {
    what: 'something wider than a phone',
    take: END,
    put: `<p style="width:380px">wide</p>${END}`,
    said: '360 px: the document is',
  },
  {
    what: 'something wider than a tablet',
    take: END,
    put: `<p style="width:800px">wide</p>${END}`,
    said: '768 px: the document is',
  },
  {
    what: 'text that a box hides',
    take: END,
    put: `<p style="overflow:hidden;width:3em;white-space:nowrap">too long for it</p>${END}`,
    said: '1280 px: p hides a part of what it holds',
  },
  {
    what: 'a box that scrolls and cannot be reached',
    take: ' tabindex="0"',
    put: '',
    said: '1280 px: div scroll scrolls and cannot be reached by key',
  },
  {
    what: 'a box that scrolls and has no name',
    take: ' role="region" aria-label="Numbers, scrolls"',
    put: '',
    said: '1280 px: div scroll scrolls and has no role or no name',
  },
  {
    what: 'a table wider than paper',
    take: 'min-width:40rem',
    put: 'min-width:50rem',
    said: 'paper: the document is 808 wide in a window of 687: table',
  },
  {
    what: 'a table that is cut on paper',
    take: '.scroll{overflow:visible}',
    put: '.scroll{width:20rem}',
    said: 'paper: div scroll is cut on paper',
  },
  {
    what: 'another paper',
    take: 'size:A4',
    put: 'size:letter',
    said: 'paper: a sheet of 612 by 792 points is not A4',
  },
  {
    what: 'dark paper',
    take: '@media screen and (prefers-color-scheme:dark)',
    put: '@media (prefers-color-scheme:dark)',
    said: 'paper: paper is printed rgb(17, 17, 17)',
    only: 'dark',
  },
  { what: 'faint text', take: 'color:#222', put: 'color:#999', said: 'color-contrast: ', only: 'light' },
  {
    what: 'faint text in the dark',
    take: 'color:#eee',
    put: 'color:#555',
    said: 'color-contrast: ',
    only: 'dark',
  },
  {
    what: 'faint text in a table on a gradient',
    take: '.scroll{overflow-x:auto}',
    put: '.scroll{overflow-x:auto;color:#999;background:linear-gradient(to left,#fff,#fff)}',
    said: 'color-contrast: ',
    only: 'light',
  },
  {
    what: 'faint text in a picture',
    take: 'fill="#fff"',
    put: 'fill="#446"',
    said: '"GOLD" in a picture has a contrast of ',
  },
  {
    what: 'text in a picture that shrinks',
    take: ' width="200"',
    put: ' width="50"',
    said: '360 px: "GOLD" in a picture is 8.0 px high',
  },
  {
    what: 'text on a pale part of a picture',
    take: 'fill="#1f5c99"',
    put: 'fill="#1f5c99" fill-opacity="0.1"',
    said: '"GOLD" in a picture has a contrast of ',
    only: 'light',
  },
  {
    what: 'a heading too low',
    take: '<h2>A table</h2>',
    put: '<h3>A table</h3>',
    said: 'h3 after h1: A table',
  },
  { what: 'no first heading', take: '<h1>Sound</h1>', put: '', said: 'there is not exactly one h1' },
  { what: 'another language', take: 'lang="en"', put: 'lang="ko"', said: 'lang is "ko", not "en"' },
  { what: 'no language', take: ' lang="en"', put: '', said: 'html-has-lang: ' },
  {
    what: 'a table without a caption',
    take: '<caption>Numbers</caption>',
    put: '',
    said: 'a table without a caption',
  },
  {
    what: 'a head of a column that says nothing',
    take: '>Members<',
    put: '><',
    said: 'an empty head in: Numbers',
  },
  {
    what: 'a row without a head',
    take: '<th scope="row">GOLD</th>',
    put: '<td>GOLD</td>',
    said: 'a row without a head',
  },
  {
    what: 'a picture without a text',
    take: '<title>Three</title>',
    put: '',
    said: 'a picture without a text',
  },
  {
    what: 'a picture without a description',
    take: '<desc>A bar as long as three</desc>',
    put: '',
    said: 'a picture without a description',
  },
  { what: 'an image without a text', take: END, put: `<img src="data:,">${END}`, said: 'image-alt: ' },
  {
    what: 'an image',
    take: END,
    put: `<img src="data:," alt="A">${END}`,
    said: 'an element that no page of ours has',
  },
  {
    what: 'a listener',
    take: '<h2>',
    put: '<h2 onclick="close()">',
    said: 'an attribute that no page of ours has',
  },
  { what: 'text outside the landmarks', take: END, put: `${END}<p>beside</p>`, said: 'region: ' },
];

test.each(PLANTED)('$what is found', async ({ take, put, said, only }) => {
  expect(SOUND).toContain(take);
  const faults = await faultsOf(SOUND.replace(take, put));
  const schemes = only === undefined ? ['light', 'dark'] : [only];
  for (const scheme of schemes) {
    const lines = faults.filter((fault) => fault.startsWith(`${scheme}, ${said}`));
    expect(lines, `${said} in ${JSON.stringify(faults, null, 2)}`).not.toEqual([]);
  }
});
