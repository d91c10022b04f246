// Step sizes: the error of a difference as h shrinks, measured and predicted, as in gradcalc/maths/steps.py.

import { singleFunction } from "../formula/single.js";
import { formulaFunction } from "../formula/values.js";
import { imaginaryOf } from "./complex.js";
import { SCHEMES } from "./differences.js";

/** @import { Tree } from "../formula/tree.js" */
/** @typedef {ReturnType<typeof createCurve>} Curve */
/** @typedef {{ truncation: number, order: number, rounding: number, best: number }} ErrorModel truncation * h^order + rounding / h */

export const EPSILON = { float64: Number.EPSILON, float32: 2 ** -23 };
/** A number as each of the types holds it. */
export const ROUND = { float64: (/** @type {number} */ value) => value, float32: Math.fround };
/** @typedef {keyof typeof EPSILON} NumberType */

/**
 * A function of one variable, and its derivatives up to the fifth.
 * @param {string} name @param {Tree[]} trees of the function, and of each derivative
 */
export function createCurve(name, trees) {
  const functions = trees.map((tree) => formulaFunction(tree));
  const single = singleFunction(trees[0]);
  const imaginary = { float64: imaginaryOf(trees[0], "x", ROUND.float64), float32: imaginaryOf(trees[0], "x", ROUND.float32) };
  return {
    name,
    /** @type {Record<NumberType, (x: number) => number>} */
    f: { float64: (x) => functions[0](x, 0), float32: (x) => single(x, 0) },
    /** The imaginary part of f at x + ih. @param {number} x @param {number} h @param {NumberType} type */
    imaginary: (x, h, type) => imaginary[type].part(x, 0, h, 0),
    /** @param {number} x @param {number} n */
    derivative: (x, n) => functions[n](x, 0),
  };
}

/** The slope at x by one method, in numbers of a type. @param {Curve} curve @param {number} x @param {number} h @param {string} method @param {NumberType} type */
export function slopeOf(curve, x, h, method, type) {
  const [round, f] = [ROUND[type], curve.f[type]];
  [x, h] = [round(x), round(h)];
  if (method === "complex") return round(curve.imaginary(x, h, type) / h);
  const at = (/** @type {number} */ end) => f(round(x + round(end * h)));
  const terms = SCHEMES[method].map(([weight, left, right]) => {
    return round(round(weight) * round(round(at(right) - at(left)) / round((right - left) * h)));
  });
  return terms.length > 1 ? round(terms[0] + terms[1]) : terms[0];
}

/**
 * How far the slopes at x are from the exact one, at x as the type holds it.
 * @param {Curve} curve @param {number} x @param {number[]} steps @param {string} method @param {NumberType} type
 */
export function slopeErrors(curve, x, steps, method, type) {
  const exact = curve.derivative(ROUND[type](x), 1);
  return steps.map((h) => Math.abs(slopeOf(curve, x, h, method, type) - exact));
}

/** The error to expect. @returns {ErrorModel} @param {Curve} curve @param {number} x @param {string} method @param {NumberType} type */
export function errorModel(curve, x, method, type) {
  const eps = EPSILON[type];
  const [value, first, second, third, , fifth] = [0, 1, 2, 3, 4, 5].map((n) => Math.abs(curve.derivative(x, n)));
  const moved = Math.abs(x) * first;
  /** @type {Record<string, [number, number, number]>} */
  const models = {
    central: [third / 6, 2, eps * (value + moved)],
    "five-point": [fifth / 30, 4, 1.5 * eps * (value + moved)],
    complex: [third / 6, 2, 0],
  };
  const [truncation, order, rounding] = models[method] ?? [second / 2, 1, eps * (2 * value + moved)];
  return { truncation, order, rounding, best: truncation === 0 ? Infinity : (rounding / (order * truncation)) ** (1 / (order + 1)) };
}
