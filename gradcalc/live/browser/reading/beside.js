// How a function comes to a point along several lines through it: gradcalc/readings/beside.py, for one point.

/** @import { Pair } from "../kernel.d.ts" */

export const EPS = 2 ** -52;
const SHORT_EPS = 2 ** -23;
const LONGEST_STEP = 0.1;
const SHORTEST_STEP_LEFT = 1e-12;
const RUNGS = 10;
const MANY_ANSWERS = 20;
const CLEAR_OF_NOISE = 6;
const FLAW = 0.06;
const LASTING = 0.8;

/** What a function is along a line through a point, the worst last. */
export const SMOOTH = 0;
export const KINK = 1;
export const ROUGH = 2;
export const CUSP = 3;
export const JUMP = 4;
export const POLE = 5;
export const UNDEFINED = 6;

/** What f gives on both sides of a point: rows of steps, the longest first, of numbers for each line. */
/** @typedef {{ steps: number[][], ahead: number[][], behind: number[][], odd: number[][], even: number[][], noise: number[][] }} Fan */

/** @param {number} a @param {number} b */
const larger = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)); // NumPy's fmax

/** The shortest step that rounding allows along each way. @param {Pair} x @param {Pair[]} ways */
export function shortestSteps(x, ways) {
  const longest = [0, 1].map((part) => Math.max(...ways.map((way) => Math.abs(way[part]))));
  return ways.map((way) => {
    const lost = [0, 1].map((part) => (Math.abs(way[part]) > 0.01 * longest[part] ? Math.abs(x[part]) / Math.abs(way[part]) : 0));
    return Math.min(Math.max(64 * EPS * Math.max(...lost), SHORTEST_STEP_LEFT), LONGEST_STEP / 4);
  });
}

/** Steps from the longest to the shortest that serves. @param {Pair} x @param {Pair[]} ways */
export function ladderOf(x, ways) {
  const ends = shortestSteps(x, ways);
  const share = (/** @type {number} */ i) => i / (RUNGS - 1);
  return Array.from({ length: RUNGS }, (_, i) => ends.map((end) => LONGEST_STEP * (end / LONGEST_STEP) ** share(i)));
}

/**
 * f beside a point, along ways of the window's length.
 * @returns {Fan}
 * @param {(x: number, y: number) => number} f @param {Pair} at @param {number} value @param {Pair[]} ways @param {Pair} widths @param {number[][]} steps
 */
export function lookBeside(f, [x, y], value, ways, widths, steps) {
  const side = (/** @type {1 | -1} */ sign) =>
    steps.map((row) => row.map((step, i) => f(x + sign * step * ways[i][0], y + sign * step * ways[i][1])));
  const [ahead, behind] = [side(1), side(-1)];
  const both = (/** @type {(a: number, b: number, i: number) => number} */ join) => ahead.map((row, k) => row.map((a, i) => join(a, behind[k][i], i)));
  const [odd, even] = [both((a, b) => (a - b) / 2), both((a, b) => (a + b) / 2 - value)];
  const isLong = (/** @type {number} */ one) => Math.fround(one) !== one && !Number.isNaN(one);
  const few = [...ahead, ...behind].some((row) => row.some(isLong)) || new Set([...ahead, ...behind].flat().filter(Number.isFinite)).size <= MANY_ANSWERS;
  const eps = few ? EPS : SHORT_EPS; // as precise as all answers are
  const far = Math.max(Math.abs(x) / widths[0], Math.abs(y) / widths[1]);
  const noise = steps.map((row, k) => {
    const steep = Math.max(...row.map((step, i) => larger(Math.abs(odd[k][i]), Math.abs(even[k][i])) / step));
    return row.map((_, i) => 4 * eps * (larger(larger(Math.abs(ahead[k][i]), Math.abs(behind[k][i])), Math.abs(value)) + far * steep));
  });
  if (steps.length === RUNGS) {
    const shaken = shakenBy(odd, even, steps);
    for (const row of noise) row.forEach((one, i) => (row[i] = larger(one, 2 * shaken[i])));
  }
  return { steps, ahead, behind, odd, even, noise };
}

/** What rounding is seen to do at the shortest steps, along each line. @param {number[][]} odd @param {number[][]} even @param {number[][]} steps */
function shakenBy(odd, even, steps) {
  const own = steps[0].map((_, i) => {
    let most = 0;
    for (const part of [odd, even]) {
      for (let k = RUNGS - 2; k < RUNGS; k++) {
        const [near, far, share] = [part[k][i], part[k - 1][i], steps[k][i] / steps[k - 1][i]];
        const [still, shrinking] = [Math.abs(near - far), Math.abs(near - share * far)];
        const apart = Number.isNaN(still) ? shrinking : Number.isNaN(shrinking) ? still : Math.min(still, shrinking);
        if (Number.isFinite(apart)) most = Math.max(most, apart);
      }
    }
    return most;
  });
  const middle = own.toSorted((a, b) => a - b)[(own.length - 1) / 2]; // there is an odd number of lines
  return own.map((one) => Math.max(one, middle));
}

/** What f is along each line, if rounding were some times as large. @param {Fan} fan @param {number} times */
export function kindsOf({ steps, ahead, behind, odd, even, noise }, times) {
  const last = steps.length - 1;
  return steps[0].map((_, i) => {
    const of = (/** @type {number[][]} */ rows) => rows.map((row) => row[i]);
    const [a, b] = [ahead[last][i], behind[last][i]];
    if (!Number.isFinite(a) || !Number.isFinite(b)) return Math.abs(a) === Infinity || Math.abs(b) === Infinity ? POLE : UNDEFINED;
    if (isUnbounded(of(ahead)) || isUnbounded(of(behind))) return POLE;
    const shaking = of(noise).map((one) => times * one);
    return Math.max(kindByPower(of(odd), shaking, of(steps), 1), kindByPower(of(even), shaking, of(steps), 2));
  });
}

