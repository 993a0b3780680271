import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The Chromium of this machine. Throws where there is none: tests without a browser have shown nothing. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: programNamed('chromium'), args: ['--no-sandbox'] });
}

function programNamed(name: string): string {
  const paths = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  const found = paths.find(isProgram);
  if (found === undefined)
    throw new Error(`${name} is not installed: apt-get install chromium fonts-noto-cjk`);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const SCHEMES = ['light', 'dark'] as const;

export interface Look {
  readonly scheme: (typeof SCHEMES)[number];
  /** CSS pixels. */
  readonly width: number;
}

/** A page that is open, with what it has said and asked for since. */
export interface Visit {
  readonly page: Page;
  /** Console messages of every level, errors nobody caught, and what the browser says about the page itself. */
  readonly said: readonly string[];
  /** The address of every request, also of those that were refused. */
  readonly asked: readonly string[];
}

/** Opens a file in a profile of its own, and closes it when `act` is through. */
export async function visit<T>(
  browser: Browser,
  file: string,
  { scheme, width }: Look,
  act: (visit: Visit) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
  try {
    const page = await context.newPage();
    const [said, asked]: [string[], string[]] = [[], []];
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`error: ${error.message}`));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    return await act({ page, said, asked });
  } finally {
    await context.close();
  }
}
