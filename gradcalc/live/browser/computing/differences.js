// The slopes of a formula by differences: gradcalc/maths/differences.py and derivatives.py, for a step that is given.

import { imaginaryOf } from "./complex.js";
import { formulaGradient } from "../formula/slopes.js";
import { formulaFunction } from "../formula/values.js";

/** @import { Pair } from "../kernel.d.ts" */
/** @import { Tree } from "../formula/tree.js" */

/** The weight, left and right end of each secant, ends in units of h. @type {Record<string, [number, number, number][]>} */
export const SCHEMES = {
  central: [[1, -1, 1]],
  forward: [[1, 0, 1]],
  backward: [[1, -1, 0]],
  "five-point": [[4 / 3, -1, 1], [-1 / 3, -2, 2]],
};

/**
 * A function of trees that computes once for each tree. Letters cannot be keys of what forgets, but they are few.
 * @template T @param {(tree: Tree) => T} make @returns {(tree: Tree) => T}
 */
export function onceForTree(make) {
  /** @type {[WeakMap<object, T>, Map<string, T>]} */
  const [trees, letters] = [new WeakMap(), new Map()];
  return (tree) => {
    const made = /** @type {Map<Tree, T>} */ (typeof tree === "string" ? letters : trees);
    if (!made.has(tree)) made.set(tree, make(tree));
    return /** @type {T} */ (made.get(tree));
  };
}

/** The exact gradient of a tree, as a function of x and y. */
export const exactOf = onceForTree(formulaGradient);

/** The value and the slopes of a tree, with the rounding that Python's differences have. */
export const differencesOf = onceForTree((tree) => {
  const f = formulaFunction(tree);
  const [ofX, ofY, ofBoth] = ["x", "y", "xy"].map((moved) => imaginaryOf(tree, moved));
  /** @param {number} x @param {number} y @param {number} ux @param {number} uy @param {string} method @param {number} h */
  const slope = (x, y, ux, uy, method, h) => {
    const secant = (/** @type {number} */ left, /** @type {number} */ right) => {
      const [ahead, behind] = [right * h, left * h];
      return (f(x + ahead * ux, y + ahead * uy) - f(x + behind * ux, y + behind * uy)) / ((right - left) * h);
    };
    const [[weight, left, right], second] = SCHEMES[method];
    return second ? weight * secant(left, right) + second[0] * secant(second[1], second[2]) : secant(left, right);
  };
  return {
    /** Of complex numbers, what may go wrong: see refusal.js. */
    met: ofBoth.met,
    /** Zero is added, as in Python: no value is -0. @param {number} x @param {number} y */
    value: (x, y) => f(x, y) + 0,
    /** @param {number} x @param {number} y @param {string} method @param {number} h @returns {Pair} */
    gradient: (x, y, method, h) =>
      method === "complex"
        ? [ofX.part(x, y, h, 0) / h, ofY.part(x, y, 0, h) / h]
        : [slope(x, y, 1, 0, method, h), slope(x, y, 0, 1, method, h)],
    /** @param {number} x @param {number} y @param {Pair} u @param {string} method @param {number} h */
    along: (x, y, [ux, uy], method, h) =>
      method === "complex" ? ofBoth.part(x, y, h * ux, h * uy) / h : slope(x, y, ux, uy, method, h),
  };
});
