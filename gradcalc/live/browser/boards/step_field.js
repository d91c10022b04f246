// The exact gradient field beside the one by differences: gradcalc/boards/step_field.py.

import { differencesOf, exactOf } from "../computing/differences.js";
import { fixed, scientific } from "../draw/text.js";
import { evenlySpaced } from "../numbers.js";
import { pairedArrows } from "../scenes/field_pair.js";
import { frameAround, mapFrame } from "../stage/frames.js";
import { levelMap, sampleMap } from "../stage/levels.js";
import { stepLimits } from "./step_size.js";

/** @import { Shown } from "../draw/panel.js" */
/** @import { Tree } from "../formula/tree.js" */
/** @import { Pair, Window } from "../kernel.d.ts" */
/** @import { BoardTold, ComputedBoard, ToldSurface, Values } from "./boards.d.ts" */

const PAIR_ARROWS = 14; // per axis: two maps stand side by side
const SHRUNK = 0.82; // of the usual size of a map
/** @type {Record<string, string>} */
const PAIR_TITLES = { exact: "exact gradient", found: "gradient by differences" };

/**
 * The points of a window, the exact gradient there, and the distance of two points.
 * @param {Tree} tree @param {Window} window
 */
function exactField(tree, { xlim, ylim }) {
  const [xs, ys] = [xlim, ylim].map((limits) => [...evenlySpaced(...limits, PAIR_ARROWS)]);
  const points = ys.flatMap((y) => xs.map((x) => /** @type {Pair} */ ([x, y])));
  const exact = points.map(([x, y]) => exactOf(tree)(x, y));
  return { points, exact, cell: Math.min(xlim[1] - xlim[0], ylim[1] - ylim[0]) / (PAIR_ARROWS - 1) };
}

/** @returns {ToldSurface & { tree: Tree }} @param {BoardTold} told @param {Values} values */
const pairedSurface = (told, { function: name }) => /** @type {any} */ (told.surfaces[name]);

/** @type {WeakMap<ToldSurface, Record<string, Shown>>} */
const papersOfPairs = new WeakMap();

/** The two maps of a function, drawn once. @param {ToldSurface & { tree: Tree }} surface */
function pairedPapers(surface) {
  const { tree, xlim, ylim } = surface;
  const known = papersOfPairs.get(surface);
  if (known) return known;
  const whole = mapFrame({ xlim, ylim });
  const frame = frameAround(SHRUNK * whole.box_width, SHRUNK * whole.box_height, whole.xlim, whole.ylim);
  const look = { ...frame, dark: false, levels: levelMap(sampleMap(tree, xlim, ylim), frame, true) };
  const papers = Object.entries(PAIR_TITLES).map(([which, title]) => [which, { ...look, paper: { kind: "map", title: [title], xlabel: "x", log: "" } }]);
  const made = Object.fromEntries(papers);
  papersOfPairs.set(surface, made);
  return made;
}

/** The lengths of vectors that are finite, rising. @param {Pair[]} vectors */
const risingLengths = (vectors) => Float64Array.from(vectors, ([dx, dy]) => Math.hypot(dx, dy)).filter(Number.isFinite).sort();

/** @type {ComputedBoard} */
export const stepFieldBoard = {
  ground: (values, told) => (pairedSurface(told, values).tree ? values.function : null),
  papers: (values, told) => pairedPapers(pairedSurface(told, values)),
  frame(values, told) {
    const surface = pairedSurface(told, values);
    const { points, exact, cell } = exactField(surface.tree, surface);
    const f = differencesOf(surface.tree);
    const found = points.map(([x, y]) => f.gradient(x, y, values.method, values.h));
    const errors = risingLengths(found.map(([dx, dy], i) => [dx - exact[i][0], dy - exact[i][1]]));
    const [greatest, longest] = [errors, risingLengths(exact)].map((lengths) => lengths[lengths.length - 1]);
    const middle = (errors[(errors.length - 1) >> 1] + errors[errors.length >> 1]) / 2;
    const worst = errors.length ? `the greatest error of an arrow is ${scientific(greatest, 1)}` : "no arrow is a number";
    return {
      table: errors.length
        ? [["longest exact arrow", fixed(longest, 4)], ["greatest error of an arrow", scientific(greatest, 1)], ["middle error (median)", scientific(middle, 1)]]
        : [["errors", "undefined"]],
      remark: "",
      note: told.note,
      alternatives: {
        exact: `The exact gradient field of ${surface.name}.`,
        found: `The field by the ${values.method} method with h = ${scientific(values.h, 1)}: ${worst}.`,
      },
      marks: { exact: [pairedArrows(points, exact, exact, cell)], found: [pairedArrows(points, found, exact, cell)] },
    };
  },
  follows: stepLimits,
};
