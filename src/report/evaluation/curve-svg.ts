import type { CurvePoint } from '../../match/evaluate/curve.js';
import { weightAt } from '../../match/model/weights.js';
import { html, type Markup } from '../html/markup.js';
import { LIGHT } from '../html/palette.js';
import { picture } from '../html/picture.js';
import type { CurveWords } from './words.js';

const WIDTH = 640;
const HEIGHT = 320;
const BOX = { left: 56, right: 620, top: 40, bottom: 264 };

const TICKS = [0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999] as const;

/** Where a weight and a share lie in the picture. */
interface Scale {
  x(weight: number): string;
  y(share: number): string;
  readonly least: number;
  readonly most: number;
  /** The lowest share shown, a whole tenth: a curve between 0.99 and 1 would be a line along the edge. */
  readonly floor: number;
}

/**
 * Precision and recall over the threshold; the two lines differ in their dashes as well as in their colours.
 * Without points it is an empty frame.
 */
export function curveSvg(points: readonly CurvePoint[], words: CurveWords): Markup {
  const scale = scaleOf(points);
  const { title, description } = words;
  const axis = html`<text class="picture-quiet" x="${(BOX.left + BOX.right) / 2}" y="${HEIGHT - 16}" text-anchor="middle" fill="${LIGHT.quiet}">${words.axis}</text>
`;
  return picture({ className: 'curve', width: WIDTH, height: HEIGHT, title, description }, [
    ...shareLines(scale),
    ...probabilityTicks(scale),
    line(points, scale, 'precision'),
    line(points, scale, 'recall'),
    ...legend(words),
    axis,
  ]);
}

/** From even odds to 0.99999 where there are no points. */
function scaleOf(points: readonly CurvePoint[]): Scale {
  const shares = points.flatMap(({ precision, recall }) => [precision ?? 1, recall ?? 1]);
  const least = points[0]?.weight ?? 0;
  const most = Math.max(points.at(-1)?.weight ?? 17_000, least + 1);
  const floor = Math.min(0.9, Math.floor(Math.min(1, ...shares) * 10) / 10);
  return {
    least,
    most,
    floor,
    x: (weight) => (BOX.left + ((weight - least) / (most - least)) * (BOX.right - BOX.left)).toFixed(2),
    y: (share) => (BOX.bottom - ((share - floor) / (1 - floor)) * (BOX.bottom - BOX.top)).toFixed(2),
  };
}

const DRAWN = {
  precision: { colour: LIGHT.accent, dashes: 'none' },
  recall: { colour: LIGHT.bad, dashes: '6 4' },
} as const;

type Drawn = keyof typeof DRAWN;

function line(points: readonly CurvePoint[], scale: Scale, kind: Drawn): Markup {
  const corners = points.flatMap((point) => {
    const share = point[kind];
    return share === null ? [] : [`${scale.x(point.weight)},${scale.y(share)}`];
  });
  return html`<polyline class="curve-${kind}" points="${corners.join(' ')}" fill="none" stroke="${DRAWN[kind].colour}" stroke-width="2" stroke-dasharray="${DRAWN[kind].dashes}"/>
`;
}

/** Five heights, from the floor to 1. */
function shareLines({ y, floor }: Scale): readonly Markup[] {
  return [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const share = floor + (1 - floor) * part;
    return html`<line class="picture-line" x1="${BOX.left}" x2="${BOX.right}" y1="${y(share)}" y2="${y(share)}" stroke="${LIGHT.line}"/><text class="picture-quiet" x="${BOX.left - 8}" y="${y(share)}" dy="4" text-anchor="end" fill="${LIGHT.quiet}">${share.toFixed(3)}</text>
`;
  });
}

/** A step of a probability is a step of odds here: 0.99 to 0.999 is as far as 0.999 to 0.9999. */
function probabilityTicks({ x, least, most }: Scale): readonly Markup[] {
  return TICKS.filter((tick) => weightAt(tick) >= least && weightAt(tick) <= most).map((tick) => {
    const at = x(weightAt(tick));
    return html`<line class="picture-line" x1="${at}" x2="${at}" y1="${BOX.bottom}" y2="${BOX.bottom + 5}" stroke="${LIGHT.quiet}"/><text class="picture-quiet" x="${at}" y="${BOX.bottom + 18}" text-anchor="middle" fill="${LIGHT.quiet}">${String(tick)}</text>
`;
  });
}

function legend(words: CurveWords): readonly Markup[] {
  return (['precision', 'recall'] as const).map((kind, at) => {
    const x = BOX.left + at * 160;
    return html`<line class="curve-${kind}" x1="${x}" x2="${x + 28}" y1="20" y2="20" stroke="${DRAWN[kind].colour}" stroke-width="2" stroke-dasharray="${DRAWN[kind].dashes}"/><text class="picture-ink" x="${x + 36}" y="24" fill="${LIGHT.ink}">${words[kind]}</text>
`;
  });
}
