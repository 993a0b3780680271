/** What a page says, in one line: tags away, characters back, blanks as one. */
export function textOf(markup: string): string {
  return markup
    .replace(/<(style|title|desc)>[\s\S]*?<\/\1>/g, '')
    .replace(/<\/?(span|b|bdi|code)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, ' ');
}

/** The rows of the table whose caption begins so, as text. */
export function rowsOf(markup: string, caption: string): readonly string[] {
  const tables = markup.match(/<table[\s\S]*?<\/table>/g) ?? [];
  const table = tables.find((one) => textOf(one).trimStart().startsWith(caption)) ?? '';
  const spaced = table.replace(/<span class="count">([^<]*)<\/span>/g, '$1 ');
  return (spaced.match(/<tr>[\s\S]*?<\/tr>/g) ?? []).map((row) => textOf(row).trim());
}

/** The section of a page with this id. */
export function sectionOf(markup: string, id: string): string {
  return new RegExp(`<section id="${id}"[\\s\\S]*?</section>`).exec(markup)?.[0] ?? '';
}
