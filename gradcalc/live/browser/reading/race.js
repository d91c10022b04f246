// A race of optimisers: what there is to read off it, and its words, as in gradcalc/readings/race.py and race_words.py.

import { slopesAlong } from "../computing/descent.js";
import { fixed, general, numberText, place, short } from "../draw/text.js";
import { listed } from "../without_python.js";

/** @import { Pair, Window } from "../kernel.d.ts" */
/** @import { Course } from "../computing/optimisers.js" */
/** @typedef {ReturnType<typeof runnerOf>} Runner */
/** @typedef {{ window: Window, start: Pair, steps: number, noise: number, runners: Runner[] }} Race noise is the standard deviation of what SGD adds to each component */

const FAR_WIDTHS = 5; // widths of the window: nothing of a path that far out is left to see
const LEVEL_SHARE = 1e-9; // of |∇f|: a slope that is less is neither uphill nor down

/** What there is to read off a course. @param {string} method @param {Course} course @param {Window} window */
export function runnerOf(method, { path: whole, values, gradients }, window) {
  const path = whole.slice(0, -1);
  const slopes = slopesAlong([...gradients, gradients[gradients.length - 1]], whole);
  const shares = slopes.map((slope, k) => {
    const length = Math.sqrt(gradients[k][0] ** 2 + gradients[k][1] ** 2);
    return length > 0 ? slope / length : NaN;
  });
  const left = leftAt(path, window);
  return {
    method,
    path,
    values,
    /** The slope along the step from each point to the next, the one from the last point included, */
    slopes,
    /** as a share of |∇f|, */
    shares,
    /** and whether it leads uphill. */
    uphill: shares.map((share) => share > LEVEL_SHARE),
    /** The number of the first point out of the window, of a path that is far beyond it by now; else null. */
    left,
    /** How many points there are to be seen. */
    count: left === null ? path.length : left + 1,
  };
}

/** @param {Pair[]} path @param {Window} window */
function leftAt(path, { xlim, ylim }) {
  const within = (/** @type {number} */ widths) => {
    const [rx, ry] = [widths * (xlim[1] - xlim[0]), widths * (ylim[1] - ylim[0])];
    const [cx, cy] = [(xlim[0] + xlim[1]) / 2, (ylim[0] + ylim[1]) / 2];
    return (/** @type {Pair} */ [x, y]) => Math.abs(x - cx) <= rx && Math.abs(y - cy) <= ry;
  };
  if (path.every(within(FAR_WIDTHS))) return null;
  const inside = within(0.5 * (1 + LEVEL_SHARE));
  return path.findIndex((at) => !inside(at));
}

/** @template T @param {T[]} row */
const endOf = (row) => row[row.length - 1];

/** @param {Race} race */
export const presentIn = ({ runners }) => runners.filter(({ left }) => left === null);

/** Those still there, the lowest first. @param {Race} race */
const orderOf = (race) => presentIn(race).sort((a, b) => endOf(a.values) - endOf(b.values));

/** The table beside the picture. @returns {string[][]} @param {Race} race */
export const raceRows = ({ window, steps, runners }) =>
  runners.map(({ method, path, values, slopes, uphill, left, count }) => {
    const last = count - 1;
    const climbed = uphill.slice(0, last).filter(Boolean).length;
    return [
      method,
      left === null ? String(steps) : `left at ${last}`,
      place(...path[last], window),
      numberText(values[last]),
      left === null ? numberText(endOf(slopes)) : "—",
      String(climbed),
    ];
  });

/** Who is how far, the lowest first. @param {Race} race */
export function raceWords(race) {
  const { runners, steps } = race;
  if (!runners.length) return "Nobody takes part: give one of the methods a rate.";
  if (!steps) return `At the start, where f is ${short(runners[0].values[0])}: ${listed(runners.map(({ method }) => method))}.`;
  const ahead = orderOf(race).map(({ method, values }) => `${method} at f = ${short(endOf(values))}`);
  if (!ahead.length) return "Nobody is left on the map.";
  const taken = steps === 1 ? "1 step" : `${steps} steps`;
  return `After ${taken}, and as many gradients each: ${listed(ahead)}${ahead.length > 1 ? ", the lowest first." : "."}`;
}

/** Who has left, and whose next step begins uphill. @param {Race} race */
export function raceRemark(race) {
  const gone = race.runners.flatMap(({ method, path, left }) => {
    if (left === null) return [];
    const from = place(...path[Math.max(left - 1, 0)], race.window);
    return [`${method[0].toUpperCase()}${method.slice(1)} has left the map in step ${left}, from ${from}: its rate is too great here.`];
  });
  const climbing = presentIn(race).filter(({ uphill }) => endOf(uphill));
  const each = climbing.map(({ method, slopes }) => `${method} (Dᵤf = ${short(endOf(slopes))})`);
  return [...gone, ...(each.length ? [`The next step leads uphill for ${listed(each)}.`] : [])].join(" ");
}

/** The values where the race is. @param {Race} race */
export function lastValuesWords(race) {
  const there = presentIn(race).map(({ method, values }) => `${method} ${numberText(endOf(values))}`);
  return `f after each step: ${listed(there) || "nobody is left"}.`;
}

/** How steep the next steps are, as shares of the steepest descent. @param {Race} race */
export function raceSlopesWords(race) {
  const known = presentIn(race).filter(({ shares }) => Number.isFinite(endOf(shares)));
  if (!known.length) return "There is no next step whose slope could be told.";
  const shares = known.map(({ method, shares }) => `${method} ${fixed(endOf(shares), 2)}`);
  return `Dᵤf / |∇f| of the next step: ${listed(shares)}; −1 is the steepest descent, above 0 is uphill.`;
}

/** What the race is run on. @param {Race} race */
export function raceNote({ noise }) {
  return (
    "Each step costs each method one gradient. The function has no data to draw batches of: the gradients of SGD " +
    `are whole ones with ${noise ? `noise of standard deviation ${general(noise, 3)} in each component` : "no noise"}, ` +
    "the same for the same seed. Dots: a step that begins uphill, Dᵤf > 0. " +
    "Momentum and Nesterov keep β = 0.9, RMSProp α = 0.99, Adam β₁ = 0.9 and β₂ = 0.999."
  );
}
