import { shownFrom } from '../../config/shown-path.js';
import { type ExampleResult, runExamples } from '../../merge/examples.js';
import { escapeTerminal } from '../../report/escape.js';
import { writeEvent } from '../progress.js';
import { textTable } from '../text-table.js';
import type { RulesRequest } from './check.js';
import { withRules } from './rule-file.js';

/** Runs the examples of a rule file and shows which rule decided each; 10 when one fails. */
export async function testRules(request: RulesRequest): Promise<number> {
  const { io, flags } = request;
  return withRules(request, async ({ engine, rules, sources }) => {
    const results = await runExamples(engine, rules, sources);
    const failed = results.filter(({ passed }) => !passed).length;
    const code = failed > 0 ? 10 : 0;
    if (flags.json === true) {
      writeEvent(io, {
        event: 'tested',
        rules: rules.file,
        examples: results.map(exampleEvent),
        exit_code: code,
      });
      return code;
    }
    if (results.length > 0) io.stdout.write(resultsText(results));
    const shown = shownFrom(io.cwd, rules.file);
    io.stdout.write(`${shown}: ${results.length - failed} of ${results.length} examples pass\n`);
    return code;
  });
}

const HEADINGS = ['line', 'example', 'grade', 'rule', 'adjusted by', 'result'];

function resultsText(results: readonly ExampleResult[]): string {
  const rows = results.map(({ place, name, got, passed, differences }) => {
    const wrong = differences.map(({ what, expected, got: found }) => `${what} is ${found}, not ${expected}`);
    const cells = [name, got.grade, got.rule, got.adjusted_by ?? '-', passed ? 'passes' : wrong.join('; ')];
    return [String(place.line), ...cells.map(escapeTerminal)];
  });
  return textTable(HEADINGS, rows);
}

function exampleEvent({ name, place, passed, got, differences }: ExampleResult) {
  return {
    name,
    ...place,
    passed,
    grade: got.grade,
    rule: got.rule,
    adjusted_by: got.adjusted_by,
    differences,
  };
}
