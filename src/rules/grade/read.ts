import type { Expression } from '../expression/expression.js';
import { parseExpression } from '../expression/parse.js';
import type { Section } from '../file/section.js';
import type { Decision } from '../ruleset.js';
import { type GradeContext, readGrade } from './grade.js';

/** The rules of `decide` in order; one with a fault is left out. */
export async function readDecisions(section: Section, grades: GradeContext): Promise<readonly Decision[]> {
  const { file, faults, engine, yaml } = section;
  const decide: Decision[] = [];
  for (const [index, { name, when, grade }] of file.decide.entries()) {
    const path = ['decide', index];
    if (file.decide.findIndex((other) => other.name === name) < index)
      faults.at([...path, 'name'], `there is already a rule named ${name}`, 'choose another name');
    const parse = (key: string, text: string): Promise<Expression | undefined> =>
      faults.reading([...path, key], () => parseExpression(engine, text));
    const condition = when === undefined ? undefined : await parse('when', when);
    const expression = await parse('grade', grade);
    if (expression === undefined || (when !== undefined && condition === undefined)) continue;
    const read = await faults.reading([...path, 'grade'], () => readGrade(expression, grades));
    const asked = condition === undefined ? {} : { when: condition };
    decide.push({ name, place: yaml.where(path), ...asked, grade: read ?? { kind: 'none' } });
  }
  return decide;
}
