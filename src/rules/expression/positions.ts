import type { Token } from './tokens.js';
import { type Node, partsOf } from './tree.js';

/** Where the nodes of a tree stand in the text, counted in characters from 1. The tree itself counts bytes. */
export class Positions {
  constructor(private readonly tokens: readonly Token[]) {}

  /** Some nodes have no position and stand where their first part stands. */
  at(node: Node): number {
    if (node.query_location < Number.MAX_SAFE_INTEGER) return this.tokenAt(node.query_location);
    const inner = partsOf(node).map((part) => this.at(part));
    return inner.length === 0 ? 1 : Math.min(...inner);
  }

  leftmost(node: Node | undefined): number {
    if (node === undefined) return 1;
    return Math.min(this.at(node), ...partsOf(node).map((part) => this.leftmost(part)));
  }

  notsBetween(from: number, to: number): number {
    return this.tokens.filter(
      (token) =>
        token.at >= from && token.at < to && token.kind === 'word' && token.text.toLowerCase() === 'not',
    ).length;
  }

  private tokenAt(byte: number): number {
    return this.tokens.findLast((token) => token.byte <= byte)?.at ?? 1;
  }
}
