// The numbers at a state of a formula, computed here: gradcalc/readings/point.py.

import { differencesOf, exactOf } from "../computing/differences.js";
import { NOT_COMPLEX } from "../computing/refusal.js";
import { diagnosed } from "./diagnosis.js";
import { PROJECTED } from "./samples.js";
import { dot, fromAngle, minus } from "./vectors.js";

/** @import { Tree } from "../formula/tree.js" */
/** @import { Computed, Interpolator, Known, Pair, Scheme, State, Window } from "../kernel.d.ts" */
/** @typedef {{ tree: Tree, name: string, title?: string }} Given a function that is a formula */

const FAR = 0.01;

/**
 * The reading at a state. Where it is certain, Python says the same; where it is not, only the value is told, and where
 * complex steps are refused, Python knows no more.
 * @returns {Computed}
 * @param {Given} given
 * @param {State & Scheme} state
 * @param {Window} window
 */
export function computedReading({ tree }, state, window) {
  const { x, y, angle, step, method } = state;
  const differences = differencesOf(tree);
  const u = fromAngle(angle);
  const value = differences.value(x, y);
  const found = differences.gradient(x, y, method, step);
  const slope = differences.along(x, y, u, method, step);
  const exact = exactOf(tree)(x, y);
  const diagnosis = diagnosed({ f: differences.value, at: [x, y], u, value, exact, window }, found, slope, method);
  const { exists, flat, sloped } = diagnosis;
  const length = Math.hypot(...found);
  const truth = exact.every(Number.isFinite) ? exact : diagnosis.off <= 1e-3 * Math.hypot(...diagnosis.found) ? diagnosis.found : found;
  const off = exists && !flat && Math.hypot(...minus(found, truth)) > FAR * Math.hypot(...truth);
  const lost = off && !found[0] && !found[1];
  const refused = (method === "complex" && differences.met.find((one) => one in NOT_COMPLEX)) || "";
  const here = { x, y, angle, step, method, u, value, window, exact, truth, diagnosis, differences: found, off, refused: refused !== "" };
  const doubt = refused ? `${NOT_COMPLEX[refused]} Choose another method.` : diagnosis.certain ? "" : "Its last digits decide what its slopes are like there: Python looks closer.";
  if (doubt) {
    const unknown = { gradient: null, slope: null, length: null, noise: null, flat: null, projected: null, parts: null };
    return { ...here, ...unknown, doubt, lost, certain: false, sloped: false, differentiable: false, tangent: false };
  }
  return /** @type {Computed} */ ({
    ...here,
    doubt,
    certain: true,
    gradient: exists ? found : null,
    slope,
    length,
    noise: exists ? 1e-6 * length : 0,
    flat: flat || length === 0,
    projected: exists && !(Math.abs(dot(found, u) - slope) <= PROJECTED * length),
    sloped,
    differentiable: diagnosis.differentiable,
    tangent: diagnosis.differentiable && !diagnosis.remark && length > 0,
    parts: /** @type {[number | null, number | null]} */ (found.map((part, i) => (diagnosis.partials[i] && Number.isFinite(part) ? part : null))),
    lost,
  });
}

/** f itself, which scenes ask for heights; the same as long as the tree is. @type {WeakMap<object, Interpolator>} */
const heights = new WeakMap();

/** @returns {Interpolator} @param {Tree} tree */
function heightOf(tree) {
  const { value } = differencesOf(tree);
  const made = heights.get(value) ?? ((x, y) => [value(x, y)]);
  heights.set(value, made);
  return made;
}

/**
 * What scenes know beside a reading: f, and its slope along any angle, by differences along the line.
 * @returns {Known}
 * @param {Given} given
 * @param {State & Scheme} state
 * @param {Window} window
 */
export function computedKnown({ tree }, { x, y, step, method }, window) {
  const { along } = differencesOf(tree);
  return { cosine: true, heightAt: heightOf(tree), window, along: (angle) => along(x, y, fromAngle(angle), method, step) };
}
