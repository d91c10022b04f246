// Walks on a surface, along a level curve and up the gradient: gradcalc/maths/curves.py.

/** @import { OfTwo } from "../formula/values.js" */
/** @import { Pair } from "../kernel.d.ts" */
/** @typedef {(x: number, y: number) => Pair} GradientOfTwo */
/** @typedef {{ at: Pair, value: number, gradient: Pair }} WalkPlace */
/** @typedef {{ points: Pair[], values: number[], ending: string }} Walk a start with the places after it; why there are no more, or nothing */

const CORRECTIONS = 6;
const ON_THE_CURVE = 1e-9;
const OFF_THE_CURVE = 1e-3;

const NO_WAY = "Here the walk ends: the gradient is zero or too small to say which way the level curve goes.";
const NO_GROUND = "Here the walk ends: f has no gradient at the next point.";
const NO_STEEPEST = "Here the walk ends: the gradient is zero, so there is no steepest way.";
const NO_HIGHER =
  "Here the walk ends: a whole step along the gradient would end no higher than here. " +
  "A top may be near, or the crest of a ridge: shorter steps lead on.";

/** The vector of length 1 that points the same way. @returns {Pair} @param {Pair} vector */
export function unitVector([x, y]) {
  const largest = Math.max(Math.abs(x), Math.abs(y));
  const [a, b] = [x / largest, y / largest];
  const length = Math.sqrt(a ** 2 + b ** 2);
  return [a / length, b / length];
}

/** The unit vector along the level curve, with the higher ground on the left. @returns {Pair} @param {Pair} gradient */
export function levelWay([x, y]) {
  const length = Math.hypot(x, y);
  return [y / length, -x / length];
}

/** @param {Pair} gradient */
export const isLevel = ([x, y]) => x === 0 && y === 0;

/** @param {WalkPlace} place */
const isKnown = ({ value, gradient }) => Number.isFinite(value) && gradient.every(Number.isFinite);

/** How far the curve f = level is, to first order. @param {WalkPlace} place @param {number} level */
function distanceTo({ value, gradient }, level) {
  const slope = Math.hypot(...gradient);
  return slope ? Math.abs(value - level) / slope : Infinity;
}

/** @param {OfTwo} f @param {GradientOfTwo} gradient */
const reader = (f, gradient) => (/** @type {number} */ x, /** @type {number} */ y) => /** @type {WalkPlace} */ ({ at: [x, y], value: f(x, y), gradient: gradient(x, y) });

/**
 * A walk of n steps along the level curve; without correcting it stays where the tangents lead.
 * @param {OfTwo} f @param {GradientOfTwo} gradient @param {Pair} start @param {number} step @param {number} n @param {boolean} correct
 */
export function followLevel(f, gradient, start, step, n, correct) {
  const read = reader(f, gradient);
  const level = f(...start);
  return walkOn(read(...start), n, ({ at: [x, y], gradient: here }) => {
    if (isLevel(here)) return NO_WAY;
    const [ux, uy] = levelWay(here);
    let there = read(x + step * ux, y + step * uy);
    if (!correct) return isKnown(there) ? there : NO_GROUND;
    for (let count = 0; count < CORRECTIONS; count++) {
      const away = distanceTo(there, level);
      if (!isKnown(there)) return NO_GROUND;
      if (!(away <= Math.abs(step) / 2)) return NO_WAY;
      if (away <= ON_THE_CURVE * Math.abs(step)) break;
      const [gx, gy] = there.gradient;
      const back = (there.value - level) / (gx * gx + gy * gy);
      there = read(there.at[0] - back * gx, there.at[1] - back * gy);
    }
    return distanceTo(there, level) <= OFF_THE_CURVE * Math.abs(step) ? there : NO_WAY;
  });
}

/**
 * A walk of n steps of one length up the gradient; it ends where a step no longer climbs.
 * @param {OfTwo} f @param {GradientOfTwo} gradient @param {Pair} start @param {number} step @param {number} n
 */
export function climbUp(f, gradient, start, step, n) {
  const read = reader(f, gradient);
  return walkOn(read(...start), n, ({ at: [x, y], value, gradient: here }) => {
    if (isLevel(here)) return NO_STEEPEST;
    const [ux, uy] = unitVector(here);
    const there = read(x + step * ux, y + step * uy);
    if (!isKnown(there)) return NO_GROUND;
    return there.value > value ? there : NO_HIGHER;
  });
}

/** @returns {Walk} @param {WalkPlace} start @param {number} n @param {(here: WalkPlace) => WalkPlace | string} onward */
function walkOn(start, n, onward) {
  const places = [start];
  let ending = "";
  while (places.length <= n && !ending) {
    const following = onward(places[places.length - 1]);
    if (typeof following === "string") ending = following;
    else places.push(following);
  }
  return { points: places.map(({ at }) => at), values: places.map(({ value }) => value), ending };
}
