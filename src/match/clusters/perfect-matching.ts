/**
 * The cheapest way to give every one of n rows a column of its own, with the prices that prove it: reduced
 * costs (cost - u - v) are never negative, and zero where row and column are matched. Costs are whole
 * numbers, so all of this is exact.
 */
export interface PerfectMatching {
  readonly size: number;
  /** Row by row; Infinity: forbidden. */
  readonly cost: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly columnOf: Int32Array;
  readonly rowOf: Int32Array;
}

/**
 * Shortest augmenting paths (Jonker and Volgenant 1987), one row after the other: O(n^3).
 *
 * @throws RangeError when some row can have no column.
 */
export function cheapestMatching(size: number, cost: Float64Array): PerfectMatching {
  const matching = {
    size,
    cost,
    u: new Float64Array(size),
    v: new Float64Array(size),
    columnOf: new Int32Array(size).fill(-1),
    rowOf: new Int32Array(size).fill(-1),
  };
  for (let row = 0; row < size; row++)
    matching.u[row] = cost.subarray(row * size, (row + 1) * size).reduce((a, b) => Math.min(a, b), Infinity);
  for (let row = 0; row < size; row++) augment(matching, row);
  return matching;
}

export function reducedCost({ size, cost, u, v }: PerfectMatching, row: number, column: number): number {
  return at(cost, row * size + column) - at(u, row) - at(v, column);
}

/**
 * What it costs at least to free each column by moving other rows on, until the last of them takes the
 * column of `row`, which itself does not move. Infinity where that costs `bound` or more.
 */
export function costOfFreeing(matching: PerfectMatching, row: number, bound: number): Float64Array {
  const { size, columnOf, rowOf } = matching;
  const cost = new Float64Array(size).fill(Infinity);
  const open = new Set(columnOf);
  cost[at(columnOf, row)] = 0;
  for (let next = nearest(open, cost, bound); next !== undefined; next = nearest(open, cost, bound)) {
    open.delete(next);
    const spent = at(cost, next);
    for (const column of open) {
      const length = spent + reducedCost(matching, at(rowOf, column), next);
      if (length < at(cost, column)) cost[column] = length;
    }
  }
  return cost.map((length) => (length < bound ? length : Infinity));
}

/**
 * Of all matchings that cost the same, the one where row 0 has the lowest column that it can have, then
 * row 1, and so on to the row before `end`. Only edges whose reduced cost is zero are in any of them, so a
 * row can have a column when those between let the others move round in a circle.
 */
export function preferLowColumns(matching: PerfectMatching, end: number): void {
  for (let row = 0; row < end; row++) {
    const next = freeable(matching, row);
    const best = [...next.keys()].sort((a, b) => a - b).find((c) => reducedCost(matching, row, c) === 0);
    if (best !== undefined && best < at(matching.columnOf, row)) rotate(matching, row, best, next);
  }
}

/** The columns whose row, none of those before `row`, can move on at no cost; and where it moves to. */
function freeable(matching: PerfectMatching, row: number): ReadonlyMap<number, number> {
  const { size, columnOf } = matching;
  const next = new Map<number, number>();
  const own = at(columnOf, row);
  const queue = [own];
  for (const column of queue)
    for (let other = row + 1; other < size; other++) {
      const from = at(columnOf, other);
      if (next.has(from) || reducedCost(matching, other, column) !== 0) continue;
      next.set(from, column);
      queue.push(from);
    }
  return next;
}

function rotate(
  matching: PerfectMatching,
  row: number,
  best: number,
  next: ReadonlyMap<number, number>,
): void {
  let [mover, column]: [number, number | undefined] = [row, best];
  while (column !== undefined) {
    const moved = at(matching.rowOf, column);
    matching.rowOf[column] = mover;
    matching.columnOf[mover] = column;
    mover = moved;
    column = next.get(column);
  }
}

function augment(matching: PerfectMatching, start: number): void {
  const { size, u, v, rowOf } = matching;
  const distance = new Float64Array(size).fill(Infinity);
  const from = new Int32Array(size).fill(-1);
  const open = new Set(Array.from({ length: size }, (_, column) => column));
  let [row, length, end] = [start, 0, -1];
  const passed: number[] = [];
  while (row !== -1) {
    for (const column of open) {
      const there = length + reducedCost(matching, row, column);
      if (there < at(distance, column)) {
        distance[column] = there;
        from[column] = row;
      }
    }
    const column = nearest(open, distance, Infinity);
    if (column === undefined) throw new RangeError(`row ${start} can have no column`);
    open.delete(column);
    passed.push(column);
    length = at(distance, column);
    end = column;
    row = at(rowOf, column);
  }
  for (const column of passed) {
    const rest = length - at(distance, column);
    const owner = at(rowOf, column);
    if (owner !== -1) u[owner] = at(u, owner) + rest;
    v[column] = at(v, column) - rest;
  }
  u[start] = at(u, start) + length;
  takeOver(matching, from, end);
}

/** Each row on the path takes the column that it led to and leaves its own to the row before. */
function takeOver({ rowOf, columnOf }: PerfectMatching, from: Int32Array, end: number): void {
  for (let column = end; column !== -1; ) {
    const row = at(from, column);
    const left = at(columnOf, row);
    rowOf[column] = row;
    columnOf[row] = column;
    column = left;
  }
}

/** The open column with the least below `bound`; of several the lowest. */
function nearest(open: ReadonlySet<number>, length: Float64Array, bound: number): number | undefined {
  let [best, least]: [number | undefined, number] = [undefined, bound];
  for (const column of open) {
    const here = at(length, column);
    if (here < least || (here === least && best !== undefined && column < best))
      [best, least] = [column, here];
  }
  return best;
}

function at(numbers: Float64Array | Int32Array, index: number): number {
  return numbers[index] as number;
}
