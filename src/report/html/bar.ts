import { html, type Markup } from './markup.js';

interface Stretch {
  /** Names the colour: `fill-up`. */
  readonly kind: string;
  readonly value: number;
}

interface Bar {
  readonly title: string;
  readonly description: string;
  readonly className: string;
}

/** Stretches end to end over the whole width, as long as their share. */
export function stackedBar(bar: Bar, stretches: readonly Stretch[]): Markup {
  const total = stretches.reduce((sum, { value }) => sum + value, 0);
  return histogramBar(bar, stretches, total);
}

/** Stretches end to end, on a scale from nothing to `most`. */
export function histogramBar(bar: Bar, stretches: readonly Stretch[], most: number): Markup {
  let start = 0;
  const pieces = stretches
    .filter(({ value }) => value > 0)
    .map(({ kind, value }) => {
      const piece = rect(kind, { x: start, width: share(value, most), y: 0, height: 10 });
      start += share(value, most);
      return piece;
    });
  return drawing(bar, pieces);
}

/** Two bars, one above the other, on the same scale from nothing to `most`. */
export function pairedBars(bar: Bar, [upper, lower]: readonly [Stretch, Stretch], most: number): Markup {
  return drawing(bar, [
    rect(upper.kind, { x: 0, width: share(upper.value, most), y: 0.5, height: 4 }),
    rect(lower.kind, { x: 0, width: share(lower.value, most), y: 5.5, height: 4 }),
  ]);
}

function drawing({ title, description, className }: Bar, shapes: readonly Markup[]): Markup {
  return html`<svg class="${className}" role="img" viewBox="0 0 100 10" preserveAspectRatio="none"><title>${title}</title><desc>${description}</desc>${shapes}</svg>`;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function rect(kind: string, { x, y, width, height }: Box): Markup {
  return html`<rect class="fill-${kind}" x="${rounded(x)}" y="${y}" width="${rounded(width)}" height="${height}"/>`;
}

function share(value: number, of: number): number {
  return of === 0 ? 0 : (value / of) * 100;
}

/** Few enough digits that every machine writes the same. */
function rounded(value: number): string {
  return value.toFixed(3);
}
