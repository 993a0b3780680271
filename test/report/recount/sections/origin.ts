import { createHash } from 'node:crypto';
import type { Recount } from '../recount.js';
import { place } from '../spot.js';
import { type Claims, count, joined, onPage, onSheet, text } from '../table.js';

const SECTION = 'Where this comes from';

/** What was read and by which rules: bytes and hashes of the files as they are. */
export function originClaims({ tables, written }: Recount): Claims {
  const files = [...tables.exports].map(([source, { config, bytes, sha256 }]) => ({
    ...{ source: text(source), path: text(config.files), bytes: count(bytes), sha256: text(sha256) },
    when: text(written(config.files)),
    encoding: text(config.encoding === 'cp949' ? 'cp949' : 'utf-8'),
  }));
  const table = { section: SECTION, caption: 'Files read' };
  const { plan, rules, rulesText } = tables;
  const rulesTable = { section: SECTION, caption: 'Rules, config and content', heads: ['Name', 'Value'] };
  const rows = (path: string) => [
    [text('Rules'), text(rules.name)],
    [text('Rule file'), text(plan.rules.path)],
    [text('Hash of the rules'), text(sha256Of(rulesText))],
    ...(path === '' ? [] : [[text('Config file'), text(path)]]),
    [text('Hash of the config'), text(plan.config.sha256)],
    [text('Hash of the content'), text(plan.content_hash)],
    [text('Made by'), text(plan.tool)],
  ];
  return joined(
    onPage({
      ...table,
      heads: ['File', 'Source', 'Written', 'Bytes', 'Encoding', 'SHA-256'],
      rows: files.map(({ source, path, when, bytes, encoding, sha256 }) => [
        path,
        source,
        when,
        bytes,
        encoding,
        sha256,
      ]),
    }),
    onSheet({
      ...table,
      heads: ['Source', 'File', 'Bytes', 'Encoding', 'SHA-256'],
      rows: files.map(({ source, path, bytes, encoding, sha256 }) => [source, path, bytes, encoding, sha256]),
    }),
    {
      page: [{ place: place(SECTION, 'Files read', 'head'), text: 'SHA-256' }],
      sheet: [{ place: place('Summary', 'Files read', 'head'), text: 'SHA-256' }],
    },
    onPage({ ...rulesTable, rows: rows(plan.config.path) }),
    onSheet({ ...rulesTable, rows: rows('') }),
  );
}

function sha256Of(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
