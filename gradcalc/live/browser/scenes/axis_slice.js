// f along one axis, as gradcalc/pictures/scenes/axis_slice.py draws it.

import { short } from "../draw/text.js";
import { evenlySpaced } from "../numbers.js";
import { heightsAt } from "../reading/samples.js";
import { curveMarks, dotLabel } from "./arrows.js";
import { PARTIALS } from "./components.js";

/** @import { Frame, Known, Mark, Reading } from "../kernel.d.ts" */

const SAMPLED_PLACES = 121;

/**
 * f along x, axis 0, or along y, axis 1, with the other coordinate held fixed.
 * @returns {Mark[]}
 * @param {0 | 1} axis
 * @param {Reading} reading
 * @param {Frame} frame
 * @param {number} scale
 * @param {Mark[]} kept
 * @param {Omit<Known, "cosine">} known
 */
export function axisSlice(axis, { x, y, parts, value, noise }, frame, scale, kept, { heightAt, window }) {
  if (!parts || value === null) return kept;
  const { xlim, ylim } = frame;
  const name = axis === 0 ? "x" : "y";
  const here = [x, y][axis];
  const along = [...evenlySpaced(...window[/** @type {const} */ (`${name}lim`)], SAMPLED_PLACES)];
  const heights = heightsAt(heightAt, along.map((at) => (axis === 0 ? [at, y] : [x, at])));
  if (!heights) return kept;
  /** @type {Mark[]} */
  const marks = [{ kind: "Polyline", x: [here, here], y: ylim, role: "line" }, ...curveMarks(along, heights, "curve")];
  if (!Number.isFinite(value)) return marks;
  const slope = parts[axis];
  if (slope !== null) marks.push({ kind: "Polyline", x: xlim, y: xlim.map((at) => value + slope * (at - here)), role: `tangent ${name}` });
  const text = slope === null ? `f = ${short(value)}` : `${PARTIALS[axis]} = ${short(slope, noise)}`;
  const lean = (((slope ?? 0) * frame.box_height) / (ylim[1] - ylim[0])) * ((xlim[1] - xlim[0]) / frame.box_width);
  const away = value > ylim[0] + 0.7 * (ylim[1] - ylim[0]) ? -1 : 1;
  return [
    ...marks,
    { kind: "Dot", x: here, y: value, role: `part ${name}` },
    dotLabel(text, here, value, [-away * lean, away], `part ${name}`),
  ];
}
