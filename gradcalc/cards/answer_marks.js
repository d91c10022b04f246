// The sign of a right answer in a picture, and a label beside a point.

import { axesOf } from "../live/browser/draw/axes.js";

/** @import { Frame, Mark, Pair, Polyline } from "../live/browser/kernel.d.ts" */

const DIAMOND = 10; // pixels from the middle of the sign of an answer to its corners
const ROOM = 80; // pixels that a label needs on the right of its point

/** The sign of a right answer. @returns {Polyline} @param {Frame} frame @param {Pair} place */
export function diamond(frame, [x, y]) {
  const axes = axesOf(frame);
  const [dx, dy] = [DIAMOND / axes.dx(1), DIAMOND / axes.dy(-1)];
  // Around, and along the first side once more, so that every corner is a joint of two lines.
  return { kind: "Polyline", x: [x + dx, x, x - dx, x, x + dx, x], y: [y, y + dy, y, y - dy, y, y + dy], role: "right answer" };
}

/**
 * A label above a point, 1, or below it, -1, on the side where there is room.
 * @returns {Mark}
 * @param {Frame} frame
 * @param {Pair} place
 * @param {string} text
 * @param {1 | -1} up
 * @param {string} role
 */
export function labelBeside(frame, [x, y], text, up, role) {
  const axes = axesOf(frame);
  const side = axes.x(x) > axes.right - ROOM ? -1 : 1;
  return { kind: "Label", text, x, y, dx: side * Math.SQRT1_2, dy: up * Math.SQRT1_2, role };
}
