// What a formula is: a small tree, as in gradcalc/formulas/tree.py, of letters and of arrays that begin with their kind.

/** @typedef {string | [string, ...any[]]} Tree */

export const LONGEST = 1000; // characters of a formula
export const DEEPEST = 50;

export const LETTERS = ["x", "y"];
export const CONSTANTS = ["pi", "e"];

/** How many arguments each function takes. @type {Record<string, number>} */
export const ARGUMENTS = {
  sin: 1, cos: 1, tan: 1, arcsin: 1, arccos: 1, arctan: 1, sinh: 1, cosh: 1, tanh: 1, exp: 1, log: 1, log2: 1,
  log10: 1, sqrt: 1, abs: 1, sign: 1, arctan2: 2, hypot: 2, minimum: 2, maximum: 2,
};

/** @type {Record<string, string>} */
export const OTHER_NAMES = {
  ln: "log", asin: "arcsin", acos: "arccos", atan: "arctan", atan2: "arctan2", sgn: "sign", max: "maximum",
  min: "minimum",
};

/** @param {string} name */
export const isFunction = (name) => Object.hasOwn(ARGUMENTS, name);

/** The letter, constant or function that a name stands for, however it is written. @param {string} name */
export function known(name) {
  const lower = name.toLowerCase();
  const meant = Object.hasOwn(OTHER_NAMES, lower) ? OTHER_NAMES[lower] : lower;
  return LETTERS.includes(meant) || CONSTANTS.includes(meant) || isFunction(meant) ? meant : null;
}

/** What a node is: a letter's or constant's own name, or the first word of its array. @param {Tree} node */
export const kindOfNode = (node) => (typeof node === "string" ? node : node[0]);

/** The nodes that a node is made of. @returns {Tree[]} @param {Tree} node */
export const childrenOf = (node) => (typeof node === "string" ? [] : node.slice(1));

/** Whether something is made of numbers, pi and e, their signs and powers alone. @returns {boolean} @param {Tree} node */
export function onlyNumbers(node) {
  const kind = kindOfNode(node);
  if (CONSTANTS.includes(kind) || kind === "number") return true;
  return (kind === "neg" || kind === "^") && childrenOf(node).every(onlyNumbers);
}

/** What is said of a text that is no formula, and between which of its characters it is said. */
export class FormulaError extends Error {
  /** @param {string} what @param {number} start @param {number} end */
  constructor(what, start, end) {
    super(what);
    this.start = start;
    this.end = end;
  }
}
