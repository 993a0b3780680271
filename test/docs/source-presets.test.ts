import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ColumnText } from '../../src/config/column-schema.js';
import { SOURCE_PRESETS } from '../../src/config/source-presets.js';

const page = readFileSync('docs/source-presets.md', 'utf8');

describe.each(SOURCE_PRESETS)('docs/source-presets.md on $name', ({ name, title, origin, notes, source }) => {
  const [, section = ''] = page.split(`\n## ${name}\n`);
  const [own = ''] = section.split('\n## ');

  it('has its title, its origin and its notes word for word', () => {
    expect(own.split('\n')[0]).toContain(title);
    for (const { at, what, seen } of origin) expect(own).toContain(`- ${at}: ${what} (seen ${seen})\n`);
    for (const note of notes) expect(own).toContain(`- ${note}\n`);
  });

  it('has every column, and no other', () => {
    const rows = [
      ...Object.entries(source.columns).map(([field, column]) => row(field, column)),
      ...Object.entries(source.extra ?? {}).map(([field, column]) => row(`extra.${field}`, column)),
    ];
    expect(own.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });
});

function row(field: string, column: ColumnText): string {
  const shown =
    typeof column === 'string'
      ? column
      : Object.entries(column).map(([how, headers = []]) => `${how}: ${headers.join(', ')}`)[0];
  return `| \`${field}\` | ${shown} |`;
}
