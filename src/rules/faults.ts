import { inOrder } from '../config/checked.js';
import { didYouMean } from '../config/nearest.js';
import { type Place, pathInWords, type Yaml, type YamlPath } from '../config/yaml.js';
import { type Fault, Faults } from '../failure.js';
import { misreadFault } from './expression/condition.js';

/** Collects the faults of a rule file, so that reading goes on after the first. */
export class FaultList {
  private readonly faults: Fault[];

  constructor(
    private readonly yaml: Yaml,
    known: readonly Fault[] = [],
  ) {
    this.faults = [...known];
  }

  at(path: YamlPath, message: string, hint?: string): void {
    this.push(this.yaml.where(path), message, hint);
  }

  atKey(path: YamlPath, message: string, hint?: string): void {
    this.push(this.yaml.whereKey(path), message, hint);
  }

  atPlace(place: Place, message: string, hint?: string): void {
    this.push(place, message, hint);
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

  throwIfAny(): void {
    if (this.faults.length > 0) throw new Faults(inOrder(this.faults));
  }

  private push({ line, column }: Place, message: string, hint?: string): void {
    this.faults.push({
      file: this.yaml.file,
      line,
      column,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}
