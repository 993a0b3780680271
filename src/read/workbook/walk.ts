import { SaxesParser } from 'saxes';

export interface Element {
  /** Without the prefix of its name space. */
  readonly name: string;
  readonly attribute: (name: string) => string | undefined;
}

export interface Handlers {
  readonly open?: (element: Element) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Walks through XML as it arrives; stops early when `isDone` says so after a chunk. */
export async function walk(
  chunks: AsyncIterable<Uint8Array>,
  { open, close, text }: Handlers,
  after: () => Promise<'done' | undefined> = async () => undefined,
): Promise<void> {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const own: Readonly<Record<string, string>> = attributes;
    open?.({ name: local(name), attribute: (wanted) => own[wanted] });
  });
  parser.on('closetag', ({ name }) => close?.(local(name)));
  parser.on('text', (found) => text?.(found));
  parser.on('cdata', (found) => text?.(found));
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if ((await after()) === 'done') return;
  }
  parser.write(decoder.decode()).close();
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
