// How high a hill is, and what has to be said of how it is drawn: hill_words and hill_notes in gradcalc/pictures/scenes/surface.py.

import { general, short } from "../draw/text.js";
import { valuesOnGrid } from "../stage/levels.js";

/** @import { Chart } from "../stage/levels.js" */
/** @import { Hill } from "../space/hill.js" */
/** @typedef {{ low: number, high: number, below: boolean, above: boolean }} HillRange its heights, and whether it goes on below and above */

/** @type {WeakMap<Chart, HillRange>} */
const hillRanges = new WeakMap();

/** @returns {HillRange} @param {Hill} hill @param {{ chart: Chart }} of */
export function hillRange({ x, y, base, top }, { chart }) {
  const known = hillRanges.get(chart);
  if (known) return known;
  const corners = valuesOnGrid(chart.tree, x, y).filter(Number.isFinite);
  const all = [...corners, ...chart.Z.filter(Number.isFinite)];
  const held = corners.filter((value) => base <= value && value <= top);
  const [low, high] = held.length ? [Math.min(...held), Math.max(...held)] : [base, top];
  const range = { low, high, below: all.some((value) => value < base), above: all.some((value) => value > top) };
  hillRanges.set(chart, range);
  return range;
}

/** @param {Hill} hill @param {HillRange} range */
export function hillNotes({ factor, base, top }, { below, above }) {
  const cut = (/** @type {number} */ height, /** @type {string} */ way) => `The hill is cut off at the height ${short(height)}: it goes on ${way}.`;
  return [
    factor === 1 ? "" : `Heights are drawn ${general(factor, 6)} times as high as they are.`,
    below ? cut(base, "below") : "",
    above ? cut(top, "above") : "",
  ].filter(Boolean);
}
