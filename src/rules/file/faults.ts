import { inOrder } from '../../config/checked.js';
import { didYouMean } from '../../config/nearest.js';
import { type Place, pathInWords, type Yaml, type YamlPath } from '../../config/yaml.js';
import { type Fault, Faults } from '../../failure.js';
import { misreadFault } from '../expression/condition.js';
import { Misread } from '../expression/expression.js';

/** Collects the faults of a rule file and of what it names, so that reading goes on after the first. */
export class FaultList {
  private readonly faults: Fault[];

  constructor(
    private readonly yaml: Yaml,
    known: readonly Fault[] = [],
  ) {
    this.faults = [...known];
  }

  at(path: YamlPath, message: string, hint?: string): void {
    this.atPlace(this.yaml.where(path), message, hint);
  }

  atKey(path: YamlPath, message: string, hint?: string): void {
    this.atPlace(this.yaml.whereKey(path), message, hint);
  }

  atPlace(place: Place, message: string, hint?: string): void {
    this.inFile(this.yaml.file, place, message, hint);
  }

  /** In a CSV file the column counts cells. */
  inFile(file: string, { line, column }: Place, message: string, hint?: string): void {
    this.faults.push({ file, line, column, message, ...(hint === undefined ? {} : { hint }) });
  }

  /** A word that has to be one of a few. */
  unknownKey(path: YamlPath, message: string, known: readonly string[]): void {
    const word = String(path.at(-1) ?? '');
    this.atKey(path, message, didYouMean(word, known) ?? `known: ${known.join(', ')}`);
  }

  /** What a reading gives, or undefined and a fault when it throws Misread. */
  async reading<T>(path: YamlPath, read: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const origin = { file: this.yaml.file, ...this.yaml.where(path), what: pathInWords(path) };
      this.faults.push(misreadFault(error, origin));
      return undefined;
    }
  }

  /** The same for a cell of a CSV file. */
  async readingIn<T>(file: string, place: Place, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      return this.readingNow(file, place, () => {
        throw error;
      });
    }
  }

  readingNow<T>(file: string, place: Place, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Misread)) throw error;
      this.inFile(file, place, error.message, error.hint);
      return undefined;
    }
  }

  /** Those of the rule file first. */
  throwIfAny(): void {
    if (this.faults.length === 0) return;
    const isElsewhere = ({ file }: Fault) => file !== this.yaml.file;
    const own = inOrder(this.faults.filter((fault) => !isElsewhere(fault)));
    throw new Faults([...own, ...inOrder(this.faults.filter(isElsewhere))]);
  }
}
