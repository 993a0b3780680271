import { CONSENTS } from './consents.js';
import type { Decisions } from './decisions.js';
import { hasField } from './has-field.js';
import type { SourceLadder } from './ladder.js';
import type { InitWords } from './words.js';
import { type Line, scalar, written } from './yaml-text.js';

/** The text of rules.yaml: the ladder, what each label becomes, and what becomes of points and consents. */
export function rulesText(decisions: Decisions, words: InitWords): string {
  const { grades, ladders, maps, sources } = decisions;
  const hasGrades = maps.length > 0;
  const lines: readonly Line[] = [
    { text: `# ${words.rulesTitle}` },
    { text: `# ${words.marks}` },
    { text: 'version: 1' },
    { text: `name: ${scalar(words.ruleName)}` },
    ...ladders.flatMap((ladder) => orders(ladder, words)),
    { text: `grades: [${grades.value.map(scalar).join(', ')}]`, ...grades },
    ...mapLines(decisions, words),
    { text: 'decide:' },
    ...(sources.some((source) => hasField(source, 'status'))
      ? [{ text: `  - { name: ${scalar(words.leftRule)}, when: every(status = 'withdrawn'), grade: none }` }]
      : []),
    {
      text: `  - { name: ${scalar(words.gradeRule)}, grade: ${hasGrades ? 'highest(map)' : quotedGrade(grades.value[0])} }`,
    },
    { text: 'adjust:' },
    { text: `  - { name: ${scalar(words.noLoss)}, never_below: previous }` },
    ...pointLines(decisions),
    ...consentLines(decisions),
    ...exampleLines(decisions, words),
    ...(hasGrades ? [{ text: `accept:\n  - { finding: gap, because: ${scalar(words.gapAccepted)} }` }] : []),
  ];
  return lines.map(written).join('');
}

/** In a rule a grade with blanks stands in quotes. */
function quotedGrade(grade = ''): string {
  return JSON.stringify(`'${grade.replaceAll("'", "''")}'`);
}

function orders({ source, byWords, bySpend }: SourceLadder, words: InitWords): readonly Line[] {
  const joined = (labels: readonly string[] | null) =>
    labels?.join(' < ').replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return [
    ...(byWords === null ? [] : [{ text: `# ${words.byWords({ source, labels: joined(byWords) ?? '' })}` }]),
    ...(bySpend === null ? [] : [{ text: `# ${words.bySpend({ source, labels: joined(bySpend) ?? '' })}` }]),
  ];
}

const FEW = 5;

function mapLines({ maps, ladders }: Decisions, words: InitWords): readonly Line[] {
  if (maps.length === 0) return [];
  return [
    { text: 'map:' },
    ...maps.flatMap(({ source, lines, guess }) => [
      { text: `  ${source}:`, guess },
      ...lines.map(({ text, rows, grade }) => {
        const label = ladders
          .find((ladder) => ladder.source === source)
          ?.labels.find((one) => one.text === text);
        // The median of a few is what one of them spent.
        const spend = label !== undefined && rows >= FEW ? label.medianSpend : null;
        const evidence = words.labelRows({ rows, spend: spend === null ? null : spend.toLocaleString('en') });
        return { text: `    ${scalar(text)}: ${scalar(grade)}`, evidence };
      }),
    ]),
  ];
}

function pointLines({ conversions, sources }: Decisions): readonly Line[] {
  if (conversions.length === 0) return [];
  const fields = [...new Set(conversions.map(({ field }) => field))];
  const lines = fields.flatMap((field): Line[] => {
    const own = conversions.filter((conversion) => conversion.field === field);
    const [first] = own;
    if (first === undefined) return [];
    const isSame = own.every(
      ({ rate }) => rate.value === first.rate.value && rate.guess === first.rate.guess,
    );
    // A source that comes without the amount has none, so one line is enough for all.
    const one = isSame && (own.length > 1 || sources.length === 1);
    return (one ? [first] : own).map(({ source, into, rate }) => {
      const factor = rate.value === 1 && rate.guess === undefined ? '' : `, rate: ${rate.value}`;
      return { text: `  - { from: ${one ? field : `${source}.${field}`}, into: ${into}${factor} }`, ...rate };
    });
  });
  return [{ text: 'points:' }, ...lines];
}

function consentLines({ sources }: Decisions): readonly Line[] {
  const consents = CONSENTS.filter((field) => sources.some((source) => hasField(source, field)));
  if (consents.length === 0) return [];
  return [{ text: 'fields:' }, ...consents.map((field) => ({ text: `  ${field}: strictest` }))];
}

function exampleLines({ maps }: Decisions, words: InitWords): readonly Line[] {
  const examples = maps.flatMap(({ source, lines }) => {
    const top = lines.at(-1);
    return top === undefined ? [] : [{ source, label: top.text, grade: top.grade }];
  });
  if (examples.length === 0) return [];
  return [
    { text: 'examples:' },
    ...examples.map(({ source, label, grade }) => ({
      text: `  - { given: { ${source}: { grade: ${scalar(label)} } }, expect: { grade: ${scalar(grade)}, rule: ${scalar(words.gradeRule)} } }`,
    })),
  ];
}
