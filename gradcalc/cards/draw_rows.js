// What was drawn, as rows of two numbers and as a line of Python.

/** @import { Pair } from "../live/browser/kernel.d.ts" */

const DECIMALS = 2;

/** A pair as it stands in the line: what is judged is what one reads there. @returns {Pair} @param {Pair} pair */
export function rounded([x, y]) {
  const round = (/** @type {number} */ value) => Number(value.toFixed(DECIMALS)) + 0;
  return [round(x), round(y)];
}

/** @param {Pair} pair */
export const rowText = (pair) => `(${pair.join(", ")})`;

/** The line of code, empty where nothing is drawn. @param {Pair[]} rows */
export const lineOf = (rows) => (rows.length ? `drawn = [${rows.map(rowText).join(", ")}]` : "");
