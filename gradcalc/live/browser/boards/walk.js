// The walk of lesson 04, as gradcalc/boards/walk.py reads, says and shows it.

import { climbUp, followLevel, isLevel, levelWay, unitVector } from "../computing/walk.js";
import { fixed, short } from "../draw/text.js";
import { climbMarks, walkMarks } from "../scenes/walk.js";
import { graphFrame, heightsOf } from "../stage/frames.js";
import { graphPaper } from "../stage/papers.js";
import { groundOf } from "./grounds.js";

/** @import { Walk } from "../computing/walk.js" */
/** @import { Shown } from "../draw/panel.js" */
/** @import { BoardTold, ComputedBoard, Values } from "./boards.d.ts" */
/** @import { SurfaceGround } from "./grounds.js" */

const ALONG_LEVEL = "along the level curve";
const UP_GRADIENT = "up the gradient";
const LEFT_PICTURE = "Here the walk leaves the picture.";

/** @param {Values} values @param {BoardTold} told */
const walkGround = (values, told) => groundOf(/** @type {any} */ (told.surfaces[values.function]));

/** The walk that was asked for last: Play shows one more step of it at a time. @type {{ asked: string, whole: Walk }} */
let lastWalk = { asked: "", whole: { points: [], values: [], ending: "" } };

/** All the steps that may be shown. @returns {Walk} @param {Values} values @param {BoardTold} told */
function wholeWalk({ function: name, x, y, step, way }, told) {
  const asked = [name, x, y, step, way].join();
  if (lastWalk.asked !== asked) {
    const ground = walkGround({ function: name }, told);
    const { f, gradient } = ground;
    const found = way === UP_GRADIENT ? climbUp(f, gradient, [x, y], step, told.longest) : followLevel(f, gradient, [x, y], step, told.longest, way === ALONG_LEVEL);
    lastWalk = { asked, whole: insideOf(found, ground) };
  }
  return lastWalk.whole;
}

/** @returns {Walk} @param {Walk} walk @param {SurfaceGround} ground */
function insideOf(walk, { window: { xlim, ylim } }) {
  const kept = walk.points.findIndex(([x, y]) => x < xlim[0] || x > xlim[1] || y < ylim[0] || y > ylim[1]);
  return kept > 0 ? { points: walk.points.slice(0, kept), values: walk.values.slice(0, kept), ending: LEFT_PICTURE } : walk;
}

/** The graph of f, once for each function. @type {WeakMap<SurfaceGround, Shown>} */
const walkGraphs = new WeakMap();

/** @type {ComputedBoard} */
export const walkBoard = {
  ground: (values, told) => (told.surfaces[values.function].tree ? values.function : null),
  papers(values, told) {
    const ground = walkGround(values, told);
    if (!walkGraphs.has(ground)) {
      const frame = graphFrame([-3, told.longest + 3], heightsOf(ground.chart.Z));
      walkGraphs.set(ground, { ...frame, dark: false, paper: graphPaper("$f$ against the step", "step") });
    }
    return { map: ground.map, f: /** @type {Shown} */ (walkGraphs.get(ground)) };
  },
  frame(values, told, { map }) {
    const [whole, ground] = [wholeWalk(values, told), walkGround(values, told)];
    const last = whole.points.length - 1;
    const taken = Math.min(values.steps, last);
    const points = whole.points.slice(0, taken + 1);
    const [first, now] = [whole.values[0], whole.values[taken]];
    const gradient = ground.gradient(...points[taken]);
    const ended = Boolean(whole.ending) && taken === last;
    const uphill = values.way === UP_GRADIENT;
    const ahead = isLevel(gradient) || ended ? null : uphill ? unitVector(gradient) : levelWay(gradient);
    const walked = { whole, taken, uphill, ahead };
    const change = now - first;
    const length = points.reduce((sum, [x, y], k) => (k ? sum + Math.hypot(x - points[k - 1][0], y - points[k - 1][1]) : 0), 0);
    const at = (/** @type {[number, number]} */ [x, y], noise = 0) => `(${short(x, noise)}, ${short(y, noise)})`;
    return {
      marks: { map: walkMarks(walked, map.frame, ground), f: climbMarks(walked) },
      table: [
        ["f at the start", fixed(first + 0, 6)],
        ["f now", fixed(now + 0, 6)],
        ["change of f", Math.abs(change) < 5e-7 ? "0.000000" : `${change < 0 ? "" : "+"}${fixed(change, 6)}`],
        ["steps taken", String(taken)],
        ["way walked", fixed(Number(length.toFixed(9)), 2)],
      ],
      remark: ended ? whole.ending : "",
      note: "",
      alternatives: {
        map:
          `A walk ${values.way} from ${at(points[0])}: ${taken} steps of ${short(values.step)}. ` +
          `At ${at(points[taken])}, where it has come to, the gradient is ${at(gradient, 1e-9)}.`,
        f: `f was ${short(first)} at the start and is ${short(now)} after ${taken} steps.`,
      },
    };
  },
  actions: {
    *"One step"(now, told) {
      const taken = Math.min(now().steps, wholeWalk(now(), told).points.length - 1);
      yield { steps: Math.min(taken + 1, told.longest) };
    },
    *Play(now, told) {
      const last = () => wholeWalk(now(), told).points.length - 1;
      if (now().steps >= last()) yield { steps: 0 };
      while (now().steps < last()) yield { steps: now().steps + 1 };
    },
    *"Back to the start"() {
      yield { steps: 0 };
    },
  },
  pause: 0.05,
};
