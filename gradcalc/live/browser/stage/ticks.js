// Round numbers between two limits, as Matplotlib's MaxNLocator counts them: to the double, so that both halves agree.

/** @import { Limits } from "../kernel.d.ts" */

/** The steps of MaxNLocator, each times a power of ten, and those of the numbers along axes. */
export const ALL_STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
export const AXIS_STEPS = [1, 2, 2.5, 5, 10];

/** A power of ten, rounded once: `**` may be off by a unit. @param {number} exponent */
export const powerOfTen = (exponent) => Number(`1e${exponent}`);

/** The exponent of the decade of a positive number: floor(log10) as C has it, which knows powers of ten. @param {number} size */
export function decadeOf(size) {
  const near = Math.round(Math.log10(size));
  const power = powerOfTen(near);
  return Math.floor(near + Math.log1p((size - power) / power) / Math.LN10);
}

/** Python's divmod(a, b) for b > 0. @returns {[whole: number, rest: number]} @param {number} a @param {number} b */
function dividedWithRest(a, b) {
  const rest = (a % b) + (a % b < 0 ? b : 0);
  const whole = (a - (a % b)) / b - (a % b < 0 ? 1 : 0);
  return [whole - Math.floor(whole) > 0.5 ? Math.floor(whole) + 1 : Math.floor(whole), rest];
}

/** Limits that are far enough apart to count between. @returns {Limits} @param {number} low @param {number} high */
function apartEnough(low, high) {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (!Number.isFinite(largest) || largest < 1e20 * 2.2250738585072014e-308) return [-1e-13, 1e-13];
  if (low > high) return apartEnough(high, low);
  return high - low > largest * 1e-14 ? [low, high] : [low - 1e-13 * Math.abs(low), high + 1e-13 * Math.abs(high)];
}

/**
 * Rising round numbers, evenly spaced, from at or below low to at or above high: MaxNLocator(count, steps).tick_values.
 * @param {number} low
 * @param {number} high
 * @param {number} count how many steps fit between the limits at most
 * @param {number[]} [steps] from 1 to 10
 * @param {boolean} [integer] whether only whole numbers count, where two of them lie between the limits
 */
export function niceTicks(low, high, count, steps = ALL_STEPS, integer = false) {
  [low, high] = apartEnough(low, high);
  const [width, middle] = [high - low, (high + low) / 2];
  const offset = Math.abs(middle) / width < 100 ? 0 : Math.sign(middle) * powerOfTen(decadeOf(Math.abs(middle)));
  const scale = powerOfTen(decadeOf(width / count));
  [low, high] = [low - offset, high - offset];
  const stairs = [...steps.slice(0, -1).map((step) => 0.1 * step), ...steps, 10 * steps[1]]
    .map((step) => step * scale)
    .filter((step) => !integer || step < 1 || Math.abs(step - Math.round(step)) < 0.001);
  const least = integer && Math.floor(high) - Math.ceil(low) >= 1 ? 1 : 0;
  const wide = (high - low) / count;
  const first = stairs.findIndex((step) => step >= wide);
  /** @type {number[]} */
  let ticks = [];
  // From the smallest step that is large enough down, until two numbers lie between the limits.
  for (let i = first < 0 ? stairs.length - 1 : first; i >= 0; i--) {
    const step = Math.max(stairs[i], least);
    const start = dividedWithRest(low, step)[0] * step;
    const slack = offset ? Math.min(0.4999, Math.max(1e-10, 10 ** (Math.log10(Math.abs(offset) / step) - 12))) : 1e-10;
    const [[begin, over], [end, rest]] = [low, high].map((limit) => dividedWithRest(limit - start, step));
    const from = begin + (Math.abs(over / step - 1) < slack ? 1 : 0);
    const to = end + (Math.abs(rest / step) < slack ? 0 : 1);
    ticks = Array.from({ length: to - from + 1 }, (_, k) => (from + k) * step + start);
    if (ticks.filter((tick) => tick >= low && tick <= high).length >= 2) break;
  }
  return ticks.map((tick) => tick + offset);
}
