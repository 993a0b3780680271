/// <reference lib="dom" />
// Sent to the browser as text: each function stands alone.

/** What makes the document wider than its window. */
export function wideFaults(): readonly string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isInBox = (element: Element) => {
    for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== 'visible') return true;
    return false;
  };
  const culprits = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5 && !isInBox(element))
    .map(({ tagName, className }) => `${tagName.toLowerCase()} ${String(className)}`.trim());
  const named = [...new Set(culprits)].slice(0, 4).join(', ');
  return [`the document is ${scrollWidth} wide in a window of ${clientWidth}: ${named}`];
}

/** Boxes that hide a part of what they hold, and boxes that scroll but cannot be reached or have no name. */
export function boxFaults(): readonly string[] {
  const nameOf = ({ tagName, className }: Element) => `${tagName.toLowerCase()} ${String(className)}`.trim();
  const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
  const faults: string[] = [];
  for (const box of document.body.querySelectorAll<HTMLElement>('*:not(svg, svg *)')) {
    const { overflowX, overflowY } = getComputedStyle(box);
    // A pixel is what a border on the edge takes.
    const isCut =
      (clips(overflowX) && box.scrollWidth > box.clientWidth + 1) ||
      (clips(overflowY) && box.scrollHeight > box.clientHeight + 1);
    if (isCut) faults.push(`${nameOf(box)} hides a part of what it holds`);
    if (!scrolls(overflowX) && !scrolls(overflowY)) continue;
    if (box.tabIndex < 0) faults.push(`${nameOf(box)} scrolls and cannot be reached by key`);
    const label = box.getAttribute('aria-label') ?? '';
    if (box.getAttribute('role') === null || label === '')
      faults.push(`${nameOf(box)} scrolls and has no role or no name`);
  }
  return [...new Set(faults)];
}

/** Texts in pictures that are drawn smaller than nine pixels: a picture that shrinks takes its texts with it. */
export function tinyFaults(): readonly string[] {
  return [...document.querySelectorAll<SVGTextElement>('svg text')].flatMap((text) => {
    const size = Number.parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM()?.a ?? 0);
    return size < 9 ? [`"${text.textContent}" in a picture is ${size.toFixed(1)} px high`] : [];
  });
}

/** On paper nothing can be scrolled to: what a box does not show is lost. */
export function paperFaults(): readonly string[] {
  const boxes = [...document.body.querySelectorAll<HTMLElement>('*:not(svg, svg *)')];
  const cut = boxes.filter(
    (box) => getComputedStyle(box).overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1,
  );
  const { backgroundColor } = getComputedStyle(document.documentElement);
  return [
    ...cut.map(({ tagName, className }) => `${tagName.toLowerCase()} ${className} is cut on paper`),
    ...(backgroundColor === 'rgb(255, 255, 255)' ? [] : [`paper is printed ${backgroundColor}`]),
  ];
}
