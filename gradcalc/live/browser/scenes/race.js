// A race of optimisers on the map, and its values and slopes against the number of gradients: gradcalc/pictures/scenes/race.py.

import { METHODS } from "../computing/optimisers.js";
import { keepLast, onceFor } from "../keeping.js";
import { clamp } from "../numbers.js";
import { followedOf } from "./path.js";
import { polylines } from "./polylines.js";

/** @import { Limits, Mark, Pair, Window } from "../kernel.d.ts" */
/** @import { Race, Runner } from "../reading/race.js" */
/** @typedef {{ method: string, x: number, y: number }} Head */

const CROWDED = 0.16; // of the picture's width: names that are closer would lie on each other
const KEY_ROWS = 3;
/** @type {{ x: Limits, y: Limits }} */
export const KEY_LIMITS = { x: [0, 2.1], y: [-0.5, KEY_ROWS - 0.5] };
const SECOND_COLUMN = 1.3;
/** Limits of D_u f / |∇f|. @type {Limits} */
export const SLOPE_LIMITS = [-1.15, 1.15];

// Marks of a runner are kept with it: a slider of one leaves the others as they are.

/** The way of a runner, with dots where a step begins uphill. */
const wayOf = onceFor((/** @type {Runner} */ { method, path, uphill, count }, /** @type {Window} */ picture) => {
  const seen = path.slice(0, Math.min(count, followedOf(path, picture)));
  const climbing = seen.filter((_, k) => uphill[k]);
  /** @type {Mark[]} */
  const marks = [];
  if (seen.length > 1) marks.push({ kind: "Polyline", ...columnsOf(seen), role: method });
  if (climbing.length) marks.push({ kind: "Dots", ...columnsOf(climbing), role: method });
  return { marks, end: seen[seen.length - 1] };
});

/** The paths, dots where a step begins uphill, and who is where now. @returns {Mark[]} @param {Race} race @param {Window} picture */
export function raceMarks({ runners, start, steps }, picture) {
  /** @type {Mark[]} */
  const marks = [];
  /** @type {Head[]} */
  const heads = [];
  const { xlim, ylim } = picture;
  for (const runner of runners) {
    const { marks: way, end: [x, y] } = wayOf(runner, picture);
    const { method, left } = runner;
    marks.push(...way);
    if (steps && left === null && xlim[0] <= x && x <= xlim[1] && ylim[0] <= y && y <= ylim[1]) heads.push({ method, x, y });
  }
  const [x, y] = start;
  return [
    ...marks,
    ...heads.map((head) => /** @type {Mark} */ ({ kind: "Dot", x: head.x, y: head.y, role: head.method })),
    ...headNames(heads, start, picture.xlim[1] - picture.xlim[0]),
    { kind: "Dot", x, y, role: "point" },
    { kind: "Label", text: "start", x, y, dx: 0, dy: 1, role: "point" },
  ];
}

/** The names of those who stand alone; the key beside the picture tells the others. @returns {Mark[]} @param {Head[]} heads @param {Pair} start @param {number} width */
function headNames(heads, start, width) {
  const taken = [start, ...heads.map(({ x, y }) => [x, y])];
  const alone = (/** @type {Head} */ { x, y }, near = CROWDED * width) => taken.filter(([a, b]) => Math.hypot(a - x, b - y) < near).length === 1;
  return heads.filter((head) => alone(head)).map(({ method, x, y }) => ({ kind: "Label", text: method, x, y, dx: 0, dy: 1, role: method }));
}

/** @param {Pair[]} points */
export const columnsOf = (points) => ({ x: points.map(([x]) => x), y: points.map(([, y]) => y) });

/** f against the number of gradients; log says that heights are powers of ten. @param {Race} race @param {Limits} ylim @param {boolean} log */
export function raceValueMarks({ runners }, ylim, log) {
  return runners.flatMap((runner) => valueMarksOf(runner, ylim, log));
}

const valueMarksOf = onceFor((/** @type {Runner} */ { method, values, count }, /** @type {Limits} */ ylim, /** @type {boolean} */ log) => {
  const heights = values.slice(0, count);
  return againstGradients(log ? heights.map((value) => Math.log10(Math.max(value, 1e-300))) : heights, ylim, method);
});

/** D_u f / |∇f| of each step, the next one included; dots where it leads uphill. @returns {Mark[]} @param {Race} race */
export const raceSlopeMarks = ({ runners }) => runners.flatMap((runner) => slopeMarksOf(runner));

const slopeMarksOf = onceFor((/** @type {Runner} */ { method, shares, uphill, count }) => {
  const marks = againstGradients(shares.slice(0, count), SLOPE_LIMITS, method);
  const x = shares.map((_, k) => k).filter((k) => k < count && uphill[k]);
  if (x.length) marks.push({ kind: "Dots", x, y: x.map((k) => shares[k]), role: method });
  return marks;
});

/** Heights against 0, 1, 2, ..., in pieces where one is no number, and a dot at the last. @returns {Mark[]} @param {number[]} all @param {Limits} ylim @param {string} role */
function againstGradients(all, [low, high], role) {
  const reach = 2 * (high - low); // so that lines leave the picture at the right angle
  const heights = all.map((height) => (Number.isFinite(height) ? clamp(height, low - reach, high + reach) : NaN));
  const last = heights.length - 1;
  const marks = /** @type {Mark[]} */ (polylines(heights.map((_, k) => k), heights, role));
  if (Number.isFinite(heights[last])) marks.push({ kind: "Dot", x: last, y: clamp(heights[last], low, high), role });
  return marks;
}

/** The same marks for the same names. @type {ReturnType<typeof keepLast<Mark[]>>} */
const keptKey = keepLast(1);

/** The names of the runners, each beside its line, in places that they keep whoever else takes part. @param {Race} race */
export function keyMarks({ runners }) {
  const running = runners.map(({ method }) => method);
  return keptKey(running.join(), () => keyMarksOf(running));
}

/** @returns {Mark[]} @param {string[]} running */
function keyMarksOf(running) {
  return Object.keys(METHODS).flatMap((method, i) => {
    if (!running.includes(method)) return [];
    const [x, y] = [SECOND_COLUMN * Math.floor(i / KEY_ROWS), KEY_ROWS - 1 - (i % KEY_ROWS)];
    return [
      { kind: /** @type {const} */ ("Polyline"), x: [x + 0.03, x + 0.25], y: [y, y], role: method },
      { kind: /** @type {const} */ ("Label"), text: method, x: x + 0.27, y, dx: 1, dy: 0, role: method },
    ];
  });
}
