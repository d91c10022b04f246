// Lines and bands between sampled values, by marching squares, as contourpy finds them for level_map.py.

/** @typedef {ReturnType<typeof contourGrid>} ContourGrid */
/** @typedef {ReturnType<typeof crossingsOf>} Crossings */

const WHOLE_CELL = 4; // what else is said of a cell: which of its four corners is missing
const NO_CELL = 5;

/**
 * What is the same for all levels: the cells of a grid, and its rim. A cell lies above and to the right of a point, whose
 * number it has. Where one of its four values is not finite, it is a triangle, if there shall be any; with fewer there is
 * none. Edges have numbers too: those to the right of points, those above points, and diagonals of cells. values are row
 * by row of y.
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {Float64Array} values
 */
export function contourGrid(x, y, values, triangles = true) {
  const row = x.length;
  const count = values.length;
  const missing = new Uint8Array(count).fill(NO_CELL);
  const low = new Float64Array(count).fill(Infinity); // the least and the greatest value of each cell
  const high = new Float64Array(count);
  const uses = new Uint8Array(3 * count); // by how many cells an edge is used: an edge of the rim by one
  const grid = { x, y, values, missing, low, high, uses, rim: /** @type {[from: number, to: number, edge: number][]} */ ([]) };
  for (let at = 0; at < count - row; at++) {
    if (at % row === row - 1) continue;
    const a = values[at];
    const b = values[at + 1];
    const c = values[at + 1 + row];
    const d = values[at + row];
    if (Number.isFinite(a) && Number.isFinite(b) && Number.isFinite(c) && Number.isFinite(d)) {
      missing[at] = WHOLE_CELL; // nearly all of them: written out, because the rest takes three times as long
      low[at] = Math.min(a, b, c, d);
      high[at] = Math.max(a, b, c, d);
      uses[at]++;
      uses[at + row]++;
      uses[count + at]++;
      uses[count + at + 1]++;
      continue;
    }
    const known = [a, b, c, d].map(Number.isFinite);
    if (!triangles || known.filter(Boolean).length < 3) continue;
    missing[at] = known.indexOf(false);
    low[at] = Infinity;
    high[at] = -Infinity;
    const size = cellAt(grid, at);
    for (let i = 0; i < size; i++) {
      uses[CELL.edges[i]]++;
      low[at] = Math.min(low[at], values[CELL.corners[i]]);
      high[at] = Math.max(high[at], values[CELL.corners[i]]);
    }
  }
  for (let at = 0; at < count; at++) {
    if (missing[at] === WHOLE_CELL && uses[at] + uses[at + row] + uses[count + at] + uses[count + at + 1] === 8) continue;
    const size = cellAt(grid, at);
    for (let i = 0; i < size; i++) {
      const edge = CELL.edges[i];
      if (uses[edge] === 1) grid.rim.push([CELL.corners[i], CELL.corners[(i + 1) % size], edge]); // the cell is to the left
    }
  }
  return grid;
}

/** Here the corners of a cell are written, against the clock from the lower left, and the edges behind them. */
const CELL = { corners: new Int32Array(4), edges: new Int32Array(4) };

/**
 * Look at a cell; gives the number of its corners.
 * @param {{ x: Float64Array, values: Float64Array, missing: Uint8Array }} grid @param {number} at
 */
function cellAt({ x, values, missing }, at) {
  const lost = missing[at];
  let size = 0;
  for (let i = 0; i < 4; i++) {
    if (i === lost || lost === NO_CELL) continue;
    CELL.corners[size] = at + (i === 1 || i === 2 ? 1 : 0) + (i < 2 ? 0 : x.length);
    if ((i + 1) % 4 === lost) CELL.edges[size] = 2 * values.length + at;
    else if (i % 2) CELL.edges[size] = values.length + at + (i === 1 ? 1 : 0);
    else CELL.edges[size] = at + (i === 0 ? 0 : x.length);
    size++;
  }
  return size;
}

/** Here the ways of one level stand while they are followed: behind a place the next one and one more, 0 where there is none. */
let ways = new Int32Array(0);
/** The places of the way that was followed last. */
let trail = new Int32Array(0);

/**
 * Where a level passes through the cells, with what is higher to its left: from which edge to which; and the edges
 * at which lines may begin, in contourpy's order: on the rim, and where a line leaves out the upper right corner.
 * @param {ContourGrid} grid
 * @param {number} level
 */
