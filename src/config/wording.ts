import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, as the rest of a sentence that begins with its name. */
export function wording(issue: Issue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'is missing';
  const shown = typeof value === 'object' && value !== null ? '' : `, not ${JSON.stringify(value)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindName(issue.expected)}${shown}`;
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}${shown}`;
    case 'invalid_union':
      return `must be ${issue.errors.flat().map(expectation).filter(unique).join(' or ')}${shown}`;
    case 'invalid_key':
      return issue.issues.map((inner) => inner.message).join('; ');
    case 'too_small':
      return `must be at least ${issue.minimum}${issue.origin === 'number' ? '' : ' long'}${shown}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'number' ? '' : ' long'}${shown}`;
    default:
      return `${issue.message}${shown}`;
  }
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return kindName(issue.expected);
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ');
  return issue.message;
}

function unique(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index;
}

function kindName(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a mapping',
    record: 'a mapping',
  };
  return names[expected] ?? expected;
}
