import { Misread } from './expression.js';

export interface Token {
  readonly kind: 'word' | 'number' | 'share' | 'window' | 'text' | 'quoted' | 'symbol';
  readonly text: string;
  /** Character in the text as written, from 1. */
  readonly at: number;
  /** Byte in the statement that the engine parses. */
  readonly byte: number;
}

/** An expression cut into words, and the statement that has the engine parse it. */
export interface Tokens {
  readonly list: readonly Token[];
  readonly statement: string;
}

const PREFIX = 'select (';
const MAX_CHARACTERS = 4_000;

/** `last 12 months`, `last 12 whole months`, `this year`: a stretch of days that ends with the day of the plan. */
const WINDOW =
  /(?:last\s+\d{1,4}\s+(?:whole\s+)?(?:days?|months?|years?)|(?:this|last)\s+(?:month|quarter|year))(?![\p{L}\p{N}_])/iuy;

const SHAPES: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /'(?:[^']|'')*'/uy],
  ['quoted', /"(?:[^"]|"")+"/uy],
  ['share', /\d+(?:\.\d+)?%/uy],
  ['number', /(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[\p{L}\d_]*/uy],
  ['window', WINDOW],
  ['word', /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy],
  ['symbol', /<>|<=|>=|!=|[=<>+\-*/(),.]/uy],
];

/**
 * Cuts an expression into words before the engine sees it. What the language does not have at all (comments,
 * casts, parameters, a second statement, numbers that would be rounded) is refused here by its place.
 */
export function tokenise(text: string): Tokens {
  if (text.trim() === '')
    throw new Misread(
      'the expression is empty',
      1,
      'write a condition, such as spend >= 100000, or take the line out',
    );
  if (text.length > MAX_CHARACTERS)
    throw new Misread(
      `longer than ${MAX_CHARACTERS} characters`,
      1,
      'name parts of it as measures, or put a long list into an extra column',
    );
  const list: Token[] = [];
  let statement = PREFIX;
  let position = 0;
  while (position < text.length) {
    const blank = /\s*/uy;
    blank.lastIndex = position;
    const space = blank.exec(text)?.[0] ?? '';
    statement += space;
    position += space.length;
    if (position >= text.length) break;
    const token = nextToken(text, position, Buffer.byteLength(statement));
    list.push(token);
    statement += engineText(token, text);
    position += token.text.length;
  }
  checkParentheses(list);
  return { list, statement: `${statement}\n)` };
}

/** Reserved words of the engine's grammar that are names of functions of ours. */
const OUR_FUNCTIONS = ['any', 'both', 'table'];

/** The engine has no shares and no windows: to its parser one is a text. */
function engineText(token: Token, text: string): string {
  if (token.kind === 'share' || token.kind === 'window') return `'${token.text}'`;
  const isOurs = token.kind === 'word' && OUR_FUNCTIONS.includes(token.text.toLowerCase());
  const opens = /^\s*\(/u.test(text.slice(token.at - 1 + token.text.length));
  return isOurs && opens ? `"${token.text.toLowerCase()}"` : token.text;
}

function nextToken(text: string, position: number, byte: number): Token {
  const at = position + 1;
  if (text.startsWith('--', position) || text.startsWith('/*', position))
    throw new Misread('a comment cannot stand inside an expression', at, 'put it behind # on the YAML line');
  if (text.startsWith('==', position)) throw new Misread('== is not an operator', at, 'write =');
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = position;
    const found = shape.exec(text)?.[0];
    if (found === undefined) continue;
    if (kind === 'number') checkNumber(found, at);
    if (kind === 'word' && text[position + found.length] === "'")
      throw new Misread(`a text cannot begin with ${found}'`, at, 'write it in plain single quotes');
    return { kind, text: found, at, byte };
  }
  throw unexpected(text[position] ?? '', at);
}

/** JSON has no exact integers above 2^53 and no 1e400, and an amount holds 18 digits. */
function checkNumber(text: string, at: number): void {
  const plain = /^\d*\.?\d*$/.test(text);
  if (plain && text.replace('.', '').replace(/^0+/, '').length <= 18) return;
  const reason = plain ? 'has more than 18 digits' : 'is not written as plain digits';
  throw new Misread(
    `the number ${text} ${reason}, so it could not be held exactly`,
    at,
    'write at most 15 digits, without an exponent',
  );
}

function unexpected(character: string, at: number): Misread {
  const [message, hint] = STRANGE[character] ?? [
    `${JSON.stringify(character)} has no meaning here`,
    'take it out, or put a text into single quotes',
  ];
  return new Misread(message, at, hint);
}

const STRANGE: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  "'": ['a text is not closed', 'put a single quote behind it'],
  '"': ['a quoted name is not closed', 'put a double quote behind it'],
  ';': ['a second statement is not allowed', 'take out the ;'],
  ':': ['a cast is not allowed', "write a date as a text: '2026-01-31'"],
  $: ['a parameter is not allowed', 'write the value itself'],
  '?': ['a parameter is not allowed', 'write the value itself'],
};

function checkParentheses(tokens: readonly Token[]): void {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'symbol') continue;
    if (token.text === '(') open.push(token);
    if (token.text === ')' && open.pop() === undefined)
      throw new Misread('a ) without its (', token.at, 'take it out, or open it before');
  }
  const [first] = open;
  if (first !== undefined) throw new Misread('a ( without its )', first.at, 'close it');
}
