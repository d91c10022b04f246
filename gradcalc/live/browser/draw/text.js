// Numbers as Python writes them.

import { dot } from "../reading/vectors.js";

/** @import { Limits, Pair, Told, Window } from "../kernel.d.ts" */

const SHARE = 1000; // a place is written to at least this share of its window

/**
 * Digits of a number; the middle between two roundings goes to the even one, as in Python, and not to the greater.
 * @param {(digits: number) => string} write
 * @param {number} digits
 */
function evenly(write, digits) {
  const [text, longer] = [write(digits), write(digits + 20)];
  const [, shorter, exponent] = /^(.*?)\.?50{19}(e.*)?$/.exec(longer) ?? [];
  return shorter && /[02468]$/.test(shorter) ? shorter + (exponent ?? "") : text;
}

/** What is no number, as Python writes it. @param {number} value */
const notFinite = (value) => (Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");

/** A number as Python's format "f" writes it. @param {number} value @param {number} digits */
export const fixed = (value, digits) => (Number.isFinite(value) ? evenly((count) => value.toFixed(count), digits) : notFinite(value));

/** A number as Python's format "e" writes it. @param {number} value @param {number} digits */
export function scientific(value, digits) {
  if (!Number.isFinite(value)) return notFinite(value);
  const [mantissa, exponent] = evenly((count) => value.toExponential(count), digits).split("e");
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/**
 * A number as Python's format "g" writes it.
 * @param {number} value
 * @param {number} digits
 */
export function general(value, digits) {
  if (!Number.isFinite(value)) return notFinite(value);
  const [mantissa, exponent] = scientific(value, digits - 1).split("e");
  const power = Number(exponent);
  const plain = (/** @type {string} */ text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (power >= -4 && power < digits) return plain(fixed(value, digits - 1 - power));
  return `${plain(mantissa)}e${exponent}`;
}

/** A number to read, as number() in readings/point.py writes it: six decimals, or four digits and a power of ten where those say more. @param {number} value */
export function numberText(value, noise = 0) {
  if (!Number.isFinite(value)) return "undefined";
  const shown = Math.abs(value) <= noise ? 0 : value;
  return shown === 0 || (Math.abs(shown) >= 1e-4 && Math.abs(shown) < 1e6) ? fixed(shown, 6) : scientific(shown, 3);
}

/** A number as short() in writing.py writes it. @param {number} value */
export function short(value, noise = 0) {
  const size = Math.abs(value);
  if (size <= noise) return "0.00";
  return size >= 0.01 && size < 1e5 ? fixed(value, 2) : general(value, 3);
}

/**
 * A coordinate with as many digits as its window needs, as coordinate() in writing.py writes it.
 * @param {number} value
 * @param {Limits} limits
 */
export function coordinate(value, [low, high]) {
  if (!value) return "0.00";
  if (!(Math.abs(value) <= Math.max(1e5, 10 * Math.abs(low), 10 * Math.abs(high)))) return short(value); // far outside
  const [width, largest] = [high - low, Math.max(Math.abs(low), Math.abs(high))];
  const decimals = width < 1 - 1e-9 ? Math.max(2, Math.ceil(-Math.log10(width / SHARE) - 1e-9)) : 2;
  if (largest >= 0.01 && largest < (width < 1e5 ? 1e16 : 1e5) && decimals + Math.log10(largest) < 15) {
    const text = fixed(value, decimals);
    return Number(text) ? text : short(value);
  }
  return scientific(value, Math.min(Math.max(3, Math.ceil(Math.log10((largest / width) * SHARE) - 1e-9)), 15));
}

/** A point in words. @param {number} x @param {number} y @param {Window} window */
export const place = (x, y, { xlim, ylim }) => `(${coordinate(x, xlim)}, ${coordinate(y, ylim)})`;

/**
 * A component of a vector of some length, as component() in writing.py writes it: zero where its error is as large.
 * @param {number} value
 * @param {number} length
 */
export function component(value, length) {
  const fine = Math.abs(value) >= 0.01 && Math.abs(value) < 0.1 && length < 0.1;
  return fine ? general(value, 3) : short(value, 1e-6 * length);
}

/** A vector of some length in words. @param {Pair} parts @param {number} length */
export const pairText = (parts, length) => `(${parts.map((part) => component(part, length)).join(", ")})`;

/**
 * The slope along the direction, zero where its error is as large.
 * @param {{ slope: number, noise: number }} reading
 */
export const slopeText = ({ slope, noise }) => short(slope, noise);

/**
 * What the gradient's part along u is: the slope of the table, unless long steps tell the two apart.
 * @param {Pick<Told, "gradient" | "u" | "projected" | "slope" | "noise">} reading
 */
export const alongText = ({ gradient, u, projected, slope, noise }) => (projected ? `∇f · u = ${short(dot(gradient, u), noise)}` : `Dᵤf = ${short(slope, noise)}`);
