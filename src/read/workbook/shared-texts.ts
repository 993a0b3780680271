import { Failure } from '../../failure.js';
import { walk } from './walk.js';

/** The texts that cells name by their number, held as bytes: a million names are not a million objects. */
export class SharedTexts {
  private bytes = Buffer.alloc(65_536);
  private used = 0;
  private ends: Float64Array = new Float64Array(1024);
  private count = 0;

  constructor(private readonly path: string) {}

  /** Follows ECMA-376, part 1, 18.4. What stands in `rPh` is how to pronounce it. */
  async read(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    let text = '';
    let isText = false;
    let spoken = 0;
    await walk(chunks, {
      open: ({ name }) => {
        if (name === 'si') text = '';
        if (name === 'rPh') spoken++;
        isText = name === 't' && spoken === 0;
      },
      close: (name) => {
        isText = false;
        if (name === 'rPh') spoken--;
        if (name === 'si') this.add(unescaped(text));
      },
      text: (more) => {
        if (isText) text += more;
      },
    });
  }

  at(index: number): string {
    if (!(index >= 0 && index < this.count)) return '';
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index]);
  }

  private add(text: string): void {
    const needed = this.used + text.length * 3;
    if (needed > MOST_BYTES)
      throw new Failure(
        'input',
        `${this.path}: holds more than 1 GB of text`,
        'save the sheet as CSV (UTF-8)',
      );
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.min(MOST_BYTES, Math.max(needed, this.bytes.length * 2)));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    this.used += this.bytes.write(text, this.used, 'utf8');
    if (this.count === this.ends.length) {
      const longer = new Float64Array(this.count * 2);
      longer.set(this.ends);
      this.ends = longer;
    }
    this.ends[this.count++] = this.used;
  }
}

const MOST_BYTES = 1_073_741_824;

/** XML has no way to write some characters: `_x000D_` is a carriage return (22.9.2.19, ST_Xstring). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
