// Secant and tangent as h shrinks, and the error against h: gradcalc/boards/step_size.py.

import { createCurve } from "../computing/steps.js";
import { clamp, evenlySpaced } from "../numbers.js";
import { closeWords, errorWords, readStep, secantWords, stepRemark, stepRows } from "../reading/step.js";
import { errorScene } from "../scenes/error_curve.js";
import { closeScene, farScene, SECANT_REACH } from "../scenes/secant.js";
import { frameAround, graphFrame } from "../stage/frames.js";
import { graphPaper } from "../stage/papers.js";

/** @import { Curve } from "../computing/steps.js" */
/** @import { Shown } from "../draw/panel.js" */
/** @import { Frame, Limits, Mark } from "../kernel.d.ts" */
/** @import { StepReading } from "../reading/step.js" */
/** @import { Paper } from "../stage/papers.js" */
/** @import { BoardTold, ComputedBoard, Values } from "./boards.d.ts" */
/** @typedef {{ key(values: Values): string, frame(curve: Curve, values: Values): Frame, paper(curve: Curve): Paper, scene(reading: StepReading, frame: Frame): Mark[], words(reading: StepReading): string }} StepPicture */

/** @type {Limits} */
const STEP_WINDOW = [0, 3.4];
/** @type {Limits} */
const STEP_ERRORS = [-18.5, 5]; // powers of ten

/** @type {Record<string, StepPicture>} */
const STEP_PICTURES = {
  far: {
    key: ({ function: name }) => name,
    frame(curve) {
      const heights = evenlySpaced(...STEP_WINDOW, 341).map(curve.f.float64);
      const [low, high] = [Math.min(...heights), Math.max(...heights)];
      return graphFrame(STEP_WINDOW, [low - 0.12 * (high - low), high + 0.2 * (high - low)]);
    },
    paper: (curve) => graphPaper(`$f$ = ${curve.name}, tangent and secant`, ""),
    scene: (reading, { xlim, ylim }) => farScene(reading, xlim, ylim),
    words: secantWords,
  },
  close: {
    key: ({ function: name, x }) => `${name} ${x}`,
    frame(curve, { x }) {
      const limit = SECANT_REACH * 1.4 * (Math.abs(curve.derivative(x, 1)) || 1);
      return graphFrame([-SECANT_REACH, SECANT_REACH], [-limit, limit]);
    },
    paper: () => graphPaper("close up: within 2h of x", "distance from x, in units of h"),
    scene: (reading, { ylim }) => closeScene(reading, ylim),
    words: closeWords,
  },
  error: {
    key: ({ smallest }) => String(smallest),
    frame: (_, { smallest }) => frameAround(400, 250, [Math.round(Math.log10(smallest)), 0], STEP_ERRORS),
    paper: () => graphPaper("error of the slope against h", "step size h", "xy"),
    scene: (reading, { xlim, ylim }) => errorScene(reading, xlim, ylim),
    words: errorWords,
  },
};

/** @param {BoardTold} told @param {Values} values @returns {Curve} */
const curveOf = (told, { function: name }) => createCurve(name, told.curves[name]);

/** What a chooser of the shortest h changes of the slider beside it: step_controls() in step_size.py. @type {NonNullable<ComputedBoard["follows"]>} */
export function stepLimits(name, { smallest, h }) {
  if (name !== "smallest") return {};
  const min = Math.round(Math.log10(smallest));
  return { h: { min, value: clamp(h, 10 ** min, 1) } };
}

/** The papers of a board, made anew where their key has changed. @type {WeakMap<BoardTold, Record<string, { key: string, shown: Shown }>>} */
const stepPapers = new WeakMap();

/** @type {ComputedBoard} */
export const stepBoard = {
  ground: (values, told) => told.views.map((/** @type {string} */ view) => STEP_PICTURES[view].key(values)).join("; "),
  papers(values, told) {
    const kept = stepPapers.get(told) ?? {};
    stepPapers.set(told, kept);
    for (const view of told.views) {
      const { key, frame, paper } = STEP_PICTURES[view];
      if (kept[view]?.key === key(values)) continue;
      const curve = curveOf(told, values);
      kept[view] = { key: key(values), shown: { ...frame(curve, values), paper: paper(curve), dark: false } };
    }
    return Object.fromEntries(told.views.map((/** @type {string} */ view) => [view, kept[view].shown]));
  },
  frame(values, told, grounds) {
    const reading = readStep(curveOf(told, values), /** @type {any} */ (values));
    /** @param {(picture: StepPicture, view: string) => any} make */
    const each = (make) => Object.fromEntries(told.views.map((/** @type {string} */ view) => [view, make(STEP_PICTURES[view], view)]));
    return {
      table: stepRows(reading),
      remark: stepRemark(reading),
      note: told.note,
      alternatives: each(({ words }) => words(reading)),
      marks: each(({ scene }, view) => scene(reading, grounds[view].frame)),
    };
  },
  follows: stepLimits,
};
