// The slope along every direction, as gradcalc/pictures/scenes/slopes.py draws it.

import { slopeText } from "../draw/text.js";
import { evenlySpaced } from "../numbers.js";
import { dot, fromAngle } from "../reading/vectors.js";
import { curveMarks, dotLabel } from "./arrows.js";

/** @import { Frame, Known, Mark, Pair, Reading } from "../kernel.d.ts" */

const SAMPLED_DIRECTIONS = 121;

/** The direction of a gradient in degrees, from -0.25 to 359.75, as in slopes.py. @param {Pair} gradient */
export function steepestAngle([fx, fy]) {
  const turned = Math.atan2(fy, fx) * (180 / Math.PI) + 0.25;
  return turned + (turned < 0 ? 360 : 0) - 0.25;
}

/**
 * @returns {Mark[]}
 * @param {Reading} reading
 * @param {Frame} frame
 * @param {number} scale
 * @param {Mark[]} kept
 * @param {Pick<Known, "cosine" | "along">} known
 */
export function slopes(reading, { ylim }, scale, kept, { cosine, along }) {
  const { angle, gradient, slope, flat, differentiable } = reading;
  if (slope === null || !cosine) return kept;
  const angles = [...evenlySpaced(0, 360, SAMPLED_DIRECTIONS)];
  const projected = gradient && angles.map((a) => dot(gradient, fromAngle(a)));
  const found = along ? angles.map(along) : projected;
  /** @type {Mark[]} */
  const marks = [];
  if (gradient && !flat) {
    const steepest = steepestAngle(gradient);
    marks.push({ kind: "Polyline", x: [steepest, steepest], y: ylim, role: "drop" });
    marks.push(dotLabel("∇f", steepest, ylim[1], [steepest < 300 ? 1 : -1, 0], "gradient"));
  }
  if (projected && !differentiable) marks.push(...curveMarks(angles, projected, "drop"));
  if (found) marks.push(...curveMarks(angles, found, "curve"));
  marks.push({ kind: "Polyline", x: [angle, angle], y: ylim, role: "line" });
  if (!Number.isFinite(slope)) return marks;
  marks.push({ kind: "Dot", x: angle, y: slope, role: "projection" });
  marks.push(dotLabel(`Dᵤf = ${slopeText(reading)}`, angle, slope, [0, slope > 0.6 * ylim[1] ? -1 : 1], "projection"));
  return marks;
}
