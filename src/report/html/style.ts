import { createHash } from 'node:crypto';
import { layout } from './layout.js';
import { DARK, LIGHT, type Palette } from './palette.js';

/**
 * Everything about looks. Paper is always light: dark is for screens only. A step of the heat map is a class,
 * because the page allows no style but this one.
 */
export const style = `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}
${layout}${heatSteps()}`;

/** The source expression that lets a content security policy admit exactly this style. */
export function styleSource(): string {
  return `'sha256-${createHash('sha256').update(style, 'utf8').digest('base64')}'`;
}

function variables({ heat, heatInk, ...colours }: Palette): string {
  const named = Object.entries(colours).map(([name, value]) => `--${name}:${value}`);
  const steps = heat.map((value, at) => `--heat${at + 1}:${value};--heatInk${at + 1}:${heatInk[at]}`);
  return [...named, ...steps].join(';');
}

function heatSteps(): string {
  return LIGHT.heat
    .map((_, at) => at + 1)
    .map((step) => `.heat${step}{background:var(--heat${step});color:var(--heatInk${step})}\n`)
    .join('');
}
