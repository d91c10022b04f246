// A run of gradient descent: its path, what there is to read off along it, and its words, as in gradcalc/readings/runs.py.

import { descendPath, descendWithSearch, slopesAlong } from "../computing/descent.js";
import { general, numberText, place, short } from "../draw/text.js";
import { minus } from "./vectors.js";

/** @import { Pair, Window } from "../kernel.d.ts" */
/** @import { ToldSurface } from "../boards/boards.d.ts" */
/** @import { SurfaceGround } from "../boards/grounds.js" */
/** @typedef {{ rate: number, momentum: number, steps: number, search: boolean }} How */
/** @typedef {ReturnType<typeof runDescent>} Run */

const RUN_AWAY = 5; // widths of the window

/** @param {Pick<SurfaceGround, "f" | "gradient" | "window">} surface @param {Pair} start @param {How} how */
export function runDescent({ f, gradient, window }, start, { rate, momentum, steps, search }) {
  const whole = search ? descendWithSearch(f, gradient, start, steps + 1, rate) : descendPath(gradient, start, rate, steps + 1, momentum);
  const gradients = whole.map((at) => gradient(...at));
  const path = whole.slice(0, -1);
  const [x, y] = path[steps];
  const near = (/** @type {number} */ at, /** @type {Pair} */ [low, high]) => Math.abs(at - (low + high) / 2) <= RUN_AWAY * (high - low);
  return {
    window,
    rate,
    momentum,
    search,
    steps,
    path,
    values: path.map((at) => f(...at)),
    gradients: gradients.slice(0, -1),
    lengths: gradients.slice(0, -1).map((g) => Math.hypot(...g)),
    /** The step from each point to the next, the one from the last point included, */
    onward: path.map((at, k) => minus(whole[k + 1], at)),
    /** and the slope along it. */
    slopes: slopesAlong(gradients, whole),
    /** Whether it is far beyond its window now. */
    away: !(near(x, window.xlim) && near(y, window.ylim)),
  };
}

/** The table beside the picture. @returns {string[][]} @param {Run} run */
export function runRows({ window, steps, path, values, lengths, onward, slopes }) {
  return [
    ["step k", String(steps)],
    ["point", place(...path[steps], window)],
    ["f", numberText(values[steps])],
    ["|∇f|", numberText(lengths[steps])],
    ["length of the next step", numberText(Math.hypot(...onward[steps]))],
    ["Dᵤf along the next step", numberText(slopes[steps])],
  ];
}

/** The path in words. @param {Run} run */
export function runWords({ window, rate, search, steps, path, values }) {
  const taken = steps === 1 ? "1 step" : `${steps} steps`;
  const how = search ? `with a line search, each rate at most ${general(rate, 3)},` : `of rate ${general(rate, 3)}`;
  const there = path[steps].every(Number.isFinite) ? `at ${place(...path[steps], window)}` : "beyond all numbers";
  return `After ${taken} ${how} the point is ${there}, and f has gone from ${short(values[0])} to ${short(values[steps])}.`;
}

/** Where a function is least inside its window, with a blank before it, as far as that is known. @param {ToldSurface} surface */
export function lowestWords({ lowest, xlim, ylim }) {
  const inside = lowest.filter(([x, y]) => xlim[0] <= x && x <= xlim[1] && ylim[0] <= y && y <= ylim[1]);
  return inside.length ? ` f is least at ${inside.map((at) => place(...at, { xlim, ylim })).join(", ")}.` : "";
}

/** What there is to say about the run at its last point, in a sentence, or nothing. @param {Run} run */
export function runRemark({ away, steps, values, gradients, lengths, onward }) {
  if (away) return "The run has gone far beyond the map.";
  if (!gradients[steps].every(Number.isFinite)) return "There is no gradient at this point, so there is no next step.";
  const [next, first] = [onward[steps], onward[0]].map((step) => Math.hypot(...step));
  if (lengths[steps] <= 1e-6 * Math.max(1, lengths[0]) && next <= 1e-6 * Math.max(1, first)) {
    return "The gradient is almost zero here, and so are the steps.";
  }
  if (steps && values[steps] > values[steps - 1]) {
    return `The last step climbed: f went from ${short(values[steps - 1])} to ${short(values[steps])}.`;
  }
  const turn = steps ? onward[steps][0] * onward[steps - 1][0] + onward[steps][1] * onward[steps - 1][1] : 0;
  return turn < 0 ? "The path zigzags: the next step turns back by more than 90°." : "";
}
