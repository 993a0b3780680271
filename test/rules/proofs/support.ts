import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Source } from '../../../src/config/config.js';
import type { Engine } from '../../../src/engine/engine.js';
import { declaredExports } from '../../../src/rules/file/declared.js';
import { loadRules } from '../../../src/rules/load.js';
import { proveRules } from '../../../src/rules/proofs/prove.js';
import type { Finding } from '../../../src/rules/ruleset.js';
import { rulesFrom, SOURCES } from '../support.js';

/** What is wrong with a rule file: the findings of the proofs, or the faults for which they are not reached. */
export interface Proved {
  readonly findings: readonly Finding[];
  /** `file:line:column: what` of each. */
  readonly told: readonly string[];
  readonly sources: readonly Source[];
}

export async function prove(engine: Engine, path: string): Promise<Proved> {
  const declared = await declaredExports(path);
  const sources = declared.sources.length > 0 ? declared.sources : SOURCES;
  try {
    const rules = await loadRules(path, { engine, ...declared, sources });
    const findings = await proveRules(engine, rules, sources);
    const told = findings.map((finding) => `${placeOf(finding)}: ${finding.kind}: ${finding.message}`);
    return { findings, told, sources };
  } catch (error) {
    const { faults } = error as { faults?: readonly (Finding & { readonly message: string })[] };
    if (faults === undefined) throw error;
    return { findings: [], told: faults.map((fault) => `${placeOf(fault)}: ${fault.message}`), sources };
  }
}

function placeOf({ file, line, column }: Pick<Finding, 'file' | 'line' | 'column'>): string {
  return `${basename(file)}:${line}:${column}`;
}

export async function proveText(
  engine: Engine,
  text: string,
  sources: readonly Source[] = SOURCES,
): Promise<readonly Finding[]> {
  return proveRules(engine, await rulesFrom(engine, text, sources), sources);
}

/** The text of a rule file with examples pasted under `examples`. */
export async function withExamples(path: string, examples: readonly string[]): Promise<string> {
  const text = await readFile(path, 'utf8');
  return `${text}examples:\n${examples.map((example) => `  ${example}\n`).join('')}`;
}
