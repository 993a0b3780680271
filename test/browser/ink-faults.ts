/// <reference lib="dom" />
// Sent to the browser as text: the function stands alone.

/**
 * Texts in pictures that are fainter than 4.5 to 1 on what is painted below them (WCAG 2.2, 1.4.3). axe goes by
 * `color` and `background`, which a drawing does not have.
 */
export function inkFaults(): readonly string[] {
  type Colour = readonly [red: number, green: number, blue: number];
  const read = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const over = (below: Colour, paint: string, opacity: number): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = read(paint);
    const part = alpha * opacity;
    const mixed = (one: number, other: number) => one * part + other * (1 - part);
    return [mixed(red, below[0]), mixed(green, below[1]), mixed(blue, below[2])];
  };
  // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
  const linear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ([red, green, blue]: Colour) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const groundOf = (text: SVGTextElement, sheet: Colour): Colour => {
    const { x, y, width, height } = text.getBoundingClientRect();
    const stack = document.elementsFromPoint(x + width / 2, y + height / 2).reverse();
    return stack.reduce<Colour>((below, shape) => {
      if (!(shape instanceof SVGGeometryElement) || shape.closest('svg') !== text.closest('svg'))
        return below;
      const { fill, fillOpacity, opacity } = getComputedStyle(shape);
      return fill === 'none' ? below : over(below, fill, Number(fillOpacity) * Number(opacity));
    }, sheet);
  };
  const sheet = over([255, 255, 255], getComputedStyle(document.documentElement).backgroundColor, 1);
  const faults: string[] = [];
  for (const text of document.querySelectorAll<SVGTextElement>('svg text')) {
    text.scrollIntoView({ block: 'center', inline: 'center' });
    const ground = groundOf(text, sheet);
    const { fill, fillOpacity, opacity } = getComputedStyle(text);
    const ink = over(ground, fill, Number(fillOpacity) * Number(opacity));
    const [dark = 0, light = 0] = [luminance(ink), luminance(ground)].sort((one, other) => one - other);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5)
      faults.push(`"${text.textContent}" in a picture has a contrast of ${contrast.toFixed(2)}`);
  }
  return faults;
}
