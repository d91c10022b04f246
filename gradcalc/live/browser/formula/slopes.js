// The exact gradient of a tree, carried forward with its value: gradcalc/formulas/slopes.py.

/** @import { Tree } from "./tree.js" */

import { childrenOf, kindOfNode } from "./tree.js";
import { BY_NAME, constantOf, power } from "./values.js";
import { partsBehind } from "./writing.js";

/** The slopes to the right and to the left along a letter; null where the letter does not stand in the node. */
/** @typedef {[number, number] | null} Sides */
/** @typedef {{ value: number, slopes: [Sides, Sides] }} Carried */

/** The two partial derivatives of a tree at a point, NaN where there is none. @param {Tree} node */
export function formulaGradient(node) {
  const carry = carrier(node);
  /** @returns {[number, number]} @param {number} x @param {number} y */
  return (x, y) => {
    const { value, slopes } = carry(x, y);
    const one = (/** @type {Sides} */ sides) => {
      const [right, left] = sides ?? [0, 0];
      return Number.isFinite(value) && Number.isFinite(right) && right === left ? right : NaN;
    };
    return [one(slopes[0]), one(slopes[1])];
  };
}

/** @param {Sides} sides @param {(slope: number, side: number) => number} change @returns {Sides} */
const changed = (sides, change) => sides && [change(sides[0], 1), change(sides[1], -1)];

/** @param {Sides} one @param {number} byOne @param {Sides} two @param {number} byTwo @returns {Sides} */
function together(one, byOne, two, byTwo) {
  if (!two) return one && [one[0] * byOne, one[1] * byOne];
  return one ? [one[0] * byOne + two[0] * byTwo, one[1] * byOne + two[1] * byTwo] : [two[0] * byTwo, two[1] * byTwo];
}

/** @returns {Carried} @param {number} value @param {(along: 0 | 1) => Sides} slope */
const carried = (value, slope) => ({ value, slopes: [slope(0), slope(1)] });

/** What two carried things make, where each one's slope counts by a factor. @returns {Carried}
 * @param {number} value @param {Carried} a @param {number} byA @param {Carried} b @param {number} byB */
const linear = (value, a, byA, b, byB) => ({
  value,
  slopes: [together(a.slopes[0], byA, b.slopes[0], byB), together(a.slopes[1], byA, b.slopes[1], byB)],
});

// The slopes of letters and numbers, the same everywhere.
/** @type {Carried["slopes"]} */
const SLOPES_OF_X = [[1, 1], null];
/** @type {Carried["slopes"]} */
const SLOPES_OF_Y = [null, [1, 1]];
/** @type {Carried["slopes"]} */
const NO_SLOPES = [null, null];

/** What a node carries at a place, made ready once for all places. @returns {(x: number, y: number) => Carried} @param {Tree} node */
function carrier(node) {
  const kind = kindOfNode(node);
  if (kind === "x") return (x) => ({ value: x, slopes: SLOPES_OF_X });
  if (kind === "y") return (_, y) => ({ value: y, slopes: SLOPES_OF_Y });
  const constant = constantOf(node);
  if (constant !== undefined) {
    const still = { value: constant, slopes: NO_SLOPES };
    return () => still;
  }
  const [first, ...rest] = childrenOf(node);
  const one = carrier(first);
  if (kind === "+" || kind === "*") {
    return partsBehind(node).reduce((soFar, [back, part]) => {
      const [join, other] = [JOINS[kind][+back], carrier(part)];
      return (x, y) => join(soFar(x, y), other(x, y));
    }, one);
  }
  if (rest.length) {
    const [join, two] = [OF_TWO[kind], carrier(rest[0])];
    return (x, y) => join(one(x, y), two(x, y));
  }
  const [f, outer] = [BY_NAME[kind], OUTER[kind]];
  return (x, y) => {
    const a = one(x, y);
    const value = f(a.value, NaN);
    return carried(value, (along) => changed(a.slopes[along], (slope, side) => outer(a.value, value, slope, side)));
  };
}

/** A sum and a product, each followed by what takes it away again. @type {Record<string, ((a: Carried, b: Carried) => Carried)[]>} */
const JOINS = {
  "+": [(a, b) => linear(a.value + b.value, a, 1, b, 1), (a, b) => linear(a.value - b.value, a, 1, b, -1)],
  "*": [(a, b) => linear(a.value * b.value, a, b.value, b, a.value), quotient],
};

