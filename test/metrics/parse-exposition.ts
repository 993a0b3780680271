export interface Parsed {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Reads Prometheus' text format by its rules, and throws where a line keeps none of them. */
export function parseExposition(text: string): readonly Parsed[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const samples: Parsed[] = [];
  const told = { HELP: new Set<string>(), TYPE: new Set<string>() };
  let current = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment !== null) {
      const [, kind = '', name = '', words = ''] = comment;
      const seen = told[kind as keyof typeof told];
      if (seen.has(name)) throw new Error(`${kind} of ${name} twice`);
      if (kind === 'TYPE' && !/^(gauge|counter|untyped)$/.test(words)) throw new Error(`type ${words}`);
      seen.add(name);
      current = name;
      continue;
    }
    const sample = sampleOf(line);
    if (sample.name !== current || !told.TYPE.has(sample.name))
      throw new Error(`${sample.name} does not stand behind its TYPE`);
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).toSorted()]);
    if (samples.some((one) => JSON.stringify([one.name, Object.entries(one.labels).toSorted()]) === key))
      throw new Error(`${key} twice`);
    samples.push(sample);
  }
  return samples;
}

function sampleOf(line: string): Parsed {
  const [, name = '', , labels = '', number = ''] = /^([^{ ]+)(\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (!NAME.test(name)) throw new Error(`no sample: ${line}`);
  const value = number === '+Inf' ? Number.POSITIVE_INFINITY : Number(number);
  if (number !== 'NaN' && Number.isNaN(value)) throw new Error(`no number: ${line}`);
  return { name, labels: labelsOf(labels), value };
}

function labelsOf(text: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  const pair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;
  for (let at = 0; at < text.length; at = pair.lastIndex) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (found === null) throw new Error(`no labels: ${text}`);
    const [, name = '', value = ''] = found;
    labels[name] = value.replaceAll(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));
  }
  return labels;
}
