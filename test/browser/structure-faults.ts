/// <reference lib="dom" />
// Sent to the browser as text: the function stands alone.

/** Language, headings, heads of tables, and texts for pictures: what a reader without eyes goes by. */
export function structureFaults(lang: string): readonly string[] {
  const faults: string[] = [];
  const say = (isWrong: boolean, fault: string) => {
    if (isWrong) faults.push(fault);
  };
  const start = (element: Element) => element.outerHTML.slice(0, 80);
  say(document.documentElement.lang !== lang, `lang is "${document.documentElement.lang}", not "${lang}"`);
  say(document.title.trim() === '', 'the page has no title');
  for (const stranger of document.querySelectorAll(
    'script, img, iframe, object, embed, form, input, link, base',
  ))
    say(true, `an element that no page of ours has: ${start(stranger)}`);
  for (const element of document.querySelectorAll('*'))
    for (const { name } of element.attributes)
      say(
        name.startsWith('on') || name === 'style',
        `an attribute that no page of ours has: ${start(element)}`,
      );
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const own = Number(heading.tagName.slice(1));
    say(own > level + 1, `h${own} after h${level}: ${heading.textContent}`);
    level = own;
  }
  say(document.querySelectorAll('h1').length !== 1, 'there is not exactly one h1');
  for (const table of document.querySelectorAll('table')) {
    const caption = table.caption?.textContent?.trim() ?? '';
    say(caption === '', `a table without a caption: ${start(table)}`);
    const heads = table.querySelectorAll('thead th');
    say(heads.length === 0, `a table without heads: ${caption}`);
    for (const head of heads) {
      say(head.getAttribute('scope') !== 'col', `not the head of a column: ${start(head)}`);
      say(head.textContent?.trim() === '', `an empty head in: ${caption}`);
    }
    for (const row of table.querySelectorAll('tbody tr, tfoot tr'))
      say(row.querySelector('th[scope=row]') === null, `a row without a head: ${start(row)}`);
  }
  for (const picture of document.querySelectorAll('svg')) {
    const title = picture.querySelector('title')?.textContent?.trim() ?? '';
    const description = picture.querySelector('desc')?.textContent?.trim() ?? '';
    say(
      picture.getAttribute('role') !== 'img' || title === '',
      `a picture without a text: ${start(picture)}`,
    );
    say(description === '', `a picture without a description: ${start(picture)}`);
  }
  return faults;
}
