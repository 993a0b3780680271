// Lists every refusal of the program with what to do, from what was built. usage: node .ci/refusals.mjs   (writes docs/refusals.md)
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where each kind of refusal has its message and its hint among its arguments. */
const CONSTRUCTORS = {
  Failure: { code: 0, message: 1, hint: 2 },
  Misread: { message: 0, hint: 2 },
  UnreadCsv: { message: 0, hint: 1 },
};

/** Functions that collect faults: the first text among their arguments is the message, the next argument the hint. */
const REPORTERS = ['fault', 'report', 'refused', 'unread', 'apart', 'missing', 'stopped'];
const COLLECTORS = ['at', 'atKey', 'atPlace', 'inFile'];

/** Every refusal: where it stands in the source, its code, its message and hint with names for what is filled in. */
export function refusals() {
  return sourceFiles().flatMap((file) => {
    // The compiler leaves texts and names as they are, and takes the types out.
    const text = readFileSync(join(ROOT, 'dist', file.replace(/ts$/, 'js')), 'utf8');
    const nodes = nodesIn(parse(text, { ecmaVersion: 'latest', sourceType: 'module' }));
    const found = nodes.flatMap((node) => FINDERS[node.type]?.(node, nodes) ?? []);
    return found.filter(isWhole).map((one) => ({ file, ...one }));
  });
}

/** Its message is put together elsewhere, where it is found by itself. */
function isWhole({ messages }) {
  return messages.length > 0 && !messages.every((message) => ELSEWHERE.test(message));
}

const ELSEWHERE = /^(\S*[.…:]|PATH IN WORDS:)? ?(MESSAGE|WHAT|WORDING|…)$|^WHAT: MESSAGE \(character AT\)$/;

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

/** A node and all below it, in the order of the text. */
function nodesIn(node) {
  const below = Object.values(node)
    .flat()
    .filter((value) => typeof value?.type === 'string');
  return [node, ...below.flatMap(nodesIn)];
}

const FINDERS = { NewExpression: constructed, CallExpression: reported, ObjectExpression: object };

function constructed({ callee, arguments: args }, nodes) {
  const at = CONSTRUCTORS[callee.name];
  if (at === undefined) return [];
  return [
    {
      code: at.code === undefined ? 'usage' : wordsOf(args[at.code], nodes).join(' or '),
      messages: wordsOf(args[at.message], nodes),
      hints: wordsOf(args[at.hint], nodes),
    },
  ];
}

function reported({ callee, arguments: args }, nodes) {
  const isReporter =
    REPORTERS.includes(callee.name) ||
    (callee.name === 'at' && args[0]?.type === 'ArrayExpression') ||
    (nameOf(callee.object ?? {}) === 'faults' && COLLECTORS.includes(callee.property.name));
  const at = isReporter ? args.findIndex(isSentence) : -1;
  if (at < 0) return [];
  const own = wordsOf(args[at + 1], nodes);
  const maker = makerOf(callee.name, nodes);
  const hints = own.length > 0 ? own : (maker?.hints ?? []);
  return [{ code: maker?.code ?? 'usage', messages: wordsOf(args[at], nodes), hints }];
}

function isSentence(node) {
  if (node.type === 'ConditionalExpression') return isSentence(node.consequent) || isSentence(node.alternate);
  return isText(node) && textsOf(node).some((text) => text.includes(' '));
}

function isText(node) {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
}

function textsOf({ type, value, quasis }) {
  return type === 'Literal' ? [value] : quasis.map((quasi) => quasi.value.cooked);
}

/** A function of the file that makes a Failure of what it is given: its code, and its hint where it has one. */
function makerOf(name, nodes) {
  const maker = nodes.find(({ type, id }) => type === 'FunctionDeclaration' && id.name === name);
  if (maker === undefined) return undefined;
  const own = nodesIn(maker.body);
  const made = own.find(({ type, callee }) => type === 'NewExpression' && callee.name === 'Failure');
  const said = own.find(
    ({ type, key, value }) => type === 'Property' && key.name === 'hint' && isText(value),
  );
  if (made === undefined) return { hints: wordsOf(said?.value, nodes) };
  const [code, , hint] = made.arguments;
  const isGiven = maker.params.some((parameter) => parameter.name === hint?.name);
  return { code: wordsOf(code, nodes).join(' or '), hints: isGiven ? [] : wordsOf(hint, nodes) };
}

/** `{ file, line, column, message, hint }`; a hint may be spread, for there is not always one. */
function object({ properties }, nodes) {
  const value = (key, among) => among.find((property) => property.key?.name === key)?.value;
  const messages = wordsOf(value('message', properties), nodes);
  if (messages.every((words) => words === '…')) return [];
  const spread = properties.filter(({ type }) => type === 'SpreadElement').flatMap(nodesIn);
  return [{ code: 'usage', messages, hints: wordsOf(value('hint', [...properties, ...spread]), nodes) }];
}

/** The texts that an expression can be, each with names for what is filled in; none where there is no expression. */
function wordsOf(node, nodes, depth = 0) {
  if (node === undefined || node.name === 'undefined') return [];
  const both = (one, other) => [one, other].flatMap((branch) => wordsOf(branch, nodes, depth));
  if (node.type === 'ConditionalExpression') return both(node.consequent, node.alternate);
  if (node.type === 'LogicalExpression') return both(node.left, node.right);
  if (node.type === 'TemplateLiteral') return completed(node, nodes, depth);
  if (isText(node)) return [node.value];
  if (depth < 4 && node.type === 'Identifier') return constantOf(node, nodes, depth);
  return ['…'];
}

/** What the nearest constant of that name says, before the place or anywhere in the file. */
function constantOf({ name, start }, nodes, depth) {
  const all = nodes.filter(({ type, id, init }) => type === 'VariableDeclarator' && id.name === name && init);
  const found = all.filter((one) => one.start < start).at(-1) ?? all[0];
  return found === undefined ? ['…'] : wordsOf(found.init, nodes, depth + 1);
}

/** A template that ends with a constant of texts is each of them. */
function completed({ quasis, expressions }, nodes, depth) {
  const texts = quasis.map(({ value }) => value.cooked);
  const said = texts.map((text, at) => (at === 0 ? text : holeName(expressions[at - 1]) + text)).join('');
  const last = texts.at(-1) === '' ? expressions.at(-1) : undefined;
  const ends = last?.type !== 'Identifier' || depth > 3 ? [] : constantOf(last, nodes, depth);
  if (ends.length === 0 || ends.some((end) => end.startsWith('…') || end === '')) return [said];
  return ends.map((end) => said.slice(0, said.length - holeName(last).length) + end);
}

/** `${survey.path}` becomes PATH. */
function holeName(expression) {
  const name = nameOf(expression);
  if (name === undefined || /^(join|length|map|slice|toString)$/.test(name)) return '…';
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toUpperCase();
}

/** The last name in an expression that has one. */
function nameOf({ type, name, left, object: owner, property, computed, callee, expression, ...node }) {
  if (type === 'Identifier') return name;
  if (type === 'LogicalExpression') return nameOf(left);
  if (type === 'MemberExpression') return nameOf(computed ? owner : property);
  if (type === 'CallExpression') {
    const called = nameOf(callee);
    return called === 'stringify' ? nameOf(node.arguments[0]) : called;
  }
  if (type === 'ChainExpression') return nameOf(expression);
  return type === 'AwaitExpression' ? nameOf(node.argument) : undefined;
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
