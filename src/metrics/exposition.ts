/** One figure with the labels that tell it from others of its name. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Figures of one name. */
export interface Metric {
  readonly name: string;
  /** What the figure says, in one line, with its unit. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * Prometheus' text format 0.0.4, each metric a gauge; those without a sample are left out.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function exposition(metrics: readonly Metric[]): string {
  return metrics.flatMap(linesOf).join('');
}

function linesOf({ name, help, samples }: Metric): readonly string[] {
  if (samples.length === 0) return [];
  return [
    `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`,
    `# TYPE ${name} gauge\n`,
    ...samples.map(({ labels = {}, value }) => `${name}${labelsOf(labels)} ${numberOf(value)}\n`),
  ];
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function numberOf(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}
