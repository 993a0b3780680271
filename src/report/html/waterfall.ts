import type { Waterfall } from '../../match/waterfall.js';
import { codePhrase } from '../../match/wording.js';
import type { Messages } from '../messages.js';
import { bits } from '../numbers.js';
import { html, type Markup } from './markup.js';
import { LIGHT } from './palette.js';
import { label, picture } from './picture.js';

/** One pair of a drawing: what stands above its bars, and its weight piece by piece. */
export interface Fall {
  readonly heading: string;
  readonly weights: Waterfall;
}

interface WaterfallOptions {
  readonly words: Messages;
  /** Weights, in thousandths of a bit, at which pairs are linked or shown to a person; drawn as lines. */
  readonly thresholds?: { readonly link: number; readonly review: number };
}

const WIDTH = 720;
const BARS = { left: 264, right: 632 };
const HEAD = 34;
const ROW = 22;
const FOOT = 30;

/**
 * The weights of pairs as waterfalls, one below the other: each bar begins where the one above it ends, and the
 * last one is their sum. The same weights, the same bytes.
 */
export function waterfallSvg(falls: readonly Fall[], options: WaterfallOptions): Markup {
  const { weights: words } = options.words;
  const steps = falls.map(({ weights }) => stepsOf(weights, options.words));
  const scale = scaleOf(steps.flat(), options);
  let top = 0;
  const shapes = falls.map(({ heading }, at) => {
    const drawn = panel(steps[at] ?? [], { heading, top, scale });
    top += HEAD + (steps[at]?.length ?? 0) * ROW;
    return drawn;
  });
  const lines = thresholdLines(options, scale, top);
  const described = falls.map(
    ({ heading }, at) =>
      `${heading}: ${(steps[at] ?? []).map((step) => `${step.name} ${bits(step.weight)}`).join(', ')}.`,
  );
  return picture(
    {
      className: 'waterfall',
      width: WIDTH,
      height: top + FOOT,
      title: words.pictureTitle,
      description: `${words.pictureDescription} ${described.join(' ')}`,
    },
    [...lines, ...shapes],
  );
}

interface Step {
  readonly name: string;
  readonly weight: number;
  /** Where its bar begins. */
  readonly from: number;
  readonly kind: 'up' | 'down' | 'same' | 'after';
}

/** The pieces of a weight in the order in which they are added, with the sum last. */
export function pieces(weights: Waterfall, { weights: words, codes }: Messages): readonly Piece[] {
  const { prior, parts, frequency, total, against } = weights;
  return [
    { name: words.prior, weight: prior },
    ...parts.map(({ comparison, level, weight }) => ({
      name: codePhrase(`${comparison}=${level}`, codes),
      weight,
    })),
    ...(frequency === 0 ? [] : [{ name: words.frequency, weight: frequency }]),
    { name: words.totalAgainst[against], weight: total },
  ];
}

interface Piece {
  readonly name: string;
  /** Thousandths of a bit. */
  readonly weight: number;
}

function stepsOf(weights: Waterfall, words: Messages): readonly Step[] {
  let from = 0;
  const all = pieces(weights, words);
  return all.map((piece, at) => {
    const isSum = at === all.length - 1;
    const kind = isSum ? 'after' : at === 0 ? 'same' : piece.weight < 0 ? 'down' : 'up';
    const step: Step = { ...piece, from: isSum ? 0 : from, kind };
    from += piece.weight;
    return step;
  });
}

type Scale = (weight: number) => number;

function scaleOf(steps: readonly Step[], { thresholds }: WaterfallOptions): Scale {
  const lines = thresholds === undefined ? [] : [thresholds.link, thresholds.review];
  const ends = [0, ...lines, ...steps.flatMap(({ from, weight }) => [from, from + weight])];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const width = Math.max(most - least, 1);
  return (weight) => BARS.left + ((weight - least) / width) * (BARS.right - BARS.left);
}

const COLOURS = { up: LIGHT.good, down: LIGHT.bad, same: LIGHT.calm, after: LIGHT.accent } as const;

function panel(
  steps: readonly Step[],
  { heading, top, scale }: { readonly heading: string; readonly top: number; readonly scale: Scale },
): Markup {
  const rows = steps.map((step, at) => {
    const middle = top + HEAD + at * ROW + ROW / 2;
    const [one, two] = [scale(step.from), scale(step.from + step.weight)];
    const tone = step.kind === 'after' ? ({ tone: 'ink' } as const) : {};
    return html`${label(step.name, { x: BARS.left - 12, y: middle, anchor: 'end', ...tone })}<rect class="fill-${step.kind}" x="${Math.min(one, two).toFixed(2)}" y="${middle - 7}" width="${Math.max(Math.abs(two - one), 1).toFixed(2)}" height="14" fill="${COLOURS[step.kind]}"/>${label(bits(step.weight), { x: WIDTH - 16, y: middle, anchor: 'end', ...tone })}
`;
  });
  const zero = scale(0).toFixed(2);
  return html`${label(heading, { x: 16, y: top + 20, tone: 'ink' })}
<line class="picture-line" x1="${zero}" x2="${zero}" y1="${top + HEAD}" y2="${top + HEAD + steps.length * ROW}" stroke="${LIGHT.line}"/>
${rows}`;
}

/** Where a pair begins to be shown to a person, and where it is linked, from top to bottom of all panels. */
function thresholdLines(
  { words, thresholds }: WaterfallOptions,
  scale: Scale,
  bottom: number,
): readonly Markup[] {
  if (thresholds === undefined) return [];
  const line = (weight: number, name: string, anchor: string) => {
    const x = scale(weight).toFixed(2);
    return html`<line class="picture-quiet" x1="${x}" x2="${x}" y1="${HEAD}" y2="${bottom}" stroke="${LIGHT.quiet}" stroke-dasharray="3 3"/>${label(name, { x, y: bottom + 14, anchor })}
`;
  };
  return [
    line(thresholds.review, words.weights.reviewFrom, 'end'),
    line(thresholds.link, words.weights.linkFrom, 'start'),
  ];
}
