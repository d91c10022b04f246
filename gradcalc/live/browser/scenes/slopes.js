// The slope along every direction, as gradcalc/pictures/scenes/slopes.py draws it.

import { slopeText } from "../draw/text.js";
import { angleOf, dot, fromAngle } from "../reading/vectors.js";
import { dotLabel } from "./arrows.js";

/** @import { Frame, Known, Mark, Reading } from "../kernel.d.ts" */

const SAMPLED_DIRECTIONS = 121;

/**
 * @returns {Mark[]}
 * @param {Reading} reading
 * @param {Frame} frame
 * @param {number} scale
 * @param {Mark[]} kept
 * @param {Pick<Known, "cosine">} known
 */
export function slopes(reading, { ylim }, scale, kept, { cosine }) {
  const { angle, gradient, slope, flat } = reading;
  if (!gradient || !cosine) return kept;
  /** @type {Mark[]} */
  const marks = [];
  if (!flat) {
    const steepest = ((angleOf(gradient) + 0.25) % 360) - 0.25; // as in slopes.py
    marks.push({ kind: "Polyline", x: [steepest, steepest], y: ylim, role: "drop" });
    marks.push(dotLabel("∇f", steepest, ylim[1], [steepest < 300 ? 1 : -1, 0], "gradient"));
  }
  const angles = Array.from({ length: SAMPLED_DIRECTIONS }, (_, i) => (360 * i) / (SAMPLED_DIRECTIONS - 1));
  marks.push({ kind: "Polyline", x: angles, y: angles.map((a) => dot(gradient, fromAngle(a))), role: "curve" });
  marks.push({ kind: "Polyline", x: [angle, angle], y: ylim, role: "line" });
  marks.push({ kind: "Dot", x: angle, y: slope, role: "projection" });
  marks.push(dotLabel(`Dᵤf = ${slopeText(reading)}`, angle, slope, [0, slope > 0.6 * ylim[1] ? -1 : 1], "projection"));
  return marks;
}
