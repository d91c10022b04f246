// Where a parser stands in the tokens of a formula, as in gradcalc/formulas/reader.py.

/** @import { Token } from "./tokens.js" */
/** @import { Tree } from "./tree.js" */

import { OPENING, tokensOf } from "./tokens.js";
import { DEEPEST, FormulaError, isFunction } from "./tree.js";

/**
 * A factor that what follows may stand beside, or in its brackets: whole, or opened and closed around inner.
 * @typedef {object} Doubt
 * @property {string} whole
 * @property {string} opening
 * @property {string} inner
 * @property {string} closing
 * @property {boolean} [functions] the doubt is there before a function too
 * @property {boolean} [signs] and before * and /
 */

/** @typedef {{ node: Tree, start: number, end: number, doubt?: Doubt }} Factor */

export class Reader {
  /** @param {string} typed */
  constructor(typed) {
    this.typed = [...typed];
    this.tokens = tokensOf(this.typed);
    this.at = 0;
    this.depth = 0;
    /** @type {Token[]} */
    this.bars = [];
  }

  get next() {
    return this.tokens[this.at];
  }

  /** Where the last token that was taken ends. */
  get end() {
    return this.at ? this.tokens[this.at - 1].end : 0;
  }

  take() {
    const token = this.next;
    if (token.kind !== "end") this.at += 1;
    return token;
  }

  /** Take the signs in front of something; true if they make it negative. */
  negative() {
    let negative = false;
    while (this.next.kind === "+" || this.next.kind === "-") {
      if (this.take().kind === "-") negative = !negative;
    }
    return negative;
  }

  /** What was typed between two places. @param {number} start @param {number} [end] */
  since(start, end = this.end) {
    return this.typed.slice(start, end).join("");
  }

  beginsFactor() {
    const { kind } = this.next;
    return ["name", "unknown", "√"].includes(kind) || OPENING.includes(kind) || (kind === "|" && !this.bars.length);
  }

  atFunction() {
    return this.next.kind === "name" && isFunction(this.next.text);
  }

  deeper() {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      const what = `The formula is nested more than ${DEEPEST} deep: simplify it.`;
      throw new FormulaError(what, this.next.start, this.next.end);
    }
  }

  /** @returns {never} @param {string} what @param {number} start @param {number} [end] */
  refuse(what, start, end = this.end) {
    throw new FormulaError(what, start, end);
  }

  /**
   * Refuse a factor with what follows it, in both ways to write them.
   * @returns {never} @param {number} start @param {Doubt} doubt @param {string} sign @param {string} more
   */
  inDoubt(start, { whole, opening, inner, closing }, sign, more) {
    this.twoWays(start, `${whole}${sign}${more}`, `${opening}${inner}${sign}${more}${closing}`);
  }

  /** @returns {never} @param {number} start @param {string} first @param {string} second */
  twoWays(start, first, second) {
    throw new FormulaError(
      `“${this.since(start)}” can be read in two ways: write ${first} or ${second}.`, start, this.end,
    );
  }
}
