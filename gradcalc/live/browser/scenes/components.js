// The gradient and its two components, as gradcalc/pictures/scenes/components.py draws them.

import { short } from "../draw/text.js";
import { times } from "../reading/vectors.js";
import { arrowMark, clipArrow, dotLabel, TOO_SHORT } from "./arrows.js";

/** @import { Bare, Frame, Limits, Mark, Pair, Reading, Told } from "../kernel.d.ts" */

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
    ...(!gradient && reading.parts ? partMarks(reading, times(scale, /** @type {Pair} */ (reading.parts.map(Number))), xlim, ylim) : []),
    { kind: "Dot", x, y, role: "point" },
  ];
}

/** Of the axes' width: a shorter component is not drawn. @param {Limits} xlim @param {Limits} ylim */
const leastPart = (xlim, ylim) => TOO_SHORT * Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);

/** @param {Told} reading @param {Limits} xlim @param {Limits} ylim @param {number} scale */
function componentMarks(reading, xlim, ylim, scale) {
  const { x, y, gradient, length } = reading;
  const [gx, gy] = times(scale, gradient);
  const least = leastPart(xlim, ylim);
  /** @type {Mark[]} */
  const marks = [];
  if (Math.hypot(gx, gy) < least) return marks;
  if (Math.min(Math.abs(gx), Math.abs(gy)) > least) {
    marks.push({ kind: "Polyline", x: [x + gx, x + gx], y: [y, y + gy], role: "drop" });
    marks.push({ kind: "Polyline", x: [x, x + gx], y: [y + gy, y + gy], role: "drop" });
  }
  marks.push(...partMarks(reading, [gx, gy], xlim, ylim));
  const arrow = clipArrow(arrowMark(x, y, [gx, gy], "gradient"), xlim, ylim);
  const text = arrow.broken ? `|∇f| = ${short(length)}` : "∇f";
  return [...marks, arrow, dotLabel(text, x + arrow.dx, y + arrow.dy, [gx, gy], "gradient")];
}

/** The slopes along the axes, as long as they are drawn, each with its name. @returns {Mark[]} @param {Told | Bare} reading @param {Pair} drawn @param {Limits} xlim @param {Limits} ylim */
function partMarks({ x, y, parts, noise }, [gx, gy], xlim, ylim) {
  /** @type {[role: string, part: Pair, side: Pair][]} */
  const both = [
    ["part x", [gx, 0], [0, gy >= 0 ? -1 : 1]],
    ["part y", [0, gy], [gx >= 0 ? -1 : 1, 0]],
  ];
  return both.flatMap(([role, part, side], i) => {
    if (!(Math.abs(part[i]) > leastPart(xlim, ylim))) return [];
    const arrow = clipArrow(arrowMark(x, y, part, role), xlim, ylim);
    const text = arrow.broken ? `${PARTIALS[i]} = ${short(Number(parts[i]), noise)}` : PARTIALS[i];
    return [arrow, dotLabel(text, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, side, role)];
  });
}