export function crossingsOf(grid, level) {
  const { x, values, low, high, uses, missing } = grid;
  const [from, to, starts] = [0, 1, 2].map(() => /** @type {number[]} */ ([]));
  const { corners, edges } = CELL;
  const above = new Uint8Array(4);
  const [row, count] = [x.length, values.length];
  for (let at = 0; at < count && Number.isFinite(level); at++) {
    if (!(low[at] <= level && level < high[at])) continue;
    let size = 4;
    if (missing[at] === WHOLE_CELL) {
      corners[0] = edges[0] = at; // nearly all of them: written out
      corners[1] = at + 1;
      corners[2] = at + 1 + row;
      corners[3] = edges[2] = at + row;
      edges[1] = count + at + 1;
      edges[3] = count + at;
    } else size = cellAt(grid, at);
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const value = values[corners[i]];
      above[i] = value > level ? 1 : 0;
      sum += value;
    }
    // Where two lines pass through a cell, its mean says which corners are joined.
    const saddle = size === 4 && above[0] === above[2] && above[1] === above[3];
    const turn = saddle && sum / 4 <= level ? size - 1 : 1;
    for (let i = 0; i < size; i++) {
      if (!above[i] || above[(i + 1) % size]) continue;
      let j = (i + turn) % size;
      while (above[j] || !above[(j + 1) % size]) j = (j + turn) % size;
      from.push(edges[i]);
      to.push(edges[j]);
      if (uses[edges[i]] === 1 || edges[i] + edges[j] === 2 * at + count + row + 1) starts.push(edges[i]);
    }
  }
  return { grid, level, from, to, starts };
}

/** Make the ways of a level ready to be followed. @param {Crossings} crossings */
function layWays({ grid, from, to }) {
  const places = 4 * grid.values.length; // edges, and points behind them
  if (ways.length < places) [ways, trail] = [new Int32Array(places), new Int32Array(places + 1)];
  for (let i = 0; i < from.length; i++) ways[from[i]] = to[i] + 1;
}

/** Take up the ways that nobody has followed. @param {Crossings} crossings */
function clearWays({ from }) {
  for (let i = 0; i < from.length; i++) ways[from[i]] = 0;
}

/**
 * The way from a place on, which is taken once. Two ways may lead on from a place: one of them is a spare one.
 * @param {number} start @param {Map<number, number>} [spare]
 */
function follow(start, spare) {
  let length = 0;
  trail[length++] = start;
  for (let at = start, to = ways[at] - 1; to >= 0; at = to, to = ways[at] - 1) {
    trail[length++] = to;
    ways[at] = 0;
    const other = spare?.size ? spare.get(at) : undefined;
    if (other === undefined) continue;
    ways[at] = other + 1;
    spare?.delete(at);
  }
  return trail.subarray(0, length);
}

/** The lines on which the values are the level, as rows of x, y; a closed one ends where it began. @param {Crossings} crossings */
export function contourLines(crossings) {
  const { grid, level, starts } = crossings;
  /** @type {Float64Array[]} */
  const lines = [];
  layWays(crossings);
  for (const open of [true, false]) {
    starts.forEach((start, i) => {
      if ((grid.uses[start] === 1) === open && ways[start]) lines[i] = placesOf(grid, level, follow(start));
    });
  }
  clearWays(crossings);
  return lines.filter(Boolean);
}

/**
 * Rings around all that is higher than the level; those inside others are holes. Two of them, of two levels, are a band.
 * @param {Crossings} crossings
 */
export function contourRings(crossings) {
  const { grid, level, starts } = crossings;
  const begins = [...starts];
  const points = 3 * grid.values.length; // from this number on a place is a point of the grid
  /** @type {Map<number, number>} */
  const spare = new Map(); // from points where two parts of the rim touch
  layWays(crossings);
  for (const [from, to, edge] of grid.rim) {
    const [above, ends] = [grid.values[from] > level, grid.values[to] > level];
    if (!above && !ends) continue;
    const begin = above ? points + from : edge;
    const next = ends ? points + to : edge;
    if (ways[begin]) spare.set(begin, next);
    else ways[begin] = next + 1;
    begins.push(begin);
  }
  const rings = [];
  for (const begin of begins) if (ways[begin]) rings.push(placesOf(grid, level, follow(begin, spare)));
  clearWays(crossings);
  return rings;
}

/** @param {ContourGrid} grid @param {number} level @param {Int32Array} way of edges, and of points behind them */
function placesOf({ x, y, values }, level, way) {
  const row = x.length;
  const count = values.length;
  const places = new Float64Array(2 * way.length);
  for (let i = 0; i < way.length; i++) {
    const at = way[i];
    let p = at - 3 * count;
    let q = p;
    if (at < 3 * count) {
      p = at % count;
      q = at < count ? p + 1 : p + row;
      if (at >= 2 * count && Number.isFinite(values[p] + values[p + row + 1])) q = p + row + 1;
      else if (at >= 2 * count) p++;
    }
    if (values[q] > level && p !== q) {
      const lower = q;
      q = p;
      p = lower;
    }
    const share = p === q ? 1 : (values[q] - level) / (values[q] - values[p]);
    places[2 * i] = x[p % row] * share + x[q % row] * (1 - share);
    places[2 * i + 1] = y[Math.floor(p / row)] * share + y[Math.floor(q / row)] * (1 - share);
  }
  return places;
}
