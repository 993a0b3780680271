import { type Messages, wordsFor } from '../messages.js';
import type { ReportModel } from '../model.js';

/** One line for each contradicted decision that is shown, and one for the others; none where there are none. */
export function contradictionLines(words: Messages, { matching }: ReportModel): readonly string[] {
  if (matching.decisions === undefined) return [];
  const { file, contradictions } = matching.decisions;
  const lines = contradictions.shown.map(({ line, reason }) =>
    words.verdict.contradiction({
      place: `${file}:${line}`,
      reason: contradictionReason(words.codes, reason),
    }),
  );
  const count = contradictions.total - lines.length;
  return count > 0
    ? [...lines, words.verdict.moreContradictions({ count, file: contradictions.file })]
    : lines;
}

/** `one_row_per_person:online` is told as its kind, with what it is about. */
export function contradictionReason(codes: Messages['codes'], reason: string): string {
  const [kind = '', about] = reason.split(':');
  const said = wordsFor(codes.contradictions, kind);
  return about === undefined ? said : `${said} (${about})`;
}
