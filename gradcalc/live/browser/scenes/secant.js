// The secant beside the tangent, from afar and close up: gradcalc/pictures/scenes/secant.py.

import { ROUND } from "../computing/steps.js";
import { clamp, evenlySpaced } from "../numbers.js";
import { polylines } from "./polylines.js";

/** @import { Limits, Mark } from "../pictures.d.ts" */
/** @import { StepReading } from "../reading/step.js" */

const SECANT_SAMPLES = 501;
export const SECANT_REACH = 2.2; // of the close-up, in units of h

/** @returns {Mark[]} @param {StepReading} reading @param {Limits} xlim @param {Limits} ylim */
export function farScene({ curve, x, h, ends, method, exact, found }, xlim, ylim) {
  const f = curve.f.float64;
  const [xs, places, here] = [[...evenlySpaced(...xlim, SECANT_SAMPLES)], ends.map((end) => x + h * end), f(x)];
  const heights = places.map(f);
  const below = ylim[1] - here < 0.3 * (ylim[1] - ylim[0]);
  return [
    ...polylines(xs, near(xs.map(f), ylim), "curve"),
    ...straight(x, here, exact, xlim, ylim, "tangent"),
    ...straight(x, method === "central" ? meanOf(heights.filter(Number.isFinite)) : here, found, xlim, ylim, "gradient"),
    ...dotsInside(places, heights, xlim, ylim),
    { kind: "Dot", x, y: here, role: "point" },
    { kind: "Label", text: "x", x, y: here, dx: 0, dy: below ? -1 : 1, role: "point" },
  ];
}

/** @returns {Mark[]} @param {StepReading} reading @param {Limits} ylim */
export function closeScene(reading, ylim) {
  const { curve, ends, method, numbers, exact, found } = reading;
  const [round, f] = [ROUND[numbers], curve.f[numbers]];
  const [x, h] = [round(reading.x), round(reading.h)];
  const rise = (/** @type {number} */ t) => round(round(f(round(x + round(round(t) * h))) - f(x)) / h);
  /** @type {Limits} */
  const xlim = [-SECANT_REACH, SECANT_REACH];
  const [ts, heights] = [[...evenlySpaced(...xlim, SECANT_SAMPLES)], ends.map(rise)];
  return [
    ...polylines(ts, near(ts.map(rise), ylim), "curve"),
    ...straight(0, 0, exact, xlim, ylim, "tangent"),
    ...straight(0, method === "central" ? meanOf(heights) : 0, found, xlim, ylim, "gradient"),
    ...dotsInside(ends, heights, xlim, ylim),
    { kind: "Dot", x: 0, y: 0, role: "point" },
    { kind: "Label", text: "x", x: 0, y: 0, dx: 0.6, dy: -0.8, role: "point" },
  ];
}

/** @param {number[]} values */
const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Heights that leave the picture end not far beyond it. @param {number[]} heights @param {Limits} ylim */
function near(heights, [low, high]) {
  return heights.map((height) => clamp(height, low - (high - low), high + (high - low)));
}

/** The line through (x, y), as far as it runs inside the picture. @param {number} x @param {number} y @param {number} slope @param {Limits} xlim @param {Limits} ylim @param {string} role */
function straight(x, y, slope, xlim, ylim, role) {
  const points = [...evenlySpaced(...xlim, SECANT_SAMPLES)].map((at) => [at, y + slope * (at - x)]);
  const inside = points.filter(([, height]) => height >= ylim[0] && height <= ylim[1]);
  if (inside.length < 2) return []; // as good as upright
  const [[x0, y0], [x1, y1]] = [inside[0], inside[inside.length - 1]];
  return polylines([x0, x1], [y0, y1], role);
}

/** @returns {Mark[]} @param {number[]} x @param {number[]} y @param {Limits} xlim @param {Limits} ylim */
function dotsInside(x, y, [left, right], [low, high]) {
  const seen = x.map((_, i) => i).filter((i) => x[i] >= left && x[i] <= right && y[i] >= low && y[i] <= high);
  return seen.length ? [{ kind: "Dots", x: seen.map((i) => x[i]), y: seen.map((i) => y[i]), role: "gradient" }] : [];
}