/** By the exponent with which a part shrinks; of a smooth f it is at least order. @param {number[]} part @param {number[]} noise @param {number[]} steps @param {1 | 2} order */
function kindByPower(part, noise, steps, order) {
  const seen = part.map((one, k) => Math.abs(one) > CLEAR_OF_NOISE * noise[k]);
  let last = steps.length - 2;
  while (last >= 0 && !(seen[last] && seen[last + 1])) last--;
  if (last < 1 || !seen[last - 1]) return SMOOTH;
  const powerAt = (/** @type {number} */ k) => Math.log(Math.abs(part[k] / part[k + 1])) / Math.log(steps[k] / steps[k + 1]);
  const slopeAt = (/** @type {number} */ k) => part[k] / steps[k];
  const [power, before, slope] = [powerAt(last), powerAt(last - 1), slopeAt(last + 1)];
  const [change, earlier] = [slope - slopeAt(last), slopeAt(last) - slopeAt(last - 1)];
  const grows =
    change * slope > 0 && earlier * change > 0 && Math.abs(change) > LASTING * Math.abs(earlier) &&
    Math.abs(change) > larger(0.01 * Math.abs(slope), (CLEAR_OF_NOISE * noise[last + 1]) / steps[last + 1]);
  const next = last + 2;
  const passed =
    next < steps.length && !seen[next] &&
    Math.abs(part[last + 1]) * (steps[next] / steps[last + 1]) ** power > 1.5 * CLEAR_OF_NOISE * noise[next];
  if (Math.abs(power - before) < 2 * FLAW && power < 1 + FLAW && !passed) {
    if (power < FLAW) return JUMP;
    if (power < 1 - FLAW || grows) return CUSP;
    return order === 2 ? KINK : SMOOTH;
  }
  if (order === 1 || passed) return SMOOTH;
  const gaps = part.map((_, k) => (seen[k] ? Math.abs(slopeAt(k)) : 0));
  const wide = gaps.indexOf(Math.max(...gaps));
  return steps[wide] > 1e3 * steps[last + 1] && Math.abs(slope) > 0.3 * gaps[wide] ? ROUGH : SMOOTH;
}

/** Whether the values on one side grow beyond all bounds. @param {number[]} side */
function isUnbounded(side) {
  const end = side.length - 4;
  const changes = [0, 1, 2].map((k) => side[end + k + 1] - side[end + k]);
  const away = side.map((one) => Math.abs(one - side[0]));
  return (
    [1, 2].every((k) => changes[k] * changes[k - 1] > 0 && Math.abs(changes[k]) > LASTING * Math.abs(changes[k - 1])) &&
    away[side.length - 1] > 2.5 * larger(away[1], away[2])
  );
}

/** The slope along each line, for a way, and how far it may be off. @param {Fan} fan @param {number} times */
export function slopesOfFan({ steps, odd, even, noise }, times) {
  return steps[0].map((_, i) => {
    let [slope, off] = [NaN, Infinity];
    for (let k = 1; k < steps.length; k++) {
      const [longer, shorter] = [odd[k - 1][i] / steps[k - 1][i], odd[k][i] / steps[k][i]];
      const [apart, ratio, shaking] = [Math.abs(shorter - longer), steps[k - 1][i] / steps[k][i], (times * noise[k][i]) / steps[k][i]];
      const [wide, narrow] = [Math.abs(even[k - 1][i]) / steps[k - 1][i], Math.abs(even[k][i]) / steps[k][i]];
      const sharp = narrow > 0.5 * wide ? Math.max(narrow - shaking, 0) : 0;
      const may = Number.isFinite(apart) ? shaking + apart / ratio + sharp : Infinity;
      if (k > 1 && !(may < off)) continue;
      [slope, off] = [shorter + (apart > 2 * shaking ? (shorter - longer) / (ratio ** 2 - 1) : 0), may];
    }
    return { slope, off };
  });
}

/** Where f has no value: what its values beside it come to, and whether all ways do; null where they grow beyond all bounds. @param {Fan} fan */
export function limitOfFan({ ahead, behind }) {
  const lines = ahead[0].length;
  const rays = [ahead, behind].flatMap((side) => side[0].map((_, i) => side.map((row) => row[i]))).filter((ray) => ray.slice(0, -2).every(Number.isFinite));
  if (!rays.length) return { limit: NaN, whole: false };
  if (rays.some((ray) => isUnbounded(ray) || ray.some((one) => Math.abs(one) === Infinity))) return null;
  const near = rays.map((ray) => ray.slice(0, -2));
  const size = Math.max(...near.flat().map(Math.abs));
  const settled = near.map((ray) => ray.slice(1).findIndex((one, k) => Math.abs(one - ray[k]) <= 1e-4 * size));
  const ends = near.map((ray, i) => ray[1 + Math.max(settled[i], 0)]);
  const spread = Math.max(...ends) - Math.min(...ends);
  const whole = settled.every((k) => k >= 0) && rays.length >= lines && spread <= 1e-3 * size;
  return { limit: ends.reduce((sum, end) => sum + end, 0) / ends.length, whole };
}
