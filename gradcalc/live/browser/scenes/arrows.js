// What scenes are made of: arrows that end at the edge of the axes, and words beside a place.

/** @import { Arrow, Label, Limits, Mark, Pair, Polyline } from "../kernel.d.ts" */

// Shares of the width of the axes, as in gradcalc/pictures/scenes/projection.py.
export const DIRECTION_LENGTH = 0.2;
export const RIGHT_ANGLE = 0.035;
export const TOO_SHORT = 0.004;

/** @returns {Arrow} @param {number} x @param {number} y @param {Pair} vector @param {string} role */
export function arrowMark(x, y, [dx, dy], role) {
  return { kind: "Arrow", x, y, dx, dy, role, broken: false };
}

/**
 * An arrow, cut off and marked as broken where it would leave the axes.
 * @param {Arrow} arrow
 * @param {Limits} xlim
 * @param {Limits} ylim
 */
export function clipArrow(arrow, xlim, ylim) {
  let share = 1;
  for (const { start, move, limits: [low, high] } of [
    { start: arrow.x, move: arrow.dx, limits: xlim },
    { start: arrow.y, move: arrow.dy, limits: ylim },
  ]) {
    if (start + move >= low && start + move <= high) continue;
    share = Math.min(share, Math.max(0, ((move > 0 ? high : low) - start) / move));
  }
  if (share === 1) return arrow;
  share *= 0.97;
  return { ...arrow, dx: arrow.dx * share, dy: arrow.dy * share, broken: true };
}

/**
 * What of a mark lies inside the limits, for where no frame cuts it off: of a straight line a part, of a right angle
 * all or nothing.
 * @returns {Mark[]} @param {Mark} mark @param {{ xlim: Limits, ylim: Limits }} limits
 */
export function cutOff(mark, { xlim, ylim }) {
  if (mark.kind === "RightAngle") {
    return xlim[0] <= mark.x && mark.x <= xlim[1] && ylim[0] <= mark.y && mark.y <= ylim[1] ? [mark] : [];
  }
  if (mark.kind !== "Polyline") return [mark];
  const [[x0, x1], [y0, y1]] = /** @type {number[][]} */ ([mark.x, mark.y]);
  let [near, far] = [0, 1];
  for (const { start, move, limits: [low, high] } of [
    { start: x0, move: x1 - x0, limits: xlim },
    { start: y0, move: y1 - y0, limits: ylim },
  ]) {
    if (move === 0 && (start < low || start > high)) return [];
    if (move === 0) continue;
    const ends = [(low - start) / move, (high - start) / move];
    [near, far] = [Math.max(near, Math.min(...ends)), Math.min(far, Math.max(...ends))];
  }
  const part = [near, far];
  return near < far ? [{ ...mark, x: part.map((s) => x0 + s * (x1 - x0)), y: part.map((s) => y0 + s * (y1 - y0)) }] : [];
}

/**
 * Words on the side of a place that a vector points to.
 * @returns {Label}
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {Pair} side
 * @param {string} role
 */
export function dotLabel(text, x, y, [dx, dy], role) {
  const length = Math.hypot(dx, dy) || 1;
  return { kind: "Label", text, x, y, dx: dx / length, dy: dy / length, role };
}

/**
 * A curve through points, in pieces that end where it is undefined.
 * @returns {Polyline[]}
 * @param {number[]} x
 * @param {number[]} y
 * @param {string} role
 */
export function curveMarks(x, y, role) {
  /** @type {Polyline[]} */
  const pieces = [];
  for (let first = 0, end; first < y.length; first = end + 1) {
    for (end = first; end < y.length && Number.isFinite(y[end]); ) end++;
    if (end - first > 1) pieces.push({ kind: "Polyline", x: x.slice(first, end), y: y.slice(first, end), role });
  }
  return pieces;
}
