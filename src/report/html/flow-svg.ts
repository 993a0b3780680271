import { escapeTerminal } from '../escape.js';
import { listIn } from '../messages.js';
import type { FlowReport } from '../model/flow.js';
import type { GradeReport } from '../model/grades.js';
import { displayWidth, graphemesOf } from '../width.js';
import { type FlowGroup, type FlowKind, type FlowNode, type FlowRibbon, layFlow } from './flow-layout.js';
import { html, type Markup, nothing } from './markup.js';
import type { Page } from './page.js';
import { LIGHT } from './palette.js';
import { label, picture } from './picture.js';

const WIDTH = 760;
const BAR = 8;
/** About as wide as a column of the widest font that a reader may have. */
const COLUMN = 7;
/** In columns of text, a Hangul syllable takes two: what stands beside a bar with its count. */
const LONGEST = 22;
/** A band that is as high as a line of text holds its count. */
const LINE = 13;

const COLOURS: Readonly<Record<FlowKind, string>> = {
  up: LIGHT.good,
  same: LIGHT.calm,
  down: LIGHT.bad,
  left: LIGHT.warn,
  new: LIGHT.accent,
};

/** The bands from the grades of each source to the unified grades. The same flow, the same bytes. */
export function flowSvg(page: Page, flow: FlowReport): Markup {
  const { flow: words } = page.words;
  const { grades, members } = page.model;
  const { groups, unified: bars, ribbons, height } = layFlow(flow, grades.ladder);
  // Its bands count a member once in each source; what a reader asks is how many members get the grade.
  const unified = { ...bars, members: members.total, nodes: bars.nodes.map((node) => counted(grades, node)) };
  const frame = frameOf(page, groups, unified);
  const sources = flow.map(({ source, members }) =>
    words.source({ source: escapeTerminal(source), members }),
  );
  return picture(
    {
      className: 'flow',
      width: WIDTH,
      height: Math.ceil(height),
      title: words.pictureTitle,
      description: words.pictureDescription({ sources: listIn(page.lang, sources) }),
    },
    [
      ...ribbons.map((one) => ribbon(frame, one)),
      ...ribbons.map((one) => count(page, frame, one)),
      ...groups.map((group) => column(page, frame, { ...group, anchor: 'end' })),
      column(page, frame, { ...unified, anchor: 'start' }),
    ],
  );
}

function counted({ counts }: GradeReport, node: FlowNode): FlowNode {
  const count = counts.find(({ grade }) => grade === node.grade);
  return { ...node, members: count?.after ?? node.members };
}

/** Where the bars of grades end on the left, and begin on the right; the bands run from the one to the other. */
interface Frame {
  readonly left: number;
  readonly right: number;
}

/** Beside the bars there is room for what stands there, so that nothing is cut off and the bands get the rest. */
function frameOf(page: Page, groups: readonly FlowGroup[], unified: FlowGroup): Frame {
  const room = (texts: readonly string[]) => Math.max(0, ...texts.map(displayWidth)) * COLUMN + 2 * BAR;
  const labels = (nodes: readonly FlowNode[]) =>
    nodes.map((node) => `${nameOf(page, node)} ${page.words.number({ value: node.members })}`);
  const left = groups.flatMap((group) => [headOf(page, group), ...labels(group.nodes)]);
  return {
    left: room(left) + BAR,
    right: WIDTH - room([page.words.flow.unified(unified), ...labels(unified.nodes)]) - BAR,
  };
}

function headOf({ words }: Page, { source, members }: FlowGroup): string {
  return words.flow.source({ source: shortened(source), members });
}

function nameOf({ words }: Page, { grade }: FlowNode): string {
  return grade === null ? words.grades.noGrade : shortened(grade);
}

function ribbon({ left: from, right: to }: Frame, { kind, left, right, height }: FlowRibbon): Markup {
  const middle = (from + to) / 2;
  const [a, b, c, d] = [left, right, right + height, left + height].map(rounded);
  const path = `M${from} ${a}C${middle} ${a} ${middle} ${b} ${to} ${b}V${c}C${middle} ${c} ${middle} ${d} ${from} ${d}Z`;
  return html`<path class="flow-band fill-${kind}" d="${path}" fill="${COLOURS[kind]}" fill-opacity=".4"/>
`;
}

function count({ words }: Page, { left: from }: Frame, { members, left, height }: FlowRibbon): Markup {
  if (height < LINE) return nothing;
  const at = { x: from + BAR, y: rounded(left + height / 2), tone: 'ink' } as const;
  return html`${label(words.number({ value: members }), at)}
`;
}

type Side = FlowGroup & { readonly anchor: 'start' | 'end' };

/** The bars of one side with their names, and above them whose they are. */
function column(page: Page, frame: Frame, side: Side): Markup {
  const { anchor, top, nodes } = side;
  const x = anchor === 'end' ? frame.left : frame.right;
  const heading = anchor === 'end' ? headOf(page, side) : page.words.flow.unified(side);
  return html`<g class="flow-head">${label(heading, { x, y: rounded(top + 13), anchor, tone: 'ink' })}</g>
${nodes.map((node) => bar(page, node, { anchor, x: anchor === 'end' ? x - BAR : x }))}`;
}

function bar(
  page: Page,
  node: FlowNode,
  { anchor, x }: { readonly anchor: 'start' | 'end'; readonly x: number },
): Markup {
  const { members, top, height } = node;
  const beside = anchor === 'end' ? x - BAR : x + 2 * BAR;
  const text = html`<tspan class="picture-ink" fill="${LIGHT.ink}">${nameOf(page, node)}</tspan> ${page.words.number({ value: members })}`;
  return html`<rect class="flow-bar" x="${x}" y="${rounded(top)}" width="${BAR}" height="${rounded(height)}" fill="${LIGHT.ink}"/><text class="picture-quiet" x="${beside}" y="${rounded(top + height / 2)}" dy="4" text-anchor="${anchor}" fill="${LIGHT.quiet}">${text}</text>
`;
}

/** A name that fits beside its bar; in full it stands in the table. */
function shortened(name: string): string {
  const shown = escapeTerminal(name);
  if (displayWidth(shown) <= LONGEST) return shown;
  let kept = '';
  for (const grapheme of graphemesOf(shown)) {
    if (displayWidth(kept + grapheme) >= LONGEST) break;
    kept += grapheme;
  }
  return `${kept}…`;
}

/** Few enough digits that every machine writes the same. */
function rounded(value: number): string {
  return value.toFixed(2);
}
