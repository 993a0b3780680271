// Lists every refusal of the program with what to do, from its source. usage: node .ci/refusals.mjs   (writes docs/refusals.md)
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where each kind of refusal has its message and its hint among its arguments. */
const CONSTRUCTORS = {
  Failure: { code: 0, message: 1, hint: 2 },
  Misread: { message: 0, hint: 2 },
  UnreadCsv: { message: 0, hint: 1 },
};

/** Functions that collect faults: the first text among their arguments is the message, the next argument the hint. */
const REPORTERS =
  /(?<![\w.])(?:fault|report|refused|unread|apart|missing|stopped)\(|(?<![\w.])at\(\[|\bfaults\.(?:at|atKey|atPlace|inFile)\(/g;

/** Every refusal: where it stands in the source, its code, its message and hint with names for what is filled in. */
export function refusals() {
  return sourceFiles().flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const found = [...constructed(text), ...reported(text), ...objects(text)];
    return found.filter(isWhole).map((one) => ({ file, ...one }));
  });
}

/** Its message is put together elsewhere, where it is found by itself. */
function isWhole({ messages }) {
  return messages.length > 0 && !messages.every((message) => /^(\S*[.…:])? ?(MESSAGE|WHAT|…)$/.test(message));
}

/** What rules check and check find is no refusal: a plan goes on. */
const FINDINGS = [
  'src/cli/check.ts',
  'src/rules/accept.ts',
  'src/rules/checks.ts',
  'src/rules/proofs/prove.ts',
];

function sourceFiles() {
  return readdirSync(join(ROOT, 'src'), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', file).split(sep).join('/'))
    .filter((file) => !FINDINGS.includes(file))
    .sort();
}

function constructed(text) {
  return Object.entries(CONSTRUCTORS).flatMap(([name, at]) =>
    [...text.matchAll(new RegExp(`new ${name}\\(`, 'g'))].map((match) => {
      const args = argumentsAt(text, match.index + match[0].length);
      const place = match.index;
      return {
        code: at.code === undefined ? 'usage' : wordsOf(args[at.code], text, place).join(' or '),
        messages: wordsOf(args[at.message], text, place),
        hints: wordsOf(args[at.hint], text, place),
      };
    }),
  );
}

function reported(text) {
  return [...text.matchAll(REPORTERS)].flatMap((match) => {
    const args = argumentsAt(text, match.index + match[0].length);
    const at = args.findIndex((arg) => /^['`]|^[^'`{[]*\? *\n? *['`]/.test(arg) && arg.includes(' '));
    if (at < 0) return [];
    const own = wordsOf(args[at + 1], text, match.index);
    const maker = makerOf(match[0].slice(0, -1), text);
    const hints = own.length > 0 ? own : (maker?.hints ?? []);
    return [{ code: maker?.code ?? 'usage', messages: wordsOf(args[at], text, match.index), hints }];
  });
}

/** A function of the file that makes a Failure of what it is given: its code, and its hint where it has one. */
function makerOf(name, text) {
  const from = text.indexOf(`function ${name}(`);
  if (from < 0) return undefined;
  const at = text.indexOf('new Failure(', from);
  if (at < 0 || text.slice(from, at).includes('\n}')) {
    const [, hint] = /\bhint: ('.*?'|`.*?`)/.exec(text.slice(from, text.indexOf('\n}', from))) ?? [];
    return { hints: wordsOf(hint, text, from) };
  }
  const [code, , hint] = argumentsAt(text, at + 'new Failure('.length);
  return {
    code: wordsOf(code, text, at).join(' or '),
    hints: /^[a-z]\w*$/.test(hint ?? 'x') ? [] : wordsOf(hint, text, at),
  };
}

/** The key of a fault, written out or short for a constant of that name. */
const OBJECTS = /(?<![\w.])message: (?!string\b)|(?<=(?:(?<!\$)\{|,)\s*)message(?=,? *[\n}]|, \w)/g;

/** `{ file, line, column, message, hint }`: the hint stands in the same braces. */
function objects(text) {
  return [...text.matchAll(OBJECTS)].flatMap((match) => {
    const open = braceBefore(text, match.index);
    const parts = argumentsAt(text, open + 1);
    const find = (key) => parts.find((part) => part === key || part.startsWith(`${key}:`));
    const value = (key) => find(key)?.replace(/^\w+: ?/, '');
    const message = wordsOf(value('message'), text, match.index);
    if (message.every((words) => words === '…')) return [];
    return [{ code: 'usage', messages: message, hints: wordsOf(value('hint'), text, match.index) }];
  });
}

function braceBefore(text, from) {
  let depth = 0;
  for (let at = from - 1; at >= 0; at--) {
    if (text[at] === '}') depth++;
    if (text[at] === '{' && depth-- === 0) return at;
  }
  return 0;
}

/** The arguments of a call, from behind its parenthesis. */
function argumentsAt(text, from) {
  const all = [];
  let depth = 0;
  let start = from;
  let at = from;
  for (; at < text.length; at++) {
    at = skipped(text, at);
    const character = text[at];
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) {
      if (depth-- === 0) break;
    } else if (character === ',' && depth === 0) {
      all.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  const last = text.slice(start, at).trim();
  return last === '' ? all : [...all, last];
}

/** The last character of what begins here and holds no code (a text, a comment, a regular expression), or here. */
function skipped(text, at) {
  const character = text[at];
  if (character === "'" || character === '"') return quoteEnd(text, at);
  if (character === '`') return templateEnd(text, at);
  if (text.startsWith('//', at)) return text.indexOf('\n', at);
  if (text.startsWith('/*', at)) return text.indexOf('*/', at) + 1;
  const isExpression =
    character === '/' && /(?:^|[(,=:[!&|?{};]|return|=>)\s*$/.test(text.slice(Math.max(0, at - 20), at));
  return isExpression ? expressionEnd(text, at) : at;
}

function quoteEnd(text, from) {
  let at = from + 1;
  while (at < text.length && text[at] !== text[from]) at += text[at] === '\\' ? 2 : 1;
  return at;
}

function expressionEnd(text, from) {
  let inClass = false;
  let at = from + 1;
  for (; at < text.length && (inClass || text[at] !== '/'); at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
  }
  return at;
}

function templateEnd(text, from) {
  let at = from + 1;
  while (at < text.length && text[at] !== '`') {
    if (text[at] === '\\') at += 2;
    else if (text.startsWith('${', at)) at = holeEnd(text, at + 2) + 1;
    else at++;
  }
  return at;
}

function holeEnd(text, from) {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    at = skipped(text, at);
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && depth-- === 0) return at;
  }
  return text.length;
}

/** The texts that an expression can be, each with names for what is filled in; none where there is no expression. */
function wordsOf(expression, text, place, depth = 0) {
  if (expression === undefined || expression === 'undefined') return [];
  const bare = expression
    .trim()
    .replace(/^\((.*)\)$/s, '$1')
    .replace(/ as \w+$/, '');
  const branches = ternary(bare);
  if (branches !== undefined) return branches.flatMap((branch) => wordsOf(branch, text, place, depth));
  if (/^'.*'$/s.test(bare) || /^".*"$/s.test(bare)) return [unescaped(bare.slice(1, -1))];
  if (bare.startsWith('`') && templateEnd(bare, 0) === bare.length - 1)
    return completed(bare.slice(1, -1), text, place, depth);
  const either = bare.split(' ?? ');
  if (either.length === 2) return either.flatMap((branch) => wordsOf(branch, text, place, depth));
  if (depth < 4 && /^\w+$/.test(bare)) return constantOf(bare, text, place, depth);
  return ['…'];
}

function ternary(expression) {
  let depth = 0;
  let question = -1;
  for (let at = 0; at < expression.length; at++) {
    at = skipped(expression, at);
    const character = expression[at];
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (depth > 0 || '?:'.includes(character) === false) continue;
    else if (expression.startsWith('?.', at) || expression.startsWith('??', at)) at++;
    else if (character === '?' && question < 0) question = at;
    else if (character === ':' && question >= 0) {
      const rest = expression.slice(question + 1);
      const nested = nestedQuestions(rest.slice(0, at - question - 1));
      if (nested === 0) return [expression.slice(question + 1, at), expression.slice(at + 1)];
    }
  }
  return undefined;
}

function nestedQuestions(text) {
  return (text.match(/ \? /g) ?? []).length - (text.match(/ : /g) ?? []).length;
}

/** What the nearest constant or parameter of that name says, before the place or anywhere in the file. */
function constantOf(name, text, place, depth) {
  const all = [...text.matchAll(new RegExp(`(?:const|let) ${name}(?:: [^=]+)? =\\s*`, 'g'))];
  const found = all.filter(({ index }) => index < place).at(-1) ?? all[0];
  if (found === undefined) return ['…'];
  const from = found.index + found[0].length;
  return wordsOf(statementAt(text, from), text, from, depth + 1);
}

function statementAt(text, from) {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    at = skipped(text, at);
    if ('([{'.includes(text[at])) depth++;
    else if (')]}'.includes(text[at])) depth--;
    else if (text[at] === ';' && depth === 0) return text.slice(from, at);
  }
  return '';
}

/** A template that ends with a constant of texts is each of them. */
function completed(template, text, place, depth) {
  const [, start, last] = /^(.*)\$\{(\w+)\}$/s.exec(template) ?? [];
  const ends = last === undefined || depth > 3 ? [] : constantOf(last, text, place, depth);
  if (ends.length === 0 || ends.some((end) => end.startsWith('…') || end === '')) return [filled(template)];
  return ends.map((end) => filled(start) + end);
}

function unescaped(text) {
  return text.replaceAll(/\\(.)/g, '$1');
}

/** `${survey.path}` becomes PATH. */
function filled(template) {
  let said = '';
  for (let at = 0; at < template.length; at++) {
    if (template[at] === '\\') said += template[++at];
    else if (template.startsWith('${', at)) {
      const end = holeEnd(template, at + 2);
      said += holeName(template.slice(at + 2, end));
      at = end;
    } else said += template[at];
  }
  return said;
}

function holeName(expression) {
  const plain = expression.replace(/ \?\? .*$/s, '');
  const [name] =
    /[\w$]+$/.exec(plain.replaceAll(/\([^()]*\)|\?\.|\[[^\]]*\]|!/g, (x) => (x === '?.' ? '.' : ''))) ?? [];
  if (name === undefined || /^(join|length|map|slice|toString)$/.test(name)) return '…';
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toUpperCase();
}

/** By who must act, as the README lists the exit codes. */
const GROUPS = [
  ['input', 3, 'The export, or the database it is read from'],
  ['decision', 4, 'A person has to decide'],
  ['stale', 5, 'The plan has to be made again'],
  ['usage', 10, 'The command, the config, the header or the rules'],
  ['locked', 11, 'Another run holds the target'],
  ['target', 12, 'The target'],
  ['unknown', 13, 'The outcome is not known'],
  ['internal', 1, 'A disk, or a fault of the program'],
  ['interrupted', 130, 'Somebody stopped it'],
];

/** Within one exit code by what was read. */
const ROOMS = {
  cli: 'Commands and flags',
  init: 'init',
  config: 'tier-merge.yaml',
  read: 'Exports',
  profile: 'Exports',
  rules: 'rules.yaml',
  match: 'Matching and decisions',
  merge: 'Merging',
  plan: 'Plans',
  store: 'The target',
  review: 'review',
  revert: 'revert',
  forget: 'forget',
  'write-back': 'Files for the legacy systems',
};

/** docs/refusals.md. */
export function refusalsPage() {
  const all = refusals();
  const groups = GROUPS.flatMap(([code, exit, title]) => {
    const own = all.filter((one) => one.code.split(' or ').includes(code));
    return [`## ${exit}: ${title.toLowerCase()}`, '', ...roomsOf(own)];
  });
  return `${[...HEAD, ...groups].join('\n').trimEnd()}\n`;
}

const HEAD = [
  '# Every refusal',
  '',
  'Generated from the source by `npm run refusals`; words in capitals stand for what is filled in, such as PATH for a file. [errors.md](errors.md) has those of a first hour with their situations. A fault of a config, a header or a rule file begins with `FILE:LINE:COLUMN:`.',
  '',
];

function roomsOf(all) {
  const titles = [...new Set(Object.values(ROOMS))];
  return titles.flatMap((title) => {
    const own = all.filter(({ file }) => (ROOMS[file.split('/')[1]] ?? 'Plans') === title);
    const rows = new Set(
      own.flatMap(({ messages, hints }) => messages.map((message) => row(message, hints))),
    );
    if (rows.size === 0) return [];
    return [`### ${title}`, '', '| message | what to do |', '|---|---|', ...[...rows].sort(), ''];
  });
}

function row(message, hints) {
  const told = [...new Set(hints)]
    .map((hint) => (hint === '…' ? 'the message names it' : hint))
    .join('; or: ');
  return `| ${cell(message)} | ${cell(told)} |`;
}

function cell(text) {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(ROOT, 'docs', 'refusals.md'), refusalsPage());
