import type { PresetInForce } from './expand-presets.js';
import type { Holds } from './fields.js';
import type { FileColumns } from './file-lists.js';
import type { LegacyFile } from './legacy-files.js';
import type { Origin } from './origin.js';
import type { ConfigFile, Exclusion, Identity, Limits, SourceFile, Target } from './schema.js';
import type { Place } from './yaml.js';

/** One source as the program uses it: paths are absolute, names are in the order of the config. */
export interface Source extends Omit<SourceFile, 'files' | 'from' | 'exclude' | 'preset'> {
  readonly name: string;
  /** Absolute paths, globs resolved, sorted; none where a database is read. */
  readonly files: readonly string[];
  /** Files that are laid out in their own way, by their path. */
  readonly fileColumns?: ReadonlyMap<string, FileColumns>;
  /** Read instead of files. */
  readonly origin?: Origin;
  /** With the place of their conditions in the file. */
  readonly exclude: readonly (Exclusion & { readonly place: Place })[];
  /** That it begins from, and what of it is in force. */
  readonly preset?: PresetInForce;
  /** Position in the config, from 0: the final tie-break between sources. */
  readonly order: number;
  /** Absent: members. */
  readonly holds?: Holds;
}

/** An export of transactions; it is read as a source is, under the name `orders.NAME`. */
export interface OrderExport extends Source {
  readonly holds: 'orders';
  /** The source whose member ids it carries. */
  readonly of: string;
  /** Whether the same number in another export is the same order. */
  readonly numbers: 'shared' | 'own';
  /** In which its moments are written; absent: in that of the project. */
  readonly timeZone?: string;
}

/** An export of points as lots, each with its own expiry, under the name `lots.NAME`. */
export interface LotExport extends Source {
  readonly holds: 'lots';
  readonly of: string;
}

/** A config in force: file, flags and environment together. */
export interface Config {
  /** The file itself, absolute. */
  readonly path: string;
  /** sha256 of the file's bytes, and of what the presets it uses say. */
  readonly hash: string;
  readonly project: string;
  readonly timeZone: string;
  readonly sources: readonly Source[];
  readonly orders?: readonly OrderExport[];
  readonly lots?: readonly LotExport[];
  readonly legacyFiles?: readonly LegacyFile[];
  readonly identity: Identity;
  /** The rule file, absolute. */
  readonly rules: string;
  readonly limits: Limits;
  readonly target: Target;
  /** Whether a person has to approve a plan before it is applied. */
  readonly approval: ConfigFile['approval'];
  readonly retention: ConfigFile['retention'];
  readonly output: {
    readonly dir: string;
    readonly format: ConfigFile['output']['format'];
    readonly keepRuns?: number;
    readonly keepDays?: number;
  };
  readonly report: ConfigFile['report'];
  /** The file for Prometheus' collector, absolute. */
  readonly metrics?: string;
}
