// A walk on a map and in a graph of f against the step, as in gradcalc/pictures/scenes/walk.py.

import { contourLines, crossingsOf } from "../stage/contours.js";
import { arrowMark } from "./arrows.js";

/** @import { Frame, Mark, Pair } from "../kernel.d.ts" */
/** @import { SurfaceGround } from "../boards/grounds.js" */
/** @import { Walk } from "../computing/walk.js" */
/** @typedef {{ whole: Walk, taken: number, uphill: boolean, ahead: Pair | null }} Walked */

const WALK_ARROW = 0.12; // of the window

/** @returns {Mark[]} @param {Walked} walked @param {Frame} frame @param {SurfaceGround} ground */
export function walkMarks({ whole, taken, uphill, ahead }, { xlim, ylim }, ground) {
  const role = uphill ? "gradient" : "level";
  const points = whole.points.slice(0, taken + 1);
  const [[x0, y0], [x, y]] = [points[0], points[taken]];
  const [xs, ys] = [0, 1].map((part) => points.map((point) => point[part]));
  /** @type {Mark[]} */
  const marks = contourLines(crossingsOf(ground.grid, whole.values[0])).map((line) => {
    const [across, upwards] = [0, 1].map((part) => [...line.filter((_, i) => i % 2 === part)]);
    return { kind: "Polyline", x: across, y: upwards, role: "level tangent" };
  });
  if (points.length > 1) marks.push({ kind: "Polyline", x: xs, y: ys, role }, { kind: "Dots", x: xs, y: ys, role });
  const far = WALK_ARROW * (xlim[1] - xlim[0]);
  if (ahead) marks.push(arrowMark(x, y, [far * ahead[0], far * ahead[1]], "direction"));
  const [dx, dy] = [(xlim[0] + xlim[1]) / 2 - x0, (ylim[0] + ylim[1]) / 2 - y0];
  const length = Math.hypot(dx, dy) || 1;
  return [
    ...marks,
    { kind: "Dot", x: x0, y: y0, role: "point" },
    { kind: "Label", text: "start", x: x0, y: y0, dx: dx / length, dy: dy / length, role: "point" },
    { kind: "Dot", x, y, role },
  ];
}

/** @returns {Mark[]} @param {Walked} walked */
export function climbMarks({ whole, taken, uphill }) {
  const [values, role] = [whole.values.slice(0, taken + 1), uphill ? "gradient" : "level"];
  /** @type {Mark[]} */
  const marks = [{ kind: "Polyline", x: [0, whole.points.length - 1], y: [values[0], values[0]], role: "line" }];
  if (taken > 0) marks.push({ kind: "Polyline", x: values.map((_, k) => k), y: values, role });
  return [...marks, { kind: "Dot", x: taken, y: values[taken], role }];
}
