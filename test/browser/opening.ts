/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { visit } from './chromium.js';

/** Milliseconds since the navigation began. */
export interface Opening {
  readonly loaded: number;
  readonly painted: number;
}

/** How fast a page opens in a profile that has never seen it, as the page itself measures it. */
export function opening(browser: Browser, file: string): Promise<Opening> {
  return visit(browser, file, { scheme: 'light', width: 1280 }, ({ page }) => measured(page));
}

function measured(page: Page): Promise<Opening> {
  return page.evaluate(
    () =>
      new Promise<Opening>((done) => {
        const told = new PerformanceObserver((list) => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          const [navigation] = performance.getEntriesByType('navigation');
          if (paint === undefined || !(navigation instanceof PerformanceNavigationTiming)) return;
          done({ loaded: navigation.loadEventEnd, painted: paint.startTime });
        });
        told.observe({ type: 'paint', buffered: true });
      }),
  );
}
