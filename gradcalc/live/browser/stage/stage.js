// All that a function's pictures have beside their marks: frames, scale of arrows, contours, hill and paper, as
// gradcalc/live/explorer/stage.py prepares them and gradcalc/pictures/panels.py makes them.

import { magnitudesOf } from "../computing/field.js";
import { padded } from "../draw/axes.js";
import { keepLast } from "../keeping.js";
import { arrowScale, graphFrame, heightsOf, hillFrame, longerSide, mapFrame, risingFinite, slopeLimit, WindowError } from "./frames.js";
import { hillData } from "./hill.js";
import { levelMap, sampleMap } from "./levels.js";
import { GRAPH_PAPERS, hillPaper, mapPaper } from "./papers.js";

/** @import { Frame, Limits, Window } from "../kernel.d.ts" */
/** @import { Shown } from "../draw/panel.js" */
/** @import { Given } from "./papers.js" */
/** @typedef {{ scale: number, panels: Record<string, Shown> }} Stage */

const STAGES_KEPT = 24; // the last ones, more than a list has: who goes back, or moves a slider, waits for none
/** @type {ReturnType<typeof keepLast<Stage>>} */
const keptStage = keepLast(STAGES_KEPT);

/**
 * The stage for a function in a window. Throws a WindowError where nothing can be shown.
 * @returns {Stage}
 * @param {Given} given
 * @param {Window} window
 * @param {string[]} views names of pictures
 */
export function createStage(given, { xlim, ylim }, views) {
  return keptStage(JSON.stringify([given.tree, given.title, xlim, ylim, views]), () => makeStage(given, { xlim, ylim }, views));
}

/** @returns {Stage} @param {Given} given @param {Window} window @param {string[]} views */
function makeStage(given, window, views) {
  const frame = mapFrame(window);
  const known = risingFinite(magnitudesOf(given.tree, window));
  if (!known.length) throw new WindowError("Nowhere in this window has this function a value and a slope: choose another window.");
  const lengths = known.filter((length) => length > 0);
  const chart = once(() => sampleMap(given.tree, window.xlim, window.ylim));
  const heights = once(() => heightsOf(chart().Z));
  const map = once(() => ({ ...frame, levels: levelMap(chart(), frame, true), paper: mapPaper(given) }));
  const reach = 0.75 * longerSide(window);
  const limit = slopeLimit(lengths);
  /** @param {string} kind @param {Limits} xlim @param {Limits} ylim */
  const graph = (kind, xlim, ylim) => ({ ...graphFrame(xlim, ylim), paper: GRAPH_PAPERS[kind] });

  function surface() {
    const hill = hillData(chart());
    return { ...hillFrame(window), levels: levelMap(chart(), frame, false), hill, paper: hillPaper(given, hill.factor) };
  }
  /** @type {Record<string, () => Omit<Shown, "dark">>} */
  const makers = {
    map,
    components: map,
    level: map,
    slopes: () => graph("slopes", [0, 360], [-limit, limit]),
    slice: () => graph("slice", [-reach, reach], heights()),
    "slice x": () => graph("slice x", padded(window.xlim), heights()),
    "slice y": () => graph("slice y", padded(window.ylim), heights()),
    surface,
  };
  const panels = Object.fromEntries(views.map((kind) => [kind, { ...makers[kind](), dark: false }]));
  return { scale: arrowScale(lengths, longerSide(window)), panels };
}

/**
 * What something gives, computed when it is first asked for.
 * @template Found
 * @param {() => Found} make
 */
function once(make) {
  /** @type {[Found] | undefined} */
  let made;
  return () => (made ??= [make()])[0];
}
