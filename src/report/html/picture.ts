import { html, type Markup } from './markup.js';
import { LIGHT } from './palette.js';

interface Picture {
  readonly className: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What it shows, for those who do not see it. */
  readonly description: string;
}

/** A static drawing for a page: its colours are attributes, which the classes of a page override. */
export function picture(of: Picture, shapes: readonly Markup[]): Markup {
  const { className, width, height, title, description } = of;
  return html`<svg class="picture ${className}" role="img" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11"><title>${title}</title><desc>${description}</desc>
<rect class="picture-ground" width="${width}" height="${height}" fill="${LIGHT.ground}"/>
${shapes}</svg>
`;
}

/** A drawing as a file of its own, which needs the name space that a page has already. */
export function pictureFile({ markup }: Markup): string {
  return markup.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
}

/** Text in a drawing; quiet unless it is what one looks for. */
export function label(
  text: string,
  at: {
    readonly x: number | string;
    readonly y: number | string;
    readonly anchor?: string;
    readonly tone?: 'ink';
  },
): Markup {
  const tone = at.tone ?? 'quiet';
  return html`<text class="picture-${tone}" x="${at.x}" y="${at.y}" dy="4" text-anchor="${at.anchor ?? 'start'}" fill="${LIGHT[tone]}">${text}</text>`;
}
