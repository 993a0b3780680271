/** A schema as far as the published ones go. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  /** A list: of each place. */
  readonly items?: Schema | readonly Schema[];
  readonly additionalItems?: false;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** What these schemas use besides what only tells a reader something. A test holds them to it. */
export const KEYWORDS = [
  ...['type', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'anyOf', 'enum'],
  ...['additionalItems', 'const', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
];

/** Every way in which a value breaks a schema, as `path: why`. */
export function violations(value: unknown, schema: Schema, path = ''): readonly string[] {
  if (schema.anyOf !== undefined) {
    const branches = schema.anyOf.map((branch) => violations(value, branch, path));
    const { anyOf: _, ...rest } = schema;
    return branches.some((found) => found.length === 0)
      ? violations(value, rest, path)
      : (branches.at(-1) ?? []);
  }
  const wrong = (why: string) => [`${path || '/'}: ${why}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return wrong('is none of the list');
  if (schema.const !== undefined && schema.const !== value) return wrong(`is not ${schema.const}`);
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return wrong(`is not ${types.join(', ')}`);
  if (typeof value === 'string' || typeof value === 'number') return simple(value, schema, wrong);
  if (Array.isArray(value)) {
    if (isOutside(value.length, schema.minItems, schema.maxItems)) return wrong('has the wrong length');
    const { items = {}, additionalItems } = schema;
    const isTuple = Array.isArray(items);
    if (isTuple && additionalItems === false && value.length > items.length)
      return wrong('has the wrong length');
    return value.flatMap((item, index) => {
      const of = (isTuple ? items[index] : items) as Schema | undefined;
      return violations(item, of ?? {}, `${path}/${index}`);
    });
  }
  return typeof value === 'object' && value !== null ? ofMapping(value, schema, path) : [];
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function simple(
  value: string | number,
  schema: Schema,
  wrong: (why: string) => readonly string[],
): readonly string[] {
  if (typeof value === 'string') {
    if (isOutside(value.length, schema.minLength, schema.maxLength)) return wrong('has the wrong length');
    const isMatched = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value);
    return isMatched ? [] : wrong(`${value} does not match ${schema.pattern}`);
  }
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  const isInside = value > exclusiveMinimum && value < exclusiveMaximum;
  return isInside && !isOutside(value, schema.minimum, schema.maximum) ? [] : wrong('is out of range');
}

function ofMapping(value: object, schema: Schema, path: string): readonly string[] {
  const absent = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key));
  const { properties = {}, propertyNames = {}, additionalProperties = true } = schema;
  return [
    ...absent.map((key) => `${path || '/'}: ${key} is missing`),
    ...Object.entries(value).flatMap(([key, inner]) => {
      const at = `${path}/${key}`;
      const known = properties[key] ?? additionalProperties;
      if (known === false) return [`${at}: unknown key`];
      return [...violations(key, propertyNames, at), ...(known === true ? [] : violations(inner, known, at))];
    }),
  ];
}

function isOutside(number: number, least = -Infinity, most = Infinity): boolean {
  return number < least || number > most;
}

/** A published schema with every `$ref` replaced by what it names; what stands beside one goes before. */
export function readSchema(text: string): Schema {
  const { definitions = {}, ...schema } = JSON.parse(text) as Schema & {
    definitions?: Record<string, object>;
  };
  return JSON.parse(JSON.stringify(schema), (_key, node) => {
    if (typeof node !== 'object' || node === null || !('$ref' in node)) return node;
    const { $ref, ...beside } = node;
    const defined = definitions[String($ref).replace('#/definitions/', '')];
    if (defined === undefined) throw new Error(`${$ref} is not defined`);
    return { ...defined, ...beside };
  });
}
