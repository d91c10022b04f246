// What there is to read off at a step size, in numbers and in words: gradcalc/readings/step.py.

import { SCHEMES } from "../computing/differences.js";
import { errorModel, ROUND, slopeErrors, slopeOf } from "../computing/steps.js";
import { fixed, numberText, scientific } from "../draw/text.js";
import { evenlySpaced } from "../numbers.js";

/** @import { Curve, NumberType } from "../computing/steps.js" */
/** @typedef {ReturnType<typeof readStep>} StepReading */
/** @typedef {{ method: string, x: number, numbers: NumberType, smallest: number, h: number, beside?: string }} StepState */

const TINY = { float64: 2 ** -1022, float32: 2 ** -126 };
/** @type {[number, string][]} */
const END_NAMES = [[1, "x + h"], [-1, "x − h"], [2, "x + 2h"], [-2, "x − 2h"]];

/** @param {Curve} curve @param {StepState} state */
export function readStep(curve, { method, x, numbers, smallest, h, beside = "nothing" }) {
  const round = ROUND[numbers];
  const exact = curve.derivative(round(x), 1);
  const found = slopeOf(curve, x, h, method, numbers);
  const secants = method === "complex" ? [] : SCHEMES[method];
  const ends = [...new Set(secants.flatMap(([, left, right]) => [left, right]))].sort((a, b) => a - b);
  return {
    curve, x, h, method, numbers, smallest, beside, exact, found, ends,
    error: Math.abs(found - exact),
    /** The measured errors at steps 10 ** power. @param {number[]} powers */
    errors: (powers, other = method, type = numbers) => slopeErrors(curve, x, powers.map((power) => 10 ** power), other, type),
    /** Those of the ends that are rounded to x. */
    roundedAway: ends.filter((end) => end && round(round(x) + round(end * round(h))) === round(x)),
  };
}

/** @param {StepReading} reading */
export function stepRows({ curve, x, h, method, numbers, exact, found, error, beside }) {
  const { best } = errorModel(curve, x, method, numbers);
  const said = best === 0 ? "as small as you like" : best === Infinity ? "as large as you like" : scientific(best, 1);
  const known = (/** @type {number} */ value, /** @type {string} */ text) => (Number.isNaN(value) ? "undefined" : text);
  return [
    ["f(x)", numberText(curve.f.float64(x))],
    ["exact f′(x)", fixed(exact, 10)],
    [`${method}, h = ${scientific(h, 1)}`, known(found, fixed(found, 10))],
    ["error", known(error, scientific(error, 1))],
    ...(beside === "the prediction" ? [["best h by the formula", said]] : []),
  ];
}

/** @param {StepReading} reading */
export function stepRemark({ h, method, numbers, roundedAway, ends }) {
  if (ROUND[numbers](h) === 0) return `This h is 0 in ${numbers}: there is nothing to divide by.`;
  if (method === "complex") {
    return h < TINY[numbers] / 4 ? "Close to the smallest numbers there are, digits get lost: even the complex step suffers." : "";
  }
  if (!roundedAway.length) return "";
  const names = END_NAMES.filter(([end]) => roundedAway.includes(end)).map(([, name]) => name);
  const what = `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} rounded to x itself`;
  if (ends.every((end) => end === 0 || roundedAway.includes(end))) return `${what}: this h is too small to take a step.`;
  return `${what}, but not the other side: only part of the step is taken.`;
}

/** @param {StepReading} reading */
export const secantWords = ({ curve, x, h, method, found, exact }) =>
  `At x = ${fixed(x, 2)} on ${curve.name}, the ${method} method with h = ${scientific(h, 1)} gives ` +
  `the slope ${numberText(found)}; that of the tangent is ${numberText(exact)}.`;

/** @param {StepReading} reading */
export function closeWords({ x, h, numbers }) {
  const round = ROUND[numbers];
  const places = new Set(evenlySpaced(-2, 2, 201).map((t) => round(round(x) + round(t * h)))).size;
  if (places === 1) return "Within 2h of x there is no other number at all: the picture is that of a constant.";
  if (places < 100) return `Within 2h of x there are only ${places} different numbers: the curve is a staircase.`;
  return "Within 2h of x the curve is drawn as the computer sees it.";
}

/** @param {StepReading} reading */
export function errorWords({ smallest, error, errors }) {
  const start = Math.log10(Math.max(smallest, 1e-20));
  const step = start + 0.05 - start; // as NumPy counts
  const powers = Array.from({ length: Math.ceil((0.01 - start) / 0.05) }, (_, i) => start + i * step);
  const measured = errors(powers);
  const least = Math.min(...measured.filter((one) => !Number.isNaN(one)));
  if (!measured.some(Number.isFinite)) return "No error can be measured here.";
  return (
    `Error against h, both on scales of powers of ten: now it is ${scientific(error, 1)}; ` +
    `among the steps shown it is least near h = ${scientific(10 ** powers[measured.indexOf(least)], 0)}.`
  );
}
