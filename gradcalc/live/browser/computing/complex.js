// A tree of complex numbers, as NumPy computes it: gradcalc/formulas/values.py where a letter has an imaginary part.

import { childrenOf, kindOfNode } from "../formula/tree.js";
import { constantOf, formulaFunction } from "../formula/values.js";
import { partsBehind } from "../formula/writing.js";

/** @import { OfTwo } from "../formula/values.js" */
/** @import { Tree } from "../formula/tree.js" */

/** What is computed gives its real part back and leaves the imaginary one here: so nothing is made for each number. */
let imag = 0;
let imagOfX = 0; // the imaginary parts of the letters
let imagOfY = 0;
let heldComplex = (/** @type {number} */ value) => value; // as the type of the numbers holds it

/** @returns {number} @param {number} real @param {number} imaginary */
function withImag(real, imaginary) {
  imag = heldComplex(imaginary);
  return heldComplex(real);
}

/** A node's function, whether its numbers are real, as all are where no moved letter stands. @typedef {{ real: boolean, f: OfTwo }} OverComplex */

/**
 * The imaginary part of a tree at (x + ip, y + iq), and what complex numbers meet on the way, first to last; of
 * powers only the long ones. Only the
 * moved letters, "x", "y" or "xy", are complex: real ones stay real, and outside its domain a function of them is NaN.
 * @param {Tree} tree @param {string} moved @param {(value: number) => number} [round] numbers on the way, to a type
 */
export function imaginaryOf(tree, moved, round = (value) => value) {
  /** @type {string[]} */
  const met = [];
  const { real, f } = overComplex(tree, moved, met);
  const part = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ p, /** @type {number} */ q) => {
    [imagOfX, imagOfY, heldComplex] = [p, q, round];
    f(x, y);
    return imag;
  };
  return { met, part: real ? () => 0 : part };
}

/** @returns {OverComplex} @param {Tree} node @param {string} moved @param {string[]} met */
function overComplex(node, moved, met) {
  const kind = kindOfNode(node);
  if (kind === "x" && moved.includes("x")) return { real: false, f: (x) => withImag(x, imagOfX) };
  if (kind === "y" && moved.includes("y")) return { real: false, f: (_, y) => withImag(y, imagOfY) };
  if (kind === "number" || typeof node === "string") return { real: true, f: formulaFunction(node) };
  const [first, ...others] = childrenOf(node);
  const chain = kind === "+" || kind === "*";
  const rest = chain ? partsBehind(node) : others.map((other) => /** @type {[boolean, Tree]} */ ([false, other]));
  const parts = new Map([first, ...rest.map(([, part]) => part)].map((part) => [part, overComplex(part, moved, met)]));
  const of = (/** @type {Tree} */ part) => /** @type {OverComplex} */ (parts.get(part));
  if ([...parts.values()].every(({ real }) => real)) return { real: true, f: formulaFunction(node, (part) => of(part).f) };
  const one = asComplex(of(first));
  if (chain) {
    const [forward, backward] = kind === "+" ? [complexSum, complexLess] : [complexProduct, complexQuotient];
    return { real: false, f: rest.reduce((so, [back, part]) => complexJoined(so, asComplex(of(part)), back ? backward : forward), one) };
  }
  if (kind !== "^" || Math.abs(constantOf(rest[0][1]) ?? 0) >= 100) met.push(kind);
  if (rest.length) return { real: false, f: complexJoined(one, asComplex(of(rest[0][1])), OF_TWO_COMPLEX[kind]) };
  const g = OF_COMPLEX[kind];
  return { real: kind === "abs", f: (x, y) => g(one(x, y), imag) };
}

/** @returns {OfTwo} @param {OverComplex} node */
const asComplex = ({ real, f }) => (real ? (x, y) => withImag(f(x, y), 0) : f);

/** @typedef {(a: number, b: number, c: number, d: number) => number} OfTwoComplex */

/** @returns {OfTwo} @param {OfTwo} one @param {OfTwo} two @param {OfTwoComplex} join */
const complexJoined = (one, two, join) => (x, y) => {
  const a = one(x, y);
  const b = imag;
  const c = two(x, y);
  return join(a, b, c, imag);
};

/** @type {OfTwoComplex} */
const complexSum = (a, b, c, d) => withImag(a + c, b + d);
/** @type {OfTwoComplex} */
const complexLess = (a, b, c, d) => withImag(a - c, b - d);
/** @type {OfTwoComplex} */
const complexProduct = (a, b, c, d) => withImag(a * c - b * d, a * d + b * c);

/** By R. L. Smith's way, which squares nothing. @type {OfTwoComplex} */
function complexQuotient(a, b, c, d) {
  if (Math.abs(c) >= Math.abs(d)) {
    if (c === 0) return withImag(a / Math.abs(c), b / Math.abs(c));
    const [ratio, scale] = [d / c, 1 / (c + d * (d / c))];
    return withImag((a + b * ratio) * scale, (b - a * ratio) * scale);
  }
  const [ratio, scale] = [c / d, 1 / (d + c * (c / d))];
  return withImag((a * ratio + b) * scale, (b * ratio - a) * scale);
}

