import { count, text } from './cell.js';
import type { Draft } from './draft.js';
import type { OutlineTable } from './section.js';

/** The files that were read, the rules, and the hashes by which an approval names them. */
export function originTables({ model, words }: Draft): readonly OutlineTable[] {
  const { origin, inputs, ruleWords } = words;
  const { rules } = model;
  return [
    {
      caption: origin.filesCaption,
      heads: [inputs.source, origin.path, origin.bytes, origin.encoding, origin.sha256],
      rows: model.inputs.flatMap(({ source, files }) =>
        files.map((file) => [
          text(source),
          text(file.path),
          count(file.bytes),
          text(file.encoding),
          text(file.sha256),
        ]),
      ),
    },
    {
      caption: origin.rulesCaption,
      heads: [origin.name, origin.value],
      rows: [
        [text(origin.rules), text(rules.name)],
        [text(origin.rulesFile), text(rules.path)],
        [text(origin.rulesHash), text(rules.hash)],
        [text(origin.configHash), text(rules.config_hash)],
        [text(origin.contentHash), text(model.content_hash)],
        [text(origin.tool), text(model.tool)],
      ],
    },
    {
      caption: origin.findingsCaption,
      heads: [origin.line, origin.finding, ruleWords.because],
      rows: rules.findings.map(({ line, message, accepted }) => [
        count(line),
        text(message),
        text(accepted ?? ruleWords.notAccepted),
      ]),
    },
  ];
}
