// The contours of a function that is a formula: its values on a grid, their levels, and all that draw/levels.js draws.
// As in gradcalc/pictures/background.py and gradcalc/live/level_map.py.

import { general } from "../draw/text.js";
import { formulaFunction } from "../formula/values.js";
import { evenlySpaced } from "../numbers.js";
import { levelColours } from "./colours.js";
import { contourGrid, contourLines, contourRings, crossingsOf } from "./contours.js";
import { quantileOf, risingFinite } from "./frames.js";
import { createPlacer } from "./labels.js";
import { decadeOf, niceTicks, powerOfTen } from "./ticks.js";

/** @import { ByTheme, Frame, Levels, Limits } from "../kernel.d.ts" */
/** @import { Tree } from "../formula/tree.js" */
/** @typedef {ReturnType<typeof sampleMap>} Chart */

const MAP_SAMPLES = 120;
const LEVEL_COUNT = 12;
const LABELLED_LEVELS = 2; // every second one
const LABEL_LETTER = 6.5; // pixels
const LABEL_PADDING = 8;
const LEVEL_INK = /** @type {ByTheme<string>} */ (["#374151", "#e5e7eb"]);
const BAND_ALPHA = /** @type {ByTheme<number>} */ ([0.18, 0.25]);
const NOTHING_PACKED = new DataView(new ArrayBuffer(0));

/** f at all corners of a grid, row by row of y. @param {Tree} tree @param {Float64Array} x @param {Float64Array} y */
export function valuesOnGrid(tree, x, y) {
  const f = formulaFunction(tree);
  const values = new Float64Array(x.length * y.length);
  for (let i = 0, at = 0; i < y.length; i++) for (let j = 0; j < x.length; j++) values[at++] = f(x[j], y[i]);
  return values;
}

/**
 * A formula in a window, sampled for its contours: Z row by row of y, and the levels in units of the decade of Z.
 * @param {Tree} tree @param {Limits} xlim @param {Limits} ylim
 */
export function sampleMap(tree, xlim, ylim) {
  const [x, y] = [xlim, ylim].map(([low, high]) => evenlySpaced(low, high, MAP_SAMPLES));
  const Z = valuesOnGrid(tree, x, y);
  const rising = risingFinite(Z);
  const largest = rising.length ? Math.max(-rising[0], rising[rising.length - 1]) : 0;
  const decade = largest ? powerOfTen(Math.max(decadeOf(largest), -300)) : 1;
  return { tree, x, y, Z, xlim, ylim, decade, levels: contourLevels(rising.map((value) => value / decade)) };
}

/**
 * About a dozen rising levels inside the range of rising values; none where there are no two to draw.
 * @param {Float64Array} rising
 */
export function contourLevels(rising) {
  const [low, high] = [rising[0], rising[rising.length - 1]];
  const inside = (/** @type {number[]} */ levels) =>
    [...new Set(levels)].filter((level) => low < level && level < high).sort((a, b) => a - b);
  if (!(low < high)) return [];
  const even = inside(niceTicks(low, high, LEVEL_COUNT));
  const shares = inside([...evenlySpaced(0.04, 0.96, LEVEL_COUNT)].map((share) => Number(general(quantileOf(rising, share), 2))));
  const huddled = quantileOf(rising, 0.9) - quantileOf(rising, 0.1) <= 0.35 * (high - low);
  const candidates = huddled && shares.length >= 4 ? [shares, even] : [even, shares];
  const plain = inside([...evenlySpaced(low, high, LEVEL_COUNT)]);
  return [...candidates, plain].find(({ length }) => length >= 2) ?? [];
}

/** Where each level lies between the first and the last: from 0 to 1. @param {number[]} levels */
const sharesOf = (levels) => levels.map((level) => (level - levels[0]) / (levels[levels.length - 1] - levels[0]));

/**
 * The contours of a map, as its frame shows them: bands, lines, labels, and hatching where f is not defined.
 * @returns {Levels}
 * @param {Chart} chart @param {Frame} frame @param {boolean} labelled
 */
export function levelMap({ x, y, Z, xlim, ylim, decade, levels }, frame, labelled) {
  /** @type {Levels["shapes"]} */
  const shapes = [];
  /** @type {Float64Array[]} */
  const paths = [];
  /** @type {Levels["labels"]} */
  const labels = [];
  /** @param {"line" | "fill" | "hatch"} kind @param {ByTheme<string>} colours @param {Float64Array[]} found */
  function add(kind, colours, found, height = 0) {
    shapes.push([kind, colours, found.length, height]);
    paths.push(...found);
  }
  if (!Z.every(Number.isFinite)) {
    add("hatch", LEVEL_INK, contourRings(crossingsOf(contourGrid(x, y, Z.map((value) => Number(!Number.isFinite(value)))), 0.5)));
  }
  if (levels.length) {
    const grid = contourGrid(x, y, Z.map((value) => value / decade));
    const shares = sharesOf(levels);
    const middles = [0, ...shares.slice(1).map((share, i) => (share + shares[i]) / 2), 1];
    const crossings = [-Infinity, ...levels, Infinity].map((level) => crossingsOf(grid, level));
    const rings = crossings.map(contourRings);
    middles.forEach((share, i) => add("fill", levelColours(share), [...rings[i], ...rings[i + 1]]));
    const place = createPlacer(frame);
    levels.forEach((level, i) => {
      let lines = contourLines(crossings[i + 1]);
      if (labelled && i % LABELLED_LEVELS === 0) {
        const text = general(level * decade, 3);
        const { parts, places } = place(lines, LABEL_LETTER * text.length + LABEL_PADDING);
        lines = parts;
        for (const at of places) labels.push([text, ...at]);
      }
      add("line", levelColours(shares[i]), lines, level * decade);
    });
  }
  return { xlim, ylim, shapes, paths, labels, ink: LEVEL_INK, alpha: BAND_ALPHA, points: NOTHING_PACKED, ends: NOTHING_PACKED };
}
