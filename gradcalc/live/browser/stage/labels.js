// Where the labels of level curves stand, as in gradcalc/pictures/contour_labels.py.

import { evenlySpaced } from "../numbers.js";

/** @import { Frame, Pair } from "../kernel.d.ts" */

const LABEL_SPACING = 8; // pixels between the places that are tried
const LABELS_APART = 1.5; // widths of a label between the middles of two
const SHORTEST_LABELLED = 3; // widths of a label

/**
 * Finds places for the labels of one map, and remembers those that are taken.
 * @param {Frame} frame
 */
export function createPlacer({ xlim, ylim, box_width, box_height }) {
  const [perX, perY] = [box_width / (xlim[1] - xlim[0]), -box_height / (ylim[1] - ylim[0])];
  /** @type {Pair[]} */
  const taken = [];

  /**
   * The straightest place for a label on a line in pixels, of those that are as good the one nearest to the line's middle.
   * @param {Float64Array} pixels @param {Float64Array} along @param {number} width
   */
  function bestPlace(pixels, along, width) {
    const length = along[along.length - 1];
    if (!(length >= SHORTEST_LABELLED * width)) return null;
    const tried = Math.max(2, Math.floor(length / LABEL_SPACING));
    let [highest, best] = [-Infinity, /** @type {{ at: number, middle: Pair, chord: Pair } | null} */ (null)];
    for (const at of evenlySpaced(width, length - width, tried)) {
      const middle = placeAlong(pixels, along, at);
      const [x, y] = middle;
      if (!(Math.abs(x - box_width / 2) < box_width / 2 - width / 2 && Math.abs(y - box_height / 2) < box_height / 2 - width / 2)) continue;
      if (taken.some(([a, b]) => Math.hypot(x - a, y - b) <= LABELS_APART * width)) continue;
      const [before, after] = [placeAlong(pixels, along, at - width / 2), placeAlong(pixels, along, at + width / 2)];
      /** @type {Pair} */
      const chord = [after[0] - before[0], after[1] - before[1]];
      const score = Math.hypot(...chord) / width - 0.02 * Math.abs((2 * at) / length - 1);
      if (score > highest) [highest, best] = [score, { at, middle, chord }];
    }
    return best;
  }

  /**
   * The lines with gaps for labels of so many pixels, and the labels' places: x, y, angle.
   * @param {Float64Array[]} lines @param {number} width
   */
  return function place(lines, width) {
    /** @type {Float64Array[]} */
    const parts = [];
    /** @type {[x: number, y: number, angle: number][]} */
    const places = [];
    for (const line of lines) {
      const pixels = line.map((value, i) => (i % 2 ? (value - ylim[1]) * perY : (value - xlim[0]) * perX));
      const along = new Float64Array(line.length / 2);
      for (let i = 1; i < along.length; i++) {
        along[i] = along[i - 1] + Math.hypot(pixels[2 * i] - pixels[2 * i - 2], pixels[2 * i + 1] - pixels[2 * i - 1]);
      }
      const found = bestPlace(pixels, along, width);
      if (!found) {
        parts.push(line);
        continue;
      }
      const { at, middle, chord: [dx, dy] } = found;
      taken.push(middle);
      places.push([middle[0] / perX + xlim[0], middle[1] / perY + ylim[1], dx >= 0 ? Math.atan2(dy, dx) : Math.atan2(-dy, -dx)]);
      parts.push(...withoutStretch(line, along, at - width / 2, at + width / 2));
    }
    return { parts, places };
  };
}

/** @returns {Pair} @param {Float64Array} points @param {Float64Array} along @param {number} at */
function placeAlong(points, along, at) {
  let [low, high] = [0, along.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (along[middle] <= at) low = middle;
    else high = middle;
  }
  const [x, y] = [points[2 * low], points[2 * low + 1]];
  const [far, near] = [along[high] - along[low], at - along[low]];
  return [((points[2 * high] - x) / far) * near + x, ((points[2 * high + 1] - y) / far) * near + y];
}

/**
 * A line without the stretch from start to stop, in one piece if it is closed, else in two.
 * @param {Float64Array} line @param {Float64Array} along @param {number} start @param {number} stop
 */
function withoutStretch(line, along, start, stop) {
  const first = [...line.filter((_, i) => along[i >> 1] < start), ...placeAlong(line, along, start)];
  const last = [...placeAlong(line, along, stop), ...line.filter((_, i) => along[i >> 1] > stop)];
  const end = line.length - 2;
  const closed = line[0] === line[end] && line[1] === line[end + 1];
  return closed ? [Float64Array.from([...last, ...first.slice(2)])] : [Float64Array.from(first), Float64Array.from(last)];
}
