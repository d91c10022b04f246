// The descent of lesson 06, as gradcalc/boards/descent.py reads, says and shows it.

import { fixed, general, numberText } from "../draw/text.js";
import { parseFormula } from "../formula/parser.js";
import { sliderOver } from "../hand/inputs.js";
import { keepLast, onceFor } from "../keeping.js";
import { clamp } from "../numbers.js";
import { lowestWords, runDescent, runRemark, runRows, runWords } from "../reading/runs.js";
import { lowestMarks, pathMarks, pathSlopeMarks, pathValueMarks } from "../scenes/path.js";
import { pathOnHill, pathOnHillWords } from "../scenes/path_on_hill.js";
import { graphFrame, quantileOf, risingFinite } from "../stage/frames.js";
import { graphPaper } from "../stage/papers.js";
import { groundOf, GROUNDS_KEPT } from "./grounds.js";

/** @import { Shown } from "../draw/panel.js" */
/** @import { Limits } from "../kernel.d.ts" */
/** @import { Hill } from "../space/hill.js" */
/** @import { BoardTold, ComputedBoard, ToldSurface, Values } from "./boards.d.ts" */
/** @import { SurfaceGround } from "./grounds.js" */

const LOWEST = 1e-8; // of the greatest value: where a logarithmic axis ends

/** The bowls of condition numbers. @type {ReturnType<typeof keepLast<ToldSurface>>} */
const ellipticOf = keepLast(GROUNDS_KEPT);

/** The bowl whose Hessian has the eigenvalues 1 and κ. @param {number} condition */
function ellipticBowl(condition) {
  return ellipticOf(String(condition), () => {
    const tree = parseFormula(`(x^2 + ${condition} y^2)/2`);
    return { name: `elliptic bowl, κ = ${general(condition, 3)}`, tree, xlim: [-2, 2], ylim: [-2, 2], start: [-1.8, 0.8], lowest: [[0, 0]] };
  });
}

/** @param {Values} values @param {BoardTold} told */
const surfaceOf = (values, told) => ("condition" in values ? ellipticBowl(values.condition) : told.surfaces[values.function]);

/** The heights of f in a graph, on a logarithmic axis where f is nowhere negative. @param {SurfaceGround} ground */
export function valueLimits({ chart }) {
  const finite = risingFinite(chart.Z);
  const low = finite[0];
  const high = finite[finite.length - 1] > low ? finite[finite.length - 1] : low + 1;
  const [log, pad] = [low >= 0, 0.1 * (high - low)];
  return { limits: /** @type {Limits} */ (log ? [Math.log10(high * LOWEST), Math.log10(high) + 0.5] : [low - pad, high + pad]), log };
}

/** The graphs of a function: f against the steps, and the slopes. */
const graphsOf = onceFor((/** @type {SurfaceGround} */ ground, /** @type {ToldSurface} */ { start }, /** @type {number} */ most) => {
  const { limits, log } = valueLimits(ground);
  const steepness = Math.hypot(...ground.gradient(...start));
  const limit = 1.6 * ((steepness > 0 ? steepness : quantileOf(ground.lengths, 0.75)) || 1);
  const graph = (/** @type {Limits} */ ylim, /** @type {string} */ title, along = "") =>
    /** @type {Shown} */ ({ ...graphFrame([0, most], ylim), dark: false, paper: graphPaper(title, "number of steps", along) });
  return { values: graph(limits, "f after each step", log ? "y" : ""), slopes: graph([-limit, limit / 2], "slope $D_u f$ along each step"), log };
});

/** @type {ComputedBoard} */
export const descentBoard = {
  ground(values, told) {
    const { name, tree } = surfaceOf(values, told);
    return tree ? name : null;
  },
  papers(values, told) {
    const surface = surfaceOf(values, told);
    const ground = groundOf(/** @type {any} */ (surface));
    const { values: heights, slopes } = graphsOf(ground, surface, told.most);
    return { map: ground.map, hill: ground.hill, values: heights, slopes };
  },
  frame(values, told, grounds) {
    const surface = surfaceOf(values, told);
    const ground = groundOf(/** @type {any} */ (surface));
    const run = runDescent(ground, [clamp(values.x, ...surface.xlim), clamp(values.y, ...surface.ylim)], /** @type {any} */ (values));
    const { values: heights, slopes, log } = graphsOf(ground, surface, told.most);
    const hill = /** @type {Hill} */ (grounds.hill.hill);
    const { condition, momentum } = values;
    return {
      marks: { map: [...lowestMarks(surface.lowest, ground.map), ...pathMarks(run, ground.scale, ground.map)], values: pathValueMarks(run, heights.ylim, log), slopes: pathSlopeMarks(run, slopes.ylim) },
      solids: { hill: pathOnHill(hill, run, ground.scale, ground) },
      table: [...runRows(run), ...(condition ? [["limit of the rate", fixed((2 * (1 + momentum)) / Math.max(1, condition), 4)]] : [])],
      remark: runRemark(run),
      note: `${scaleNote(ground.scale)}. Dotted in the graph of slopes: −|∇f|, the steepest fall there is.`,
      alternatives: {
        map: runWords(run) + lowestWords(surface),
        hill: pathOnHillWords(hill, run, ground),
        values: `f after each step: it is now ${numberText(run.values[run.steps])}.`,
        slopes: `Slope along each step: along the next one it is ${numberText(run.slopes[run.steps])}.`,
      },
    };
  },
  /** @returns {Record<string, Record<string, any>>} @param {string} name @param {Values} values @param {BoardTold} told */
  follows(name, values, told) {
    if (name !== "function") return {};
    const { xlim, ylim, start } = told.surfaces[values.function];
    return { x: sliderOver(xlim, start[0]), y: sliderOver(ylim, start[1]) };
  },
  actions: {
    *"One step"(now, told) {
      yield { steps: Math.min(now().steps + 1, told.most) };
    },
    *Play(now, told) {
      if (now().steps >= told.most) yield { steps: 0 };
      const away = () => {
        const surface = surfaceOf(now(), told);
        return runDescent(groundOf(/** @type {any} */ (surface)), [now().x, now().y], /** @type {any} */ (now())).away;
      };
      while (now().steps < told.most && !away()) yield { steps: now().steps + 1 };
    },
    *"Back to the start"() {
      yield { steps: 0 };
    },
  },
  pause: 0.15,
};

/** @param {number} scale */
function scaleNote(scale) {
  if (scale === 1) return "−∇f is drawn at true length";
  return `−∇f is drawn at ${scale > 1 ? `${general(scale, 6)} ×` : `1/${general(1 / scale, 6)} of`} true length`;
}