/** Whole powers below 100 are products, the others go by way of exp and log. @type {OfTwoComplex} */
function complexPower(a, b, c, d) {
  if (c === 0 && d === 0) return withImag(1, 0);
  if (a === 0 && b === 0) return c > 0 ? withImag(0, 0) : withImag(NaN, NaN);
  if (d === 0 && Number.isInteger(c) && Math.abs(c) < 100) {
    if (c === 3) {
      const square = complexProduct(a, b, a, b);
      return complexProduct(a, b, square, imag);
    }
    let [real, imaginary, left] = [1, 0, Math.abs(c)];
    for (; left; left = Math.floor(left / 2)) {
      if (left % 2) [real, imaginary] = [complexProduct(real, imaginary, a, b), imag];
      [a, b] = [complexProduct(a, b, a, b), imag];
    }
    return c < 0 ? complexQuotient(1, 0, real, imaginary) : withImag(real, imaginary);
  }
  const exponent = complexProduct(c, d, OF_COMPLEX.log(a, b), imag);
  return OF_COMPLEX.exp(exponent, imag);
}

/** Numbers are compared by their real parts, then by the imaginary ones. @param {1 | -1} sign @returns {OfTwoComplex} */
const complexFurther = (sign) => (a, b, c, d) =>
  Number.isNaN(a + b) || sign * (a - c) > 0 || (a === c && sign * (b - d) >= 0) ? withImag(a, b) : withImag(c, d);

/** NumPy refuses hypot and arctan2: nothing is computed of them. @type {Record<string, OfTwoComplex>} */
const OF_TWO_COMPLEX = {
  "^": complexPower, maximum: complexFurther(1), minimum: complexFurther(-1), hypot: () => withImag(NaN, NaN), arctan2: () => withImag(NaN, NaN),
};

/** @type {Record<string, (a: number, b: number) => number>} */
const OF_COMPLEX = {
  neg: (a, b) => withImag(-a, -b),
  exp: (a, b) => withImag(Math.exp(a) * Math.cos(b), b === 0 ? b : Math.exp(a) * Math.sin(b)),
  log: (a, b) => withImag(Math.log(Math.hypot(a, b)), Math.atan2(b, a)),
  log2: (a, b) => withImag(OF_COMPLEX.log(a, b) * Math.LOG2E, imag * Math.LOG2E),
  log10: (a, b) => withImag(OF_COMPLEX.log(a, b) * Math.LOG10E, imag * Math.LOG10E),
  sqrt(a, b) {
    if (a === 0 && b === 0) return withImag(0, b);
    const root = Math.sqrt((Math.abs(a) + Math.hypot(a, b)) / 2);
    const negative = b < 0 || Object.is(b, -0);
    return a >= 0 ? withImag(root, b / (2 * root)) : withImag(Math.abs(b) / (2 * root), negative ? -root : root);
  },
  abs: (a, b) => Math.hypot(a, b),
  sign(a, b) {
    const size = Math.hypot(a, b);
    return size === 0 ? withImag(0, 0) : withImag(a / size, b / size);
  },
  sin: (a, b) => withImag(Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b)),
  cos: (a, b) => withImag(Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b)),
  tan(a, b) {
    const [sin, cos, sinh] = [Math.sin(a), Math.cos(a), Math.sinh(b)];
    if (Math.abs(b) > 22) return withImag(4 * sin * cos * Math.exp(-2 * Math.abs(b)), Math.sign(b));
    const size = cos * cos + sinh * sinh;
    return withImag((sin * cos) / size, (sinh * Math.cosh(b)) / size);
  },
  sinh: (a, b) => withImag(Math.sinh(a) * Math.cos(b), Math.cosh(a) * Math.sin(b)),
  cosh: (a, b) => withImag(Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b)),
  tanh(a, b) {
    const real = OF_COMPLEX.tan(-b, a);
    return withImag(imag, -real);
  },
  arctan(a, b) {
    const size = Math.log1p((4 * Math.abs(b)) / (a * a + (1 - Math.abs(b)) ** 2)) / 4;
    return withImag(Math.atan2(2 * a, (1 - b) * (1 + b) - a * a) / 2, b < 0 ? -size : size);
  },
  arcsin(a, b) {
    const [p, q, r, s] = [OF_COMPLEX.sqrt(1 - a, -b), imag, OF_COMPLEX.sqrt(1 + a, b), imag];
    return withImag(Math.atan2(a, p * r - q * s), Math.asinh(p * s - q * r));
  },
  arccos(a, b) {
    const [p, q, r, s] = [OF_COMPLEX.sqrt(1 - a, -b), imag, OF_COMPLEX.sqrt(1 + a, b), imag];
    return withImag(2 * Math.atan2(p, r), Math.asinh(r * q - s * p));
  },
};
