import type { Mapping } from './mapping.js';
import { judge } from './record.js';

const CANDIDATES = [',', ';', '\t', '|'];

/** The delimiter under which most of the configured names appear, then the one that gives most fields. */
export function detectDelimiter(header: string, mappings: readonly Mapping[], quote: string | false): string {
  const scores = CANDIDATES.map((delimiter) => {
    const judged = judge(Buffer.from(header), { delimiter, quote });
    const fields = 'reason' in judged ? [] : judged.fields.map((field) => field.normalize('NFC').trim());
    const found = mappings.filter((mapping) => fields.includes(mapping.header)).length;
    return { delimiter, found, fields: fields.length };
  });
  const [best] = scores.sort((a, b) => b.found - a.found || b.fields - a.fields);
  return best?.delimiter ?? ',';
}
