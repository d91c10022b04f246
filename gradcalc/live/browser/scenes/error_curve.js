// Error against step size, both as powers of ten: gradcalc/pictures/scenes/error_curve.py.

import { errorModel } from "../computing/steps.js";
import { scientific } from "../draw/text.js";
import { clamp, evenlySpaced } from "../numbers.js";
import { polylines } from "./polylines.js";

/** @import { NumberType } from "../computing/steps.js" */
/** @import { Label, Limits, Mark } from "../pictures.d.ts" */
/** @import { StepReading } from "../reading/step.js" */

const ERROR_SAMPLES = 241;
const AROUND = 4; // samples on each side: a line beside the dots follows the greatest of so many errors, which jump
const ASIDE = 0.8; // powers of ten: how far from the lowest point a name stands that has no room there
const COMPARED = ["central", "forward", "five-point", "complex"]; // backward has the errors of forward

/** @returns {Mark[]} @param {StepReading} reading @param {Limits} xlim @param {Limits} ylim */
export function errorScene(reading, xlim, ylim) {
  const powers = [...evenlySpaced(...xlim, ERROR_SAMPLES)];
  const heights = heightsOfErrors(reading.errors(powers), ylim);
  const seen = finitePlaces(heights);
  const here = Math.log10(reading.h);
  const [at] = heightsOfErrors([reading.error], ylim);
  /** @type {Mark[]} */
  const marks = [
    ...besideErrors(reading, powers, ylim),
    { kind: "Dots", x: seen.map((i) => powers[i]), y: seen.map((i) => heights[i]), role: "gradient" },
    { kind: "Polyline", x: [here, here], y: ylim, role: "line" },
  ];
  if (!Number.isFinite(at)) return marks;
  const text = `h = ${scientific(reading.h, 0)}`.replace("e-0", "e-");
  const side = here < (xlim[0] + xlim[1]) / 2 ? 1 : -1;
  marks.push({ kind: "Dot", x: here, y: at, role: "point" }, label(text, here, fromTop(0.06, ylim), side, 0, "point"));
  return marks;
}

/** @returns {Label} @param {string} text @param {number} x @param {number} y @param {number} dx @param {number} dy @param {string} role */
const label = (text, x, y, dx, dy, role) => ({ kind: "Label", text, x, y, dx, dy, role });

/** @param {number} share @param {Limits} ylim */
const fromTop = (share, [low, high]) => high - share * (high - low);

/** An error of 0 has no logarithm; it lies on the lower edge. @param {number[]} errors @param {Limits} ylim */
const heightsOfErrors = (errors, ylim) => errors.map((error) => clamp(Math.log10(error), ...ylim));

/** @param {number[]} heights */
const finitePlaces = (heights) => heights.map((_, i) => i).filter((i) => Number.isFinite(heights[i]));

/** @returns {Mark[]} @param {StepReading} reading @param {number[]} powers @param {Limits} ylim */
function besideErrors(reading, powers, ylim) {
  const { beside, method, numbers } = reading;
  if (beside === "the prediction") return predictionOf(reading, powers, ylim);
  if (beside === "the other methods") {
    return COMPARED.filter((other) => other !== method).flatMap((other) => envelope(reading, powers, ylim, other, numbers, other));
  }
  if (beside !== "the other numbers") return [];
  const other = numbers === "float64" ? "float32" : "float64";
  return envelope(reading, powers, ylim, method, other, other);
}

/** @returns {Mark[]} @param {StepReading} reading @param {number[]} powers @param {Limits} ylim @param {string} method @param {NumberType} type @param {string} text */
function envelope(reading, powers, ylim, method, type, text) {
  const errors = reading.errors(powers, method, type);
  const greatest = errors.map((_, i) => Math.max(...errors.slice(Math.max(0, i - AROUND), i + AROUND + 1)));
  const heights = heightsOfErrors(greatest, ylim);
  const seen = finitePlaces(heights);
  if (!seen.length) return [];
  const [i, dx, dy] = besideLine(text, powers, heights, seen);
  const above = heights[i] > ylim[0] + 0.1 * (ylim[1] - ylim[0]) ? dy : 1;
  return [...polylines(powers, heights, "tangent"), label(text, powers[i], heights[i], dx, above, "tangent")];
}

/**
 * Where the name of a line stands so that no other line crosses it: at which sample, and to which side of it.
 * @returns {[number, number, number]} @param {string} text @param {number[]} powers @param {number[]} heights @param {number[]} seen
 */
function besideLine(text, powers, heights, seen) {
  const least = Math.min(...seen.map((i) => heights[i]));
  const lowest = seen.filter((i) => heights[i] === least);
  const i = lowest[Math.floor(lowest.length / 2)];
  // The lowest point of forward lies on the left arms of the others.
  if (text === "forward") return [Math.floor((i + seen[seen.length - 1]) / 2), 0, 1];
  // That of central lies on the right arm of complex, which leads down to the left.
  if (text === "central") return [Math.max(seen[0], i - Math.round(ASIDE / (powers[1] - powers[0]))), -1, -0.6];
  // That of complex is a step at which the error happens to be 0.
  if (text === "complex") return [seen[Math.floor(seen.length / 4)], 0, 1];
  return [i, 0, -1];
}

/** The arms of the V by the model, and the step where it is lowest. @returns {Mark[]} @param {StepReading} reading @param {number[]} powers @param {Limits} ylim */
function predictionOf({ curve, x, method, numbers }, powers, ylim) {
  const { truncation, order, rounding, best } = errorModel(curve, x, method, numbers);
  const arms = /** @type {const} */ ([
    ["truncation", truncation, powers.map((power) => Math.log10(truncation) + order * power)],
    ["rounding", rounding, powers.map((power) => Math.log10(rounding) - power)],
  ]);
  /** @type {Mark[]} */
  const marks = [];
  for (const [text, size, heights] of arms) {
    const inside = size ? finitePlaces(heights).filter((i) => heights[i] >= ylim[0] && heights[i] <= ylim[1]) : [];
    if (inside.length < 2) continue;
    const ends = [inside[0], inside[inside.length - 1]];
    const rising = text === "truncation";
    const i = inside[Math.floor(0.3 * (inside.length - 1))];
    marks.push(...polylines(ends.map((end) => powers[end]), ends.map((end) => heights[end]), "tangent"));
    marks.push(label(text, powers[i], heights[i], i < 0.75 * powers.length ? 1 : -1, rising ? -0.4 : 0.4, "tangent"));
  }
  const at = Math.log10(best);
  if (at > powers[0] && at < powers[powers.length - 1]) {
    marks.push({ kind: "Polyline", x: [at, at], y: ylim, role: "drop" }, label("best", at, fromTop(0.18, ylim), 1, 0, "drop"));
  }
  return marks;
}
