import { expect, test } from 'vitest';
import { DARK, LIGHT, type Palette } from '../../src/report/html/palette.js';

const SCHEMES: readonly (readonly [string, Palette])[] = [
  ['light', LIGHT],
  ['dark', DARK],
];

test.each(SCHEMES)('every text of the %s page can be read on its ground', (_, palette) => {
  expect(pairsOf(palette).filter(([ink, ground]) => contrast(ink, ground) < 4.5)).toEqual([]);
});

test.each(SCHEMES)('each %s step of the heat map differs from the one before', (_, { heat, heatInk }) => {
  expect(heat).toHaveLength(7);
  expect(heatInk).toHaveLength(7);
  expect(heat.slice(1).filter((step, at) => contrast(step, heat[at] ?? '') < 1.1)).toEqual([]);
});

function pairsOf(palette: Palette): readonly (readonly [string, string])[] {
  const { ground, raised, ink, quiet, accent, good, warn, bad } = palette;
  const onGround = [ink, quiet, accent, good, warn, bad].map((text) => [text, ground] as const);
  const onVerdicts = [
    [good, palette.goodGround],
    [warn, palette.warnGround],
    [bad, palette.badGround],
    [accent, palette.calmGround],
    ...[palette.goodGround, palette.warnGround, palette.badGround, palette.calmGround].map(
      (verdict) => [ink, verdict] as const,
    ),
  ] as const;
  const onHeat = palette.heat.map((step, at) => [palette.heatInk[at] ?? '', step] as const);
  return [...onGround, ...onVerdicts, [quiet, raised], ...onHeat];
}

/** WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
