// What lies under the pictures of boards that show a function: its map, its hill and what else depends on it alone.

import { exactOf } from "../computing/differences.js";
import { magnitudesOf } from "../computing/field.js";
import { formulaFunction } from "../formula/values.js";
import { keepLast } from "../keeping.js";
import { contourGrid } from "../stage/contours.js";
import { arrowScale, hillFrame, longerSide, mapFrame, risingFinite } from "../stage/frames.js";
import { hillData } from "../stage/hill.js";
import { levelMap, sampleMap } from "../stage/levels.js";
import { hillPaper, mapPaper } from "../stage/papers.js";

/** @import { Shown } from "../draw/panel.js" */
/** @import { Tree } from "../formula/tree.js" */
/** @import { ToldSurface } from "./boards.d.ts" */
/** @typedef {ReturnType<typeof surfaceGround>} SurfaceGround */

export const GROUNDS_KEPT = 16; // more than a list has; a slider may go through any number of them

/** @type {ReturnType<typeof keepLast<SurfaceGround>>} */
const keptGround = keepLast(GROUNDS_KEPT);

/** A function in its window, once for each of the last ones. @param {ToldSurface & { tree: Tree }} surface */
export function groundOf(surface) {
  const { tree, xlim, ylim, name } = surface;
  return keptGround(JSON.stringify([tree, xlim, ylim, name]), () => surfaceGround(surface));
}

/** @param {ToldSurface & { tree: Tree }} surface */
function surfaceGround({ tree, name, xlim, ylim }) {
  const [window, given] = [{ xlim, ylim }, { tree, name }];
  const [chart, frame] = [sampleMap(tree, xlim, ylim), mapFrame(window)];
  const lengths = risingFinite(magnitudesOf(tree, window));
  /** @type {Shown | undefined} */
  let hill;
  /** @type {ReturnType<typeof contourGrid> | undefined} */
  let grid;
  return {
    f: formulaFunction(tree),
    gradient: exactOf(tree),
    window,
    chart,
    lengths,
    /** The factor by which gradients are drawn. */
    scale: arrowScale(lengths.filter((length) => length > 0), longerSide(window)),
    map: /** @type {Shown} */ ({ ...frame, dark: false, levels: levelMap(chart, frame, true), paper: mapPaper(given) }),
    /** For the lines of any level. */
    get grid() {
      return (grid ??= contourGrid(chart.x, chart.y, chart.Z));
    },
    get hill() {
      if (hill) return hill;
      const data = hillData(chart);
      const look = { dark: false, hill: data, levels: levelMap(chart, frame, false), paper: hillPaper(given, data.factor) };
      return (hill = /** @type {Shown} */ ({ ...hillFrame(window), ...look }));
    },
  };
}
