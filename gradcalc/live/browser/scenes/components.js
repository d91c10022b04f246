// The gradient and its two components, as gradcalc/pictures/scenes/components.py draws them.

import { short } from "../draw/text.js";
import { times } from "../reading/vectors.js";
import { arrowMark, clipArrow, dotLabel, TOO_SHORT } from "./arrows.js";

/** @import { Frame, Limits, Mark, Pair, Reading, Told } from "../kernel.d.ts" */

export const PARTIALS = ["∂f/∂x", "∂f/∂y"];
const COMPONENTS = ["gradient", "part x", "part y", "drop"]; // roles of what only the gradient tells

/**
 * @returns {Mark[]}
 * @param {Reading} reading
 * @param {Frame} frame
 * @param {number} scale
 * @param {Mark[]} kept
 */
export function components(reading, { xlim, ylim }, scale, kept) {
  const { x, y, gradient } = reading;
  return [
    { kind: "Polyline", x: xlim, y: [y, y], role: "line" },
    { kind: "Polyline", x: [x, x], y: ylim, role: "line" },
    ...(gradient ? componentMarks(reading, xlim, ylim, scale) : kept.filter(({ role }) => COMPONENTS.includes(role))),
    { kind: "Dot", x, y, role: "point" },
  ];
}

/** @param {Told} reading @param {Limits} xlim @param {Limits} ylim @param {number} scale */
function componentMarks({ x, y, gradient, length }, xlim, ylim, scale) {
  const [gx, gy] = times(scale, gradient);
  const size = Math.hypot(gx, gy);
  const least = TOO_SHORT * Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
  /** @type {Mark[]} */
  const marks = [];
  if (size < least) return marks;
  if (Math.min(Math.abs(gx), Math.abs(gy)) > least) {
    marks.push({ kind: "Polyline", x: [x + gx, x + gx], y: [y, y + gy], role: "drop" });
    marks.push({ kind: "Polyline", x: [x, x + gx], y: [y + gy, y + gy], role: "drop" });
  }
  /** @type {[role: string, part: Pair, side: Pair][]} */
  const parts = [
    ["part x", [gx, 0], [0, gy >= 0 ? -1 : 1]],
    ["part y", [0, gy], [gx >= 0 ? -1 : 1, 0]],
  ];
  parts.forEach(([role, part, side], i) => {
    if (Math.abs(part[i]) <= least) return;
    const arrow = clipArrow(arrowMark(x, y, part, role), xlim, ylim);
    const text = arrow.broken ? `${PARTIALS[i]} = ${short(gradient[i], 1e-6 * length)}` : PARTIALS[i];
    marks.push(arrow, dotLabel(text, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, side, role));
  });
  const arrow = clipArrow(arrowMark(x, y, [gx, gy], "gradient"), xlim, ylim);
  const text = arrow.broken ? `|∇f| = ${short(length)}` : "∇f";
  return [...marks, arrow, dotLabel(text, x + arrow.dx, y + arrow.dy, [gx, gy], "gradient")];
}
