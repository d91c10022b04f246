// A tree written down again, as text that is read as the same tree: gradcalc/formulas/writing.py.

/** @import { Tree } from "./tree.js" */

import { childrenOf, kindOfNode } from "./tree.js";

export const IN_SUM = 0; // how tightly a node holds together
export const IN_PRODUCT = 1;
export const IN_POWER = 2;
export const ALONE = 3;
/** @type {Record<string, number>} */
const HOLDS = { "+": IN_SUM, neg: IN_SUM, "*": IN_PRODUCT, "^": IN_POWER };

/** How tightly a node holds together. @param {Tree} node */
export const tightness = (node) => HOLDS[kindOfNode(node)] ?? ALONE;

/**
 * The parts of a sum or product behind the first, each with whether it is taken away, or divided by.
 * @returns {[boolean, Tree][]} @param {Tree} node
 */
export function partsBehind(node) {
  const back = kindOfNode(node) === "+" ? "neg" : "over";
  const rest = childrenOf(node).slice(1);
  return rest.map((part) => (kindOfNode(part) === back ? [true, childrenOf(part)[0]] : [false, part]));
}

/** @returns {string} @param {Tree} node */
export function formulaText(node) {
  const held = (/** @type {Tree} */ child, /** @type {number} */ least) =>
    tightness(child) >= least ? formulaText(child) : `(${formulaText(child)})`;
  const kind = kindOfNode(node);
  if (typeof node === "string") return node;
  const [first, ...rest] = childrenOf(node);
  if (kind === "number") return node[1];
  if (kind === "neg") return `-${held(first, IN_PRODUCT)}`;
  if (kind === "+") {
    const terms = partsBehind(node).map(([minus, term]) => `${minus ? "-" : "+"} ${held(term, IN_PRODUCT)}`);
    return [kindOfNode(first) === "neg" ? formulaText(first) : held(first, IN_PRODUCT), ...terms].join(" ");
  }
  if (kind === "*") {
    const factors = partsBehind(node).map(([over, factor]) => `${over ? "/" : "*"}${held(factor, IN_POWER)}`);
    return held(first, IN_POWER) + factors.join("");
  }
  if (kind === "^") return `${held(first, ALONE)}^${held(rest[0], ALONE)}`;
  return `${kind}(${childrenOf(node).map(formulaText).join(", ")})`;
}
