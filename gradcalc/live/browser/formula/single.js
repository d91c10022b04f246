// The function that a tree is in numbers of 32 bits: each step of gradcalc/formulas/values.py is rounded to one.

/** @import { Tree } from "./tree.js" */
/** @import { OfTwo } from "./values.js" */

import { childrenOf, kindOfNode } from "./tree.js";
import { BY_NAME, constantOf } from "./values.js";
import { partsBehind } from "./writing.js";

/** @returns {OfTwo} @param {Tree} node */
export function singleFunction(node) {
  const kind = kindOfNode(node);
  if (kind === "x") return (x) => Math.fround(x);
  if (kind === "y") return (_, y) => Math.fround(y);
  const constant = constantOf(node);
  if (constant !== undefined) return () => Math.fround(constant);
  const [first, ...rest] = childrenOf(node);
  const one = singleFunction(first);
  if (kind === "+" || kind === "*") {
    const parts = partsBehind(node).map(([back, part]) => /** @type {const} */ ([back, singleFunction(part)]));
    const step = (/** @type {number} */ a, /** @type {boolean} */ back, /** @type {number} */ b) =>
      Math.fround(kind === "+" ? (back ? a - b : a + b) : back ? a / b : a * b);
    return (x, y) => parts.reduce((total, [back, part]) => step(total, back, part(x, y)), one(x, y));
  }
  const f = BY_NAME[kind];
  const two = rest.length ? singleFunction(rest[0]) : () => NaN;
  return (x, y) => Math.fround(f(one(x, y), two(x, y)));
}
