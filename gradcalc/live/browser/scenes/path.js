// The path of a descent on the map, and its values and slopes against the number of steps: gradcalc/pictures/scenes/path.py.

import { clamp } from "../numbers.js";
import { arrowMark, clipArrow } from "./arrows.js";

/** @import { Limits, Mark, Pair, Window } from "../kernel.d.ts" */
/** @import { Run } from "../reading/runs.js" */

const SHORT_ARROW = 0.04; // of the picture's width: no label fits beside a shorter arrow
const PATH_REACH = 50; // widths of the picture, beyond which a path is not followed

/** @returns {Mark[]} @param {Run} run @param {number} scale of -∇f @param {Window} picture */
export function pathMarks(run, scale, picture) {
  const path = run.path.slice(0, followedOf(run.path, picture));
  const [xs, ys] = [0, 1].map((part) => path.map((at) => at[part]));
  const [last, whole] = [path.length - 1, path.length === run.path.length];
  /** @type {Mark[]} */
  const marks = last > 0 ? [{ kind: "Polyline", x: xs, y: ys, role: "path" }, { kind: "Dots", x: xs, y: ys, role: "path" }] : [];
  if (whole) marks.push(...pathArrows(run, scale, picture));
  const [dx, dy] = clearOf(run.onward[0]);
  marks.push({ kind: "Dot", x: xs[0], y: ys[0], role: "point" }, { kind: "Label", text: "start", x: xs[0], y: ys[0], dx, dy, role: "point" });
  if (last > 0 && whole) marks.push({ kind: "Dot", x: xs[last], y: ys[last], role: "path" });
  return marks;
}

/** Where a function is least, inside the picture. @returns {Mark[]} @param {Pair[]} lowest @param {Window} picture */
export function lowestMarks(lowest, { xlim, ylim }) {
  const inside = (/** @type {number} */ at, /** @type {Limits} */ [low, high]) => low <= at && at <= high;
  return lowest.flatMap(([x, y]) =>
    inside(x, xlim) && inside(y, ylim)
      ? [{ kind: "Dot", x, y, role: "curve" }, { kind: "Label", text: "lowest", x, y, dx: 0, dy: -1, role: "curve" }]
      : [],
  );
}

/** How many points of a path lie near enough to be drawn. @param {Pair[]} path @param {Window} picture */
export function followedOf(path, { xlim, ylim }) {
  const near = (/** @type {number} */ at, /** @type {Limits} */ [low, high]) => Math.abs(at - (low + high) / 2) <= PATH_REACH * (high - low);
  const far = path.findIndex(([x, y]) => !(near(x, xlim) && near(y, ylim)));
  return far < 0 ? path.length : far;
}

/** The next step, at its true length, and -∇f. @returns {Mark[]} @param {Run} run @param {number} scale @param {Window} picture */
function pathArrows({ path, steps, gradients, onward }, scale, { xlim, ylim }) {
  const [[x, y], [gx, gy]] = [path[steps], gradients[steps]];
  if (!(x >= xlim[0] && x <= xlim[1] && y >= ylim[0] && y <= ylim[1])) return [];
  /** @type {[Pair, string, string, number][]} */
  const arrows = [[onward[steps], "projection", "next step", 1], [[-scale * gx, -scale * gy], "gradient", "−∇f", -1]];
  return arrows.flatMap(([[dx, dy], role, text, side]) => {
    const length = Math.hypot(dx, dy);
    if (!(length >= SHORT_ARROW * (xlim[1] - xlim[0]))) return [];
    const arrow = clipArrow(arrowMark(x, y, [dx, dy], role), xlim, ylim);
    return [arrow, { kind: "Label", text, x: x + 0.6 * arrow.dx, y: y + 0.6 * arrow.dy, dx: (-side * dy) / length, dy: (side * dx) / length, role }];
  });
}

/** A unit vector away from a step. @returns {Pair} @param {Pair} step */
function clearOf([dx, dy]) {
  const length = Math.hypot(dx, dy);
  return length > 0 && length < Infinity ? [-dx / length, -dy / length] : [0, 1];
}

/** f against the number of steps; log says that heights are powers of ten. @param {Run} run @param {Limits} ylim @param {boolean} log */
export function pathValueMarks({ values }, ylim, log) {
  const heights = log ? values.map((value) => Math.log10(value > 1e-300 ? value : Number.isNaN(value) ? NaN : 1e-300)) : values;
  return againstSteps(heights, ylim, "path", "path");
}

/** The slope of each step, with -|∇f|, the steepest fall there is, as a dotted line. @param {Run} run @param {Limits} ylim */
export function pathSlopeMarks({ lengths, slopes }, ylim) {
  return [...againstSteps(lengths.map((length) => -length), ylim, "line", null), ...againstSteps(slopes, ylim, null, "projection")];
}

/** Heights against 0, 1, 2, ..., as far as they are numbers. @returns {Mark[]} @param {number[]} heights @param {Limits} ylim @param {string | null} line @param {string | null} dots */
function againstSteps(heights, [low, high], line, dots) {
  const end = heights.findIndex((height) => !Number.isFinite(height));
  const reach = 2 * (high - low);
  const y = (end < 0 ? heights : heights.slice(0, end)).map((height) => clamp(height, low - reach, high + reach));
  const [x, last] = [y.map((_, k) => k), y.length - 1];
  /** @type {Mark[]} */
  const marks = line && last > 0 ? [{ kind: "Polyline", x, y, role: line }] : [];
  if (dots && last >= 0) marks.push({ kind: "Dots", x, y, role: dots }, { kind: "Dot", x: last, y: clamp(y[last], low, high), role: dots });
  return marks;
}
