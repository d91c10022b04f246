// f along the direction, as gradcalc/pictures/scenes/slice.py draws it.

import { short, slopeText } from "../draw/text.js";
import { clamp, evenlySpaced } from "../numbers.js";
import { heightsAt } from "../reading/samples.js";
import { curveMarks, dotLabel } from "./arrows.js";

/** @import { Frame, Known, Limits, Mark, Pair, Reading, Window } from "../kernel.d.ts" */

const SAMPLED_DISTANCES = 121;

/**
 * The least and the greatest distance from a point along a vector, within reach, that lead to points of a window.
 * @param {Pair} point
 * @param {Pair} way
 * @param {Limits} reach
 * @param {Window} window
 * @returns {Limits}
 */
export function reachAlong([x, y], way, [low, high], window) {
  for (const { start, move, limits } of [
    { start: x, move: way[0], limits: window.xlim },
    { start: y, move: way[1], limits: window.ylim },
  ]) {
    if (Math.abs(move) <= 1e-12) continue;
    const [near, far] = limits.map((limit) => (limit - start) / move).sort((a, b) => a - b);
    [low, high] = [Math.max(low, near), Math.min(high, far)];
  }
  return [low, high];
}

/** Evenly spaced distances there. @type {(...given: Parameters<typeof reachAlong>) => number[]} */
export function distancesAlong(...given) {
  return [...evenlySpaced(...reachAlong(...given), SAMPLED_DISTANCES)];
}

/**
 * @returns {Mark[]}
 * @param {Reading} reading
 * @param {Frame} frame
 * @param {number} scale
 * @param {Mark[]} kept
 * @param {Known} known
 */
export function slice(reading, { xlim, ylim }, scale, kept, { cosine, heightAt, window }) {
  const { x, y, u, value, slope, sloped } = reading;
  if (slope === null || !cosine || value === null) return kept;
  const distances = distancesAlong([x, y], u, xlim, window);
  const heights = heightsAt(heightAt, distances.map((s) => [clamp(x + s * u[0], ...window.xlim), clamp(y + s * u[1], ...window.ylim)]));
  if (!heights) return kept;
  /** @type {Mark[]} */
  const marks = [{ kind: "Polyline", x: [0, 0], y: ylim, role: "line" }, ...curveMarks(distances, heights, "curve")];
  if (!Number.isFinite(value)) return marks;
  if (sloped) marks.push({ kind: "Polyline", x: xlim, y: xlim.map((s) => value + slope * s), role: "tangent" });
  const text = sloped ? `slope ${slopeText(reading)}` : `f = ${short(value)}`;
  const away = value > ylim[0] + 0.7 * (ylim[1] - ylim[0]) ? -1 : 1;
  return [...marks, { kind: "Dot", x: 0, y: value, role: "projection" }, dotLabel(text, 0, value, [0, away], "projection")];
}
