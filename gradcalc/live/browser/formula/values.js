// The function that a tree is, of two numbers: gradcalc/formulas/values.py.

/** @import { Tree } from "./tree.js" */

import { childrenOf, kindOfNode } from "./tree.js";
import { partsBehind } from "./writing.js";

/** @typedef {(x: number, y: number) => number} OfTwo */

/**
 * As IEEE 754 has it: JavaScript alone calls 1 to any power NaN where the power is. A square is rounded once, as in
 * Python's half.
 * @param {number} a @param {number} b
 */
export const power = (a, b) => (b === 2 ? a * a : a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b);

/** @type {Record<string, (a: number, b: number) => number>} */
export const BY_NAME = {
  sin: Math.sin, cos: Math.cos, tan: Math.tan, arcsin: Math.asin, arccos: Math.acos, arctan: Math.atan,
  sinh: Math.sinh, cosh: Math.cosh, tanh: Math.tanh, exp: Math.exp, log: Math.log, log2: Math.log2,
  log10: Math.log10, sqrt: Math.sqrt, abs: Math.abs, arctan2: Math.atan2, minimum: Math.min, maximum: Math.max,
  hypot: Math.hypot, sign: (a) => Math.sign(a) + 0, neg: (a) => -a, "^": power,
};

/** The value of what has no letter, or undefined. @param {Tree} node */
export function constantOf(node) {
  const kind = kindOfNode(node);
  if (kind === "pi") return Math.PI;
  if (kind === "e") return Math.E;
  return kind === "number" ? Number(node[1]) : undefined;
}

/**
 * The function that a node is, made of those of its children.
 * @returns {OfTwo} @param {Tree} node @param {(child: Tree) => OfTwo} of
 */
export function formulaFunction(node, of = (child) => formulaFunction(child)) {
  const kind = kindOfNode(node);
  if (kind === "x") return (x) => x;
  if (kind === "y") return (_, y) => y;
  const constant = constantOf(node);
  if (constant !== undefined) return () => constant;
  const [first, ...rest] = childrenOf(node);
  const one = of(first);
  if (kind === "+" || kind === "*") {
    const join = kind === "+" ? addedTo : multiplied; // from left to right
    return partsBehind(node).reduce((soFar, [back, part]) => join(soFar, of(part), back), one);
  }
  const f = BY_NAME[kind];
  if (!rest.length) return (x, y) => f(one(x, y), NaN);
  const two = of(rest[0]);
  return (x, y) => f(one(x, y), two(x, y));
}

/** @returns {OfTwo} @param {OfTwo} one @param {OfTwo} two @param {boolean} minus */
const addedTo = (one, two, minus) => (minus ? (x, y) => one(x, y) - two(x, y) : (x, y) => one(x, y) + two(x, y));

/** @returns {OfTwo} @param {OfTwo} one @param {OfTwo} two @param {boolean} over */
const multiplied = (one, two, over) => (over ? (x, y) => one(x, y) / two(x, y) : (x, y) => one(x, y) * two(x, y));
