// Vectors of the plane, as in gradcalc/maths/vectors.py.

/** @import { Pair } from "../kernel.d.ts" */

const radians = (/** @type {number} */ degrees) => degrees * (Math.PI / 180); // as NumPy rounds it

/** Multiples of 90 degrees are exact, and no zero is negative. @returns {Pair} @param {number} angle in degrees */
export function fromAngle(angle) {
  const [turned, quarters] = [angle - 360 * Math.floor(angle / 360) + 45, [[1, 0], [0, 1], [-1, 0], [0, -1]]];
  const [x, y] = quarters[Math.floor(turned / 90) % 4];
  const rest = radians((turned % 90) - 45);
  const [cos, sin] = [Math.cos(rest), Math.sin(rest)];
  return [x * cos - y * sin + 0, y * cos + x * sin + 0];
}

/** The angle of a vector in degrees, from 0 to below 360. @param {Pair} vector */
export const angleOf = ([dx, dy]) => ((Math.atan2(dy, dx) * 180) / Math.PI + 360) % 360;

/** @param {Pair} a @param {Pair} b */
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1];

/** @returns {Pair} @param {Pair} a @param {Pair} b */
export const minus = (a, b) => [a[0] - b[0], a[1] - b[1]];

/** @returns {Pair} @param {number} factor @param {Pair} vector */
export const times = (factor, [dx, dy]) => [factor * dx, factor * dy];
