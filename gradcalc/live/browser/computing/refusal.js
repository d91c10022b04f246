// Why the complex step is refused for a formula: gradcalc/maths/imaginary.py and watching.py.

import { general } from "../draw/text.js";
import { differencesOf, exactOf } from "./differences.js";

/** @import { Window } from "../kernel.d.ts" */
/** @import { Tree } from "../formula/tree.js" */

/** What NumPy has no complex numbers for. @type {Record<string, string>} */
export const NOT_COMPLEX = {
  arctan2: "np.arctan2 takes no complex numbers. Where x > 0, write np.arctan(y / x) for np.arctan2(y, x).",
  hypot: "np.hypot takes no complex numbers. Write np.sqrt(x**2 + y**2) for np.hypot(x, y).",
};
/** What loses the imaginary part, or turns it. @type {Record<string, string>} */
const LOSES_IMAGINARY = {
  abs:
    "np.abs of a complex number is its distance from 0, which is real, so the imaginary part is lost. " +
    "Write np.where(x < 0, -x, x) for np.abs(x).",
  sign: "np.sign of a complex number x is x / |x|. Write np.where(x < 0, -1, 1) for np.sign(x).",
  "^":
    "NumPy computes powers of 100 and more by way of exp and log. Of a negative number the rounding of its " +
    "angle is then far longer than the step. Write (x**2)**50 for x**100.",
};
const APART_FROM_EXACT = 1e-6; // relative difference of a slope that is called wrong
const ALONG_SIDE = 9; // points that are looked at along each side of the window, off its middle and its edges

/**
 * What is said of the complex step where it cannot be taken, or gives wrong slopes in the window; else "". Python looks
 * at other points. A long step is not what makes a slope wrong here.
 * @param {Tree} tree @param {string} name of the formula @param {Window} window @param {number} step
 */
export function complexRefusal(tree, name, { xlim, ylim }, step) {
  const { met, value, gradient } = differencesOf(tree);
  const unknown = met.find((one) => one in NOT_COMPLEX);
  if (unknown)
    return `method='complex' calls ${name} with complex numbers. ${NOT_COMPLEX[unknown]} Otherwise use method='central'.`;
  const why = met.find((one) => one in LOSES_IMAGINARY);
  if (!why) return "";
  const [wide, high] = [xlim[1] - xlim[0], ylim[1] - ylim[0]];
  for (let i = 0; i < ALONG_SIDE ** 2; i += 1) {
    const x = xlim[0] + (((i % ALONG_SIDE) + 0.4) / ALONG_SIDE) * wide;
    const y = ylim[0] + ((Math.floor(i / ALONG_SIDE) + 0.4) / ALONG_SIDE) * high;
    const [found, exact] = [gradient(x, y, "complex", Math.min(step, 1e-8)), exactOf(tree)(x, y)];
    const rounding = (1e-9 * Math.abs(value(x, y))) / Math.min(wide, high);
    const wrong = [0, 1].find((k) => Math.abs(found[k] - exact[k]) > APART_FROM_EXACT * Math.abs(exact[k]) + rounding);
    if (wrong === undefined) continue;
    const [atX, atY, one, other] = [x, y, found[wrong], exact[wrong]].map((number) => general(number, 6));
    return (
      `method='complex' fails for ${name}: at (${atX}, ${atY}) it gives a slope of ${one} where central differences ` +
      `give ${other}. ${LOSES_IMAGINARY[why]} Otherwise use another method, or check=False to see the wrong values.`
    );
  }
  return "";
}
