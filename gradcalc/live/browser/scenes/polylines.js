// Lines in pieces, as polylines() in gradcalc/pictures/marks.py makes them.

/** @import { Polyline } from "../pictures.d.ts" */

/**
 * The line through the points (x[i], y[i]), in pieces where one is not finite.
 * @returns {Polyline[]} @param {number[]} x @param {number[]} y @param {string} role
 */
export function polylines(x, y, role) {
  /** @type {number[][][]} */
  const pieces = [[]];
  x.forEach((_, i) => {
    if (Number.isFinite(x[i]) && Number.isFinite(y[i])) pieces[pieces.length - 1].push([x[i], y[i]]);
    else pieces.push([]);
  });
  const long = pieces.filter((piece) => piece.length > 1);
  return long.map((piece) => ({ kind: "Polyline", x: piece.map(([px]) => px), y: piece.map(([, py]) => py), role }));
}
