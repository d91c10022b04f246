// The level curve through the point and the gradient in two parts, as gradcalc/pictures/scenes/level.py draws them.

import { alongText, short } from "../draw/text.js";
import { evenlySpaced } from "../numbers.js";
import { heightsAt } from "../reading/samples.js";
import { dot, minus, times } from "../reading/vectors.js";
import { contourGrid, contourLines, crossingsOf } from "../stage/contours.js";
import { arrowMark, clipArrow, DIRECTION_LENGTH, dotLabel, RIGHT_ANGLE, TOO_SHORT } from "./arrows.js";
import { partAlong } from "./projection.js";

/** @import { Frame, Interpolator, Known, Limits, Mark, Pair, Polyline, Reading, Told, Window } from "../kernel.d.ts" */
/** @import { ContourGrid } from "../stage/contours.js" */

const LEVEL_SAMPLES = 120; // as many as the map has
/** @type {{ heightAt: Interpolator, window: string, grid: ContourGrid | null } | null} */
let levelGrid = null; // f sampled for the level curves, as long as f and the window stay the same

/**
 * f on a grid of the window, or null where the samples cannot be trusted all over it.
 * @param {Interpolator} heightAt
 * @param {Window} window
 */
function gridOf(heightAt, { xlim, ylim }) {
  const window = [...xlim, ...ylim].join();
  if (levelGrid?.heightAt === heightAt && levelGrid.window === window) return levelGrid.grid;
  const [x, y] = [xlim, ylim].map(([low, high]) => evenlySpaced(low, high, LEVEL_SAMPLES));
  const values = heightsAt(heightAt, [...y].flatMap((up) => Array.from(x, (across) => /** @type {Pair} */ ([across, up]))));
  const grid = values && contourGrid(x, y, Float64Array.from(values), false);
  levelGrid = { heightAt, window, grid };
  return grid;
}

/**
 * The level curve at a height, or null where the samples do not tell it.
 * @returns {Polyline[] | null}
 * @param {number | null} height
 * @param {Interpolator | null} heightAt
 * @param {Window} window
 */
export function levelCurve(height, heightAt, window) {
  if (!heightAt || height === null) return null;
  if (!Number.isFinite(height)) return [];
  const grid = gridOf(heightAt, window);
  if (!grid) return null;
  return contourLines(crossingsOf(grid, height)).map((path) => {
    const [x, y] = [0, 1].map((part) => [...path.filter((_, i) => i % 2 === part)]);
    return { kind: "Polyline", x, y, role: "level" };
  });
}

/**
 * @returns {Mark[]}
 * @param {Reading} reading
 * @param {Frame} frame
 * @param {number} scale
 * @param {Mark[]} kept
 * @param {Omit<Known, "cosine">} known
 */
export function level(reading, { xlim, ylim }, scale, kept, { heightAt, window }) {
  const { x, y, u, gradient, value } = reading;
  const width = Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
  const side = times(!gradient || u[0] * gradient[1] - u[1] * gradient[0] >= 0 ? 1 : -1, [-u[1], u[0]]);
  const direction = clipArrow(arrowMark(x, y, times(DIRECTION_LENGTH * width, u), "direction"), xlim, ylim);
  return [
    ...(levelCurve(value, heightAt, window) ?? kept.filter(({ role }) => role === "level")),
    ...(gradient ? splitMarks(reading, side, width, xlim, ylim, scale) : kept.filter(({ role }) => SPLIT.includes(role))),
    direction,
    dotLabel("u", x + direction.dx, y + direction.dy, [u[0] - 0.9 * side[0], u[1] - 0.9 * side[1]], "direction"),
    { kind: "Dot", x, y, role: "point" },
  ];
}

const SPLIT = ["level tangent", "gradient", "projection", "across", "drop"];

/**
 * @param {Told} reading
 * @param {Pair} side where the label of u does not stand
 * @param {number} width
 * @param {Limits} xlim
 * @param {Limits} ylim
 * @param {number} scale
 */
function splitMarks(reading, side, width, xlim, ylim, scale) {
  const { x, y, u, gradient, length, noise } = reading;
  const g = times(scale, gradient);
  const size = Math.hypot(...g);
  if (size < TOO_SHORT * width) return [];
  const marks = reading.tangent ? tangentMarks(reading, times(1 / size, g), width) : [];
  const slope = dot(gradient, u);
  const along = times(dot(g, u), u);
  const across = minus(g, along);
  const [shadow, rest] = [Math.hypot(...along), Math.hypot(...across)];
  if (Math.min(shadow, rest) > TOO_SHORT * width) {
    for (const part of [along, across]) {
      marks.push({ kind: "Polyline", x: [x + part[0], x + g[0]], y: [y + part[1], y + g[1]], role: "drop" });
    }
  }
  if (rest > TOO_SHORT * width) {
    const arrow = clipArrow(arrowMark(x, y, across, "across"), xlim, ylim);
    const away = minus(side, times(2 * (Math.sign(slope) || 1), u));
    const text = `across ${short(Math.hypot(...minus(gradient, times(slope, u))), noise)}`;
    marks.push(arrow, dotLabel(text, x + arrow.dx, y + arrow.dy, away, "across"));
  }
  marks.push(...partAlong(reading, along, alongText(reading), side, width, xlim, ylim));
  const arrow = clipArrow(arrowMark(x, y, g, "gradient"), xlim, ylim);
  const text = arrow.broken ? `|∇f| = ${short(length)}` : "∇f";
  return [...marks, arrow, dotLabel(text, x + arrow.dx, y + arrow.dy, g, "gradient")];
}

/** The tangent of the level curve, at a right angle to the gradient. @returns {Mark[]} @param {Told} reading @param {Pair} up @param {number} width */
function tangentMarks({ x, y, u }, up, width) {
  const t = /** @type {Pair} */ ([-up[1], up[0]]);
  const far = times(2 * width, t);
  const leg = RIGHT_ANGLE * width;
  const [[ax, ay], [bx, by]] = [times(leg, up), times(dot(t, u) > 0 ? -leg : leg, t)];
  return [
    { kind: "Polyline", x: [x - far[0], x + far[0]], y: [y - far[1], y + far[1]], role: "level tangent" },
    { kind: "RightAngle", x, y, ax, ay, bx, by, role: "gradient" },
  ];
}
