/** What json_serialize_sql gives: only the keys that are read or that have to be empty. */
export type Parsed =
  | { readonly error: true; readonly error_message: string; readonly position?: string }
  | { readonly error: false; readonly statements: readonly { readonly node: SelectNode }[] };

interface SelectNode {
  readonly type: string;
  readonly modifiers: readonly unknown[];
  readonly select_list: readonly Node[];
  readonly from_table: { readonly type: string };
  readonly where_clause: unknown;
  readonly group_expressions: readonly unknown[];
  readonly having: unknown;
  readonly qualify: unknown;
}

/** What json_serialize_sql says of one expression; which keys are there depends on its class. */
export interface Node {
  readonly class: string;
  readonly type: string;
  readonly alias: string;
  readonly query_location: number;
  readonly children?: readonly Node[];
  readonly left?: Node;
  readonly right?: Node;
  readonly input?: Node;
  readonly lower?: Node;
  readonly upper?: Node;
  readonly child?: Node;
  readonly case_checks?: readonly { readonly when_expr: Node; readonly then_expr: Node }[];
  readonly else_expr?: Node;
  readonly column_names?: readonly string[];
  readonly function_name?: string;
  readonly schema?: string;
  readonly distinct?: boolean;
  readonly is_operator?: boolean;
  readonly filter?: unknown;
  readonly order_bys?: { readonly orders: readonly unknown[] };
  readonly cast_type?: { readonly id: string };
  readonly value?: {
    readonly type: { readonly id: string };
    readonly is_null: boolean;
    readonly value: unknown;
  };
}

export function hasClauses(node: SelectNode): boolean {
  const { from_table, where_clause, having, qualify, modifiers, group_expressions } = node;
  const clauses = [where_clause, having, qualify].some((clause) => clause !== null && clause !== undefined);
  return from_table.type !== 'EMPTY' || clauses || modifiers.length > 0 || group_expressions.length > 0;
}

/** The expressions directly inside one. */
export function partsOf(node: Node): readonly Node[] {
  const { children = [], left, right, input, lower, upper, child, case_checks = [], else_expr } = node;
  const arms = case_checks.flatMap(({ when_expr, then_expr }) => [when_expr, then_expr]);
  return [...children, ...arms, left, right, input, lower, upper, child, else_expr].filter(
    (part) => part !== undefined,
  );
}

/** What a refused kind of expression is called. */
export function classWords(node: Node): string {
  const words: Record<string, string> = {
    SUBQUERY: 'a subquery',
    STAR: 'a star',
    WINDOW: 'a window',
    LAMBDA: 'a lambda',
    PARAMETER: 'a parameter',
    COLLATE: 'a collation',
  };
  return words[node.class] ?? 'this';
}
