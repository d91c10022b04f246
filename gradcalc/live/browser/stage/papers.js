// What stands on the paper of each kind of picture, as in gradcalc/pictures/background.py, panels.py and, for graphs of
// boards, live/board/board_pictures.py.

import { general } from "../draw/text.js";
import { formulaMathML } from "../formula/mathml.js";

/** @import { Tree } from "../formula/tree.js" */
/** @typedef {{ tree: Tree, name: string, title?: string }} Given a function that is a formula */
/** @typedef {(string | { mathml: string })[]} Title text, in which $f$ and $D_u f$ are letters of formulas, and formulas */
/** @typedef {{ kind: "map" | "graph" | "hill", title: Title, xlabel: string, log: string }} Paper log names the axes of powers of ten, as "x", "y" or "xy" */

/** The headline of a function. @returns {Title} @param {Given} given */
export function titleOf({ tree, title }) {
  return title ? [title] : ["$f$($x$, $y$) = ", { mathml: formulaMathML(tree) }];
}

/** @returns {Paper} @param {Given} given */
export const mapPaper = (given) => ({ kind: "map", title: titleOf(given), xlabel: "x", log: "" });

/** @returns {Paper} @param {string} title @param {string} xlabel @param {string} [log] */
export const graphPaper = (title, xlabel, log = "") => ({ kind: "graph", title: [title], xlabel, log });

/** @returns {Paper} @param {Given} given @param {number} factor how many times as high heights are drawn */
export function hillPaper(given, factor) {
  const times = factor === 1 ? "" : `, heights × ${general(factor, 6)}`;
  return { kind: "hill", title: [...titleOf(given), times].filter(Boolean), xlabel: "", log: "" };
}

/** The papers of the explorer's graphs. @type {Record<string, Paper>} */
export const GRAPH_PAPERS = {
  slopes: graphPaper("slope $D_u f$ along every direction", "direction of u (°)"),
  slice: graphPaper("slice: $f$ along u, and its tangent", "distance from the point along u"),
  "slice x": graphPaper("slice along $x$: $f$ with $y$ held fixed", "x"),
  "slice y": graphPaper("slice along $y$: $f$ with $x$ held fixed", "y"),
};
