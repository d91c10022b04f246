// Numbers as Python writes them.

import { dot } from "../reading/vectors.js";

/** @import { Limits, Pair, Told, Window } from "../kernel.d.ts" */

const SHARE = 1000; // a place is written to at least this share of its window

const EXACTLY = 100; // digits, as many as JavaScript gives: no number that lies just between two others has more

/**
 * Digits of a number, and whether there is nothing but a 5 behind those that are kept, and an even one before it.
 * @param {string} digits
 * @param {number} kept
 */
const goesDown = (digits, kept) => /^50*$/.test(digits.slice(kept)) && Number(digits[kept - 1]) % 2 === 0;

/** @param {number} value @param {(size: number) => string} write */
function signed(value, write) {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + (Number.isFinite(value) ? write(Math.abs(value)) : "inf");
}

/** A number as Python's format "f" writes it; of two that are equally near, the even one. @param {number} value @param {number} decimals */
export const fixed = (value, decimals) =>
  signed(value, (size) => {
    if (size >= 1e21) return `${BigInt(size)}.${"0".repeat(decimals)}`.replace(/\.$/, "");
    const exact = size.toFixed(EXACTLY);
    const end = exact.indexOf(".") + 1 + decimals;
    return goesDown(exact.replace(".", ""), end - 1) ? exact.slice(0, decimals ? end : end - 1) : size.toFixed(decimals);
  });

/** A number as Python's format "e" writes it. @param {number} value @param {number} decimals */
export const scientific = (value, decimals) =>
  signed(value, (size) => {
    const [exact, power] = size.toExponential(EXACTLY).split("e");
    const down = goesDown(exact.replace(".", ""), decimals + 1);
    const [kept, exponent] = down ? [exact.slice(0, decimals ? decimals + 2 : 1), power] : size.toExponential(decimals).split("e");
    return `${kept}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  });

/**
 * A number as Python's format "g" writes it.
 * @param {number} value
 * @param {number} digits
 */
export function general(value, digits) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
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
