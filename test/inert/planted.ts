/** Texts that would do something somewhere, were they not shown as text. */
export const PLANTED: Readonly<Record<string, string>> = {
  'a link formula': '=HYPERLINK("http://x","y")',
  'a command formula': "+1+cmd|' /C calc'!A0",
  'a function formula': '@SUM(1)',
  'a difference': '-2+3',
  'a formula behind a tab': '\t=1+1',
  'a formula behind a carriage return': '\r=1+1',
  'a script': '<script>alert(1)</script>',
  'an image': '"><img src=x onerror=alert(1)>',
  'an address': 'javascript:alert(1)',
  'a colour': '\u001b[31mred',
  'a link of a terminal': '\u001b]8;;http://x\u001b\\y\u001b]8;;\u001b\\',
  'a clipboard': '\u001b]52;c;eA==\u0007',
  'a bell': 'a\u0007b',
  'a control of eight bits': '\u009b31mred',
  'a next line': 'a\u0085b',
  'an override': 'a\u202etxt.exe',
  'an isolate': 'a\u2066b',
  'a space of no width': 'a\u200bb',
  'a link of Markdown': '](http://x)',
  'a cell of Markdown': '| a |',
  'a code span': '``a`b',
  'a NUL': 'a\u0000b',
  'a line': 'a\n# b',
};

/** In the order of the names. */
export const TEXTS: readonly string[] = Object.values(PLANTED);
