// The main picture, as gradcalc/pictures/scenes/projection.py draws it: the gradient and its projection on the direction.

import { alongText, short, slopeText } from "../draw/text.js";
import { dot, minus, times } from "../reading/vectors.js";
import { arrowMark, clipArrow, DIRECTION_LENGTH, dotLabel, RIGHT_ANGLE, TOO_SHORT } from "./arrows.js";

/** @import { Bare, Frame, Limits, Mark, Pair, Polyline, Reading, Told } from "../kernel.d.ts" */

const KERNELS = ["gradient", "projection", "drop"]; // roles of what only the gradient tells

/**
 * @returns {Mark[]}
 * @param {Reading} reading
 * @param {Frame} frame
 * @param {number} scale
 * @param {Mark[]} kept
 */
export function projection(reading, { xlim, ylim }, scale, kept) {
  const { x, y, u, gradient } = reading;
  const width = Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
  const reach = 2 * width;
  /** @type {Polyline} */
  const line = { kind: "Polyline", x: [x - reach * u[0], x + reach * u[0]], y: [y - reach * u[1], y + reach * u[1]], role: "line" };
  const side = times(!gradient || u[0] * gradient[1] - u[1] * gradient[0] >= 0 ? 1 : -1, [-u[1], u[0]]);
  const direction = clipArrow(arrowMark(x, y, times(DIRECTION_LENGTH * width, u), "direction"), xlim, ylim);
  return [
    line,
    // Where only the kernel knows the gradient, its arrows stay where it has last put them.
    ...(gradient ? gradientMarks(reading, side, width, xlim, ylim, scale) : kept.filter(({ role }) => KERNELS.includes(role))),
    ...(!gradient && reading.sloped && reading.parts.some((part) => part !== null) ? slopeAlone(reading, side, width, xlim, ylim, scale) : []),
    direction,
    dotLabel("u", x + direction.dx, y + direction.dy, [u[0] - 0.9 * side[0], u[1] - 0.9 * side[1]], "direction"),
    { kind: "Dot", x, y, role: "point" },
  ];
}

/**
 * @param {Told} reading
 * @param {Pair} side where the label of u does not stand
 * @param {number} width
 * @param {Limits} xlim
 * @param {Limits} ylim
 * @param {number} scale
 */
function gradientMarks(reading, side, width, xlim, ylim, scale) {
  const { x, y, u, length } = reading;
  const g = times(scale, reading.gradient);
  const along = times(dot(g, u), u);
  const across = minus(g, along);
  const [size, shadow, drop] = [g, along, across].map((v) => Math.hypot(...v));
  /** @type {Mark[]} */
  const marks = [];
  if (size < TOO_SHORT * width) return marks;
  marks.push(...partAlong(reading, along, alongText(reading), side, width, xlim, ylim));
  if (drop > TOO_SHORT * width) {
    const foot = [x + along[0], y + along[1]];
    marks.push({ kind: "Polyline", x: [foot[0], x + g[0]], y: [foot[1], y + g[1]], role: "drop" });
    const corner = Math.min(RIGHT_ANGLE * width, shadow / 2, drop / 2);
    if (corner > TOO_SHORT * width) {
      const [[ax, ay], [bx, by]] = [times(-corner / shadow, along), times(corner / drop, across)];
      marks.push({ kind: "RightAngle", x: foot[0], y: foot[1], ax, ay, bx, by, role: "drop" });
    }
  }
  const arrow = clipArrow(arrowMark(x, y, g, "gradient"), xlim, ylim);
  /** @type {Pair} */
  const towards = [g[0] / size + 0.6 * side[0], g[1] / size + 0.6 * side[1]];
  const text = arrow.broken ? `|∇f| = ${short(length)}` : "∇f";
  return [...marks, arrow, dotLabel(text, x + arrow.dx, y + arrow.dy, towards, "gradient")];
}

/** Where there is no gradient, the slope along u. @param {Bare} reading @param {Pair} side @param {number} width @param {Limits} xlim @param {Limits} ylim @param {number} scale */
const slopeAlone = (reading, side, width, xlim, ylim, scale) =>
  partAlong(reading, times(scale * reading.slope, reading.u), `Dᵤf = ${slopeText(reading)}`, side, width, xlim, ylim);

/**
 * The arrow along u, and what its length is.
 * @returns {Mark[]}
 * @param {{ x: number, y: number }} place
 * @param {Pair} along
 * @param {string} text
 * @param {Pair} side
 * @param {number} width
 * @param {Limits} xlim
 * @param {Limits} ylim
 */
export function partAlong({ x, y }, along, text, side, width, xlim, ylim) {
  if (!(Math.hypot(...along) > TOO_SHORT * width)) return [];
  const arrow = clipArrow(arrowMark(x, y, along, "projection"), xlim, ylim);
  return [arrow, dotLabel(text, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, times(-1, side), "projection")];
}
