import { arrivalOf } from './arrival-schema.js';
import type { LotExport, OrderExport, Source } from './config.js';
import { layoutOf } from './layout-schema.js';
import type { LotsFile, OrdersFile } from './orders-schema.js';
import { type ExportUse, resolveFiles } from './resolve-files.js';
import { resolveInput } from './resolve-input.js';
import type { Surroundings } from './secret.js';
import type { Yaml } from './yaml.js';

interface Named {
  readonly name: string;
  readonly order: number;
  /** The folder that paths are relative to. */
  readonly base: string;
  readonly yaml: Yaml;
  readonly use: ExportUse;
  readonly env: Surroundings['env'];
  /** Of the project, for exports that have none of their own. */
  readonly projectZone: string;
}

/** An export of orders as the reading room takes it. */
export async function orderExport(file: OrdersFile, named: Named): Promise<OrderExport> {
  const { of, numbers, time_zone: timeZone, extra } = file;
  const zone = timeZone === undefined ? {} : { timeZone };
  return { ...(await readable(file, 'orders', named)), extra, holds: 'orders', of, numbers, ...zone };
}

export async function lotExport(file: LotsFile, named: Named): Promise<LotExport> {
  return { ...(await readable(file, 'lots', named)), holds: 'lots', of: file.of };
}

async function readable(
  file: OrdersFile | LotsFile,
  section: 'orders' | 'lots',
  { name, order, base, yaml, use, env, projectZone }: Named,
): Promise<Source> {
  const timeZone = ('time_zone' in file && file.time_zone) || projectZone;
  const context = { path: [section, name], yaml, baseDirectory: base, env, timeZone };
  const { encoding, quote, header_row, columns, formats, values, on_repeat } = file;
  return {
    name: `${section}.${name}`,
    order,
    ...(await resolveInput(file.from, context, async () => ({
      files: await resolveFiles(file.files ?? [], base, { path: context.path, use }),
    }))),
    encoding,
    quote,
    header_row,
    ...arrivalOf(file),
    ...layoutOf(file),
    ...(file.delimiter === undefined ? {} : { delimiter: file.delimiter }),
    mode: 'full',
    one_row_per_person: false,
    columns,
    extra: {},
    formats,
    values,
    on_repeat,
    exclude: file.exclude.map((rule, at) => ({
      ...rule,
      keep_apart: false,
      place: yaml.where([section, name, 'exclude', at, 'when']),
    })),
  };
}
