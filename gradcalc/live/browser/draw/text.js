// Numbers as Python writes them.

/** @import { Limits, Window } from "../kernel.d.ts" */

const SHARE = 1000; // a place is written to at least this share of its window

/**
 * A number as Python's format "g" writes it.
 * @param {number} value
 * @param {number} digits
 */
export function general(value, digits) {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  const plain = (/** @type {string} */ text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (power >= -4 && power < digits) return plain(value.toFixed(digits - 1 - power));
  return `${plain(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** A number as short() in writing.py writes it. @param {number} value */
export function short(value, noise = 0) {
  const size = Math.abs(value);
  if (size <= noise) return "0.00";
  return size >= 0.01 && size < 1e5 ? value.toFixed(2) : general(value, 3);
}

/**
 * A coordinate with as many digits as its window needs, as coordinate() in writing.py writes it.
 * @param {number} value
 * @param {Limits} limits
 */
export function coordinate(value, [low, high]) {
  if (!value) return "0.00";
  const [width, largest] = [high - low, Math.max(Math.abs(low), Math.abs(high))];
  const decimals = width < 1 - 1e-9 ? Math.max(2, Math.ceil(-Math.log10(width / SHARE) - 1e-9)) : 2;
  if (largest >= 0.01 && largest < (width < 1e5 ? 1e16 : 1e5) && decimals + Math.log10(largest) < 15) {
    const text = value.toFixed(decimals);
    return Number(text) ? text : short(value);
  }
  const digits = Math.min(Math.max(3, Math.ceil(Math.log10((largest / width) * SHARE) - 1e-9)), 15);
  const [mantissa, exponent] = value.toExponential(digits).split("e");
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
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

/**
 * The slope along the direction, zero where its error is as large.
 * @param {{ slope: number, length: number }} reading
 */
export function slopeText({ slope, length }) {
  return short(slope, 1e-6 * length);
}

/** What the gradient's part along u is called: long steps tell it from the slope. @param {{ projected: boolean }} reading */
export const alongName = ({ projected }) => (projected ? "∇f · u" : "Dᵤf");
