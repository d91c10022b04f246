// The gradient field of a formula: gradcalc/live/explorer/stage.py field_marks, and field_arrows of scenes/scales.py.

import { differencesOf, exactOf, onceForTree } from "./differences.js";
import { evenlySpaced } from "../numbers.js";
import { complexRefusal } from "./refusal.js";

/** @import { Window } from "../kernel.d.ts" */
/** @import { Tree } from "../formula/tree.js" */

const FAINT_IN_FIELD = 1e-5; // of the longest arrow: shorter ones have no direction to trust
const FIELD_STEPS = [1e-4, 1e-6]; // of the window: steps that may show a gradient
/** How long an arrow is, in cells, from its length as a share of the longest. @type {Record<string, (share: number) => number>} */
const DRAWN_LENGTHS = {
  proportional: (share) => share,
  equal: (share) => (share > FAINT_IN_FIELD ? 0.8 : 0),
  compressed: Math.cbrt,
};
export const FIELD_LENGTHS = Object.keys(DRAWN_LENGTHS); // in the order of field_controls.py

/**
 * The slopes on a grid of n x n points, row by row, NaN where there is no gradient.
 * @param {Window} window @param {number} n @param {(x: number, y: number) => [number, number]} gradient
 */
function sampledField({ xlim, ylim }, n, gradient) {
  const [X, Y, U, V] = [evenlySpaced(...xlim, n), evenlySpaced(...ylim, n), new Float64Array(n * n), new Float64Array(n * n)];
  for (let i = 0; i < n * n; i += 1) [U[i], V[i]] = gradient(X[i % n], Y[Math.floor(i / n)]);
  return { X, Y, U, V };
}

/** The lengths of the exact gradient in a window, NaN where there is none. @param {Tree} tree @param {Window} window */
export function magnitudesOf(tree, window, n = 20) {
  const { U, V } = sampledField(window, n, exactOf(tree));
  return U.map((u, i) => Math.hypot(u, V[i]));
}

/**
 * Whether f has a slope along both axes: slopes ahead of a place and behind it come together as the steps get shorter,
 * and do not grow. At kinks, jumps, poles and edges, and within rounding of them, they do.
 * @param {(x: number, y: number) => number} f @param {number} x @param {number} y @param {number} wide @param {number} high
 */
function isSloped(f, x, y, wide, high) {
  const here = f(x, y);
  /** The slope, what is between both sides, and how much of either may be rounding of f and of the place. */
  const look = (/** @type {number} */ p, /** @type {number} */ q) => {
    const [ahead, behind, steps] = [f(x + p, y + q), f(x - p, y - q), p / wide + q / high];
    const slope = (ahead - behind) / (2 * steps);
    const noise = 1e-15 * (Math.abs(here / steps) + Math.abs((slope * (p ? x : y)) / (p + q)));
    return { slope: Math.abs(slope), gap: Math.abs(ahead - 2 * here + behind) / steps, noise };
  };
  return FIELD_STEPS.some((long) => {
    const short = long / 64;
    const beside = [look(short * wide, 0), look(0, short * high)];
    const small = 1e-4 * Math.max(beside[0].slope, beside[1].slope);
    return beside.every(({ slope, gap, noise }, i) => {
      const before = i ? look(0, long * high) : look(long * wide, 0);
      const [least, most] = [before.gap / 2 + noise + small, 2 * before.slope + noise + small];
      return Number.isFinite(here) && gap <= least && slope <= most;
    });
  });
}

/** Where there is a gradient on the grid that was asked for last: the same for all steps and methods. */
const slopedOf = onceForTree((tree) => {
  const { value } = differencesOf(tree);
  let [asked, last] = ["", /** @type {Float64Array} */ (new Float64Array())];
  return (/** @type {Window} */ window, /** @type {number} */ n) => {
    const [wide, high] = [window.xlim[1] - window.xlim[0], window.ylim[1] - window.ylim[0]];
    const asking = JSON.stringify([window.xlim, window.ylim, n]);
    if (asking !== asked) {
      [asked, last] = [asking, sampledField(window, n, (x, y) => [+isSloped(value, x, y, wide, high), 0]).U];
    }
    return last;
  };
});

/**
 * Arrows centred on grid points, at most as long as a cell: start and move of each, one after the other. None stands
 * where the formula has no gradient, which differences look past, or where they find none; none at all where the
 * complex step is refused.
 * @param {Tree} tree @param {Window} window
 * @param {{ arrows: number, lengths: string, method: string, step: number }} how
 */
export function fieldOf(tree, window, { arrows: n, lengths, method, step }) {
  if (method === "complex" && complexRefusal(tree, "f", window, step)) return new Float32Array(0);
  const [f, sloped] = [differencesOf(tree), slopedOf(tree)(window, n)];
  const { X, Y, U, V } = sampledField(window, n, (x, y) => f.gradient(x, y, method, step));
  const found = [];
  let largest = 0;
  for (let i = 0; i < n * n; i += 1) {
    if (!sloped[i] || !Number.isFinite(U[i] + V[i])) continue;
    found.push(i);
    largest = Math.max(largest, Math.abs(U[i]), Math.abs(V[i]));
  }
  // Divided by the greatest component first: the square of a huge one would overflow.
  let longest = 0;
  for (const i of found) longest = Math.max(longest, Math.hypot((U[i] /= largest || 1), (V[i] /= largest || 1)));
  const cell = Math.min(window.xlim[1] - window.xlim[0], window.ylim[1] - window.ylim[0]) / (n - 1);
  const arrows = new Float32Array(4 * found.length);
  found.forEach((i, k) => {
    const length = Math.hypot(U[i], V[i]);
    const factor = (cell * DRAWN_LENGTHS[lengths](length / (longest || 1))) / (length || 1);
    const [dx, dy] = [U[i] * factor, V[i] * factor];
    arrows.set([X[i % n] - dx / 2, Y[Math.floor(i / n)] - dy / 2, dx, dy], 4 * k);
  });
  return arrows;
}