/** @param {Carried} a @param {Carried} b */
function quotient(a, b) {
  const value = a.value / b.value;
  return linear(value, a, 1 / b.value, b, -value / b.value);
}

/** @param {Carried} one @param {Carried} two */
function ofPower(one, two) {
  const [a, b] = [one.value, two.value];
  const value = power(a, b);
  const byBase = b === 0 ? 0 : b * power(a, b - 1);
  if (two.slopes === NO_SLOPES) return linear(value, one, byBase, two, 0); // most exponents are numbers
  // At a = 0 the rule of the exponent gives 0 * -Infinity: there the power is flat in b, if it is defined beside it.
  return linear(value, one, byBase, two, a === 0 && b > 0 ? 0 : value * Math.log(a));
}

/** The maximum of two, or the minimum: where they meet, the steeper counts on each side. @param {1 | -1} sign */
const ofLarger = (sign) => (/** @type {Carried} */ one, /** @type {Carried} */ two) => {
  const first = sign * (one.value - two.value);
  return carried(sign > 0 ? Math.max(one.value, two.value) : Math.min(one.value, two.value), (along) => {
    const [a, b] = [one.slopes[along], two.slopes[along]];
    if (!a && !b) return null;
    if (first !== 0) return first > 0 ? (a ?? [0, 0]) : first < 0 ? (b ?? [0, 0]) : [NaN, NaN];
    const [da, db] = [a ?? [0, 0], b ?? [0, 0]];
    const steeper = (/** @type {number} */ side) => (sign * side > 0 ? Math.max : Math.min);
    return [steeper(1)(da[0], db[0]), steeper(-1)(da[1], db[1])];
  });
};

/** @param {Carried} one @param {Carried} two */
function ofHypot(one, two) {
  const value = Math.hypot(one.value, two.value);
  if (value !== 0) return linear(value, one, one.value / value, two, two.value / value);
  return carried(value, (along) => {
    const [a, b] = [one.slopes[along], two.slopes[along]];
    if (!a && !b) return null;
    const [da, db] = [a ?? [0, 0], b ?? [0, 0]];
    return [Math.hypot(da[0], db[0]), -Math.hypot(da[1], db[1])];
  });
}

/** @param {Carried} one @param {Carried} two */
function ofArctan2(one, two) {
  const [a, b] = [one.value, two.value];
  const square = a * a + b * b;
  return linear(Math.atan2(a, b), one, a === 0 && b <= 0 ? NaN : b / square, two, -a / square);
}

/** @type {Record<string, (one: Carried, two: Carried) => Carried>} */
const OF_TWO = { "^": ofPower, maximum: ofLarger(1), minimum: ofLarger(-1), hypot: ofHypot, arctan2: ofArctan2 };

/**
 * How the slope of a function of one thing follows from the thing, the function's value, the thing's slope, and the side.
 * @type {Record<string, (a: number, f: number, slope: number, side: number) => number>}
 */
const OUTER = {
  neg: (a, f, s) => -s,
  sin: (a, f, s) => Math.cos(a) * s,
  cos: (a, f, s) => -Math.sin(a) * s,
  tan: (a, f, s) => (1 + f * f) * s,
  arcsin: (a, f, s) => s / Math.sqrt((1 - a) * (1 + a)),
  arccos: (a, f, s) => -s / Math.sqrt((1 - a) * (1 + a)),
  arctan: (a, f, s) => s / (1 + a * a),
  sinh: (a, f, s) => Math.cosh(a) * s,
  cosh: (a, f, s) => Math.sinh(a) * s,
  tanh: (a, f, s) => s / Math.cosh(a) ** 2,
  exp: (a, f, s) => f * s,
  log: (a, f, s) => s / a,
  log2: (a, f, s) => s / (a * Math.LN2),
  log10: (a, f, s) => s / (a * Math.LN10),
  sqrt: (a, f, s) => s / (2 * f),
  abs: (a, f, s, side) => (a === 0 ? side * Math.abs(s) : Math.sign(a) * s),
  sign: (a, f, s) => (a === 0 ? NaN : 0 * s),
};
