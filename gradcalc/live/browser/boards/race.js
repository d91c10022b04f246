// The race of optimisers, as gradcalc/boards/race.py reads, says and shows it.

import { METHODS, runCourse } from "../computing/optimisers.js";
import { sliderOver } from "../hand/inputs.js";
import { keepLast, onceFor } from "../keeping.js";
import { clamp } from "../numbers.js";
import { lastValuesWords, presentIn, raceNote, raceRemark, raceRows, raceSlopesWords, raceWords, runnerOf } from "../reading/race.js";
import { KEY_LIMITS, keyMarks, raceMarks, raceSlopeMarks, raceValueMarks, SLOPE_LIMITS } from "../scenes/race.js";
import { raceOnHill, raceOnHillWords } from "../scenes/race_on_hill.js";
import { graphFrame } from "../stage/frames.js";
import { graphPaper } from "../stage/papers.js";
import { valueLimits } from "./descent.js";
import { groundOf } from "./grounds.js";

/** @import { Shown } from "../draw/panel.js" */
/** @import { Pair } from "../kernel.d.ts" */
/** @import { Race, Runner } from "../reading/race.js" */
/** @import { Hill } from "../space/hill.js" */
/** @import { BoardTold, ComputedBoard, Values } from "./boards.d.ts" */
/** @import { SurfaceGround } from "./grounds.js" */

const RUNNERS_KEPT = 64; // of the last moves of the controls
const PER_GRADIENT = "gradients, of each method";
const KEY_SIZE = { width: 344, height: 70, margin: 4 }; // pixels
const SLOPES_TITLE = {
  mathml: "<math><msub><mi>D</mi><mi>u</mi></msub><mi>f</mi><mo>/</mo><mo>|</mo><mo>∇</mo><mi>f</mi><mo>|</mo></math>",
};

/** @type {Shown} */
const keyPaper = {
  width: KEY_SIZE.width + 2 * KEY_SIZE.margin,
  height: KEY_SIZE.height + 2 * KEY_SIZE.margin,
  left: KEY_SIZE.margin,
  top: KEY_SIZE.margin,
  box_width: KEY_SIZE.width,
  box_height: KEY_SIZE.height,
  xlim: KEY_LIMITS.x,
  ylim: KEY_LIMITS.y,
  dark: false,
};

/** The graphs of a function. */
const raceGraphsOf = onceFor((/** @type {SurfaceGround} */ ground, /** @type {BoardTold} */ { most }) => {
  const { limits, log } = valueLimits(ground);
  const graph = { dark: false, levels: null };
  return {
    values: { ...graphFrame([0, most], limits), ...graph, paper: graphPaper("f after each step", PER_GRADIENT, log ? "y" : "") },
    slopes: { ...graphFrame([0, most], SLOPE_LIMITS), ...graph, paper: { ...graphPaper("", PER_GRADIENT), title: [SLOPES_TITLE, " along each step"] } },
    log,
  };
});

/** @param {Values} values @param {BoardTold} told */
const raceGroundOf = (values, told) => groundOf(/** @type {any} */ (told.surfaces[values.function]));

/** What SGD adds, for each seed: a row of standard normal numbers, those of the components of a step side by side. @type {ReturnType<typeof keepLast<Float64Array>>} */
const chances = keepLast(1);

/** @param {BoardTold} told */
const chanceOf = ({ chance }) => chances(chance, () => new Float64Array(Uint8Array.from(atob(chance), (letter) => letter.charCodeAt(0)).buffer));

/** Of a function. @type {(ground: SurfaceGround) => ReturnType<typeof keepLast<Runner>>} */
const keptRunnersOf = onceFor(() => keepLast(RUNNERS_KEPT));

/** @returns {Race} @param {Values} values @param {BoardTold} told */
function raceOf(values, told) {
  const [ground, { steps, seed, decay }] = [raceGroundOf(values, told), values];
  const { f, gradient, window } = ground;
  const start = /** @type {Pair} */ ([clamp(values.x, ...window.xlim), clamp(values.y, ...window.ylim)]);
  const [gx, gy] = gradient(...start);
  const wanted = (values.noise * Math.sqrt(gx ** 2 + gy ** 2)) / Math.SQRT2;
  const size = Number.isFinite(wanted) ? wanted : 0;
  const row = seed * 2 * (told.most + 1);
  const kept = keptRunnersOf(ground);
  const runners = Object.keys(METHODS).flatMap((method) => {
    const rate = values[told.rates[method]];
    if (!rate) return [];
    const noisy = method === "SGD" && size;
    const key = [...start, method, rate, steps, noisy && [size, seed], method === "Adam" && decay].join();
    return [
      kept(key, () => {
        const chance = chanceOf(told);
        const noise = noisy ? (/** @type {number} */ k, /** @type {number} */ part) => size * chance[row + 2 * k + part] : () => 0;
        return runnerOf(method, runCourse(f, gradient, start, { method, rate, steps, decay, noise }), window);
      }),
    ];
  });
  return { window, start, steps, noise: size, runners };
}

/** @type {ComputedBoard} */
export const raceBoard = {
  ground(values, told) {
    const { name, tree } = told.surfaces[values.function];
    return tree ? name : null;
  },
  papers(values, told) {
    const ground = raceGroundOf(values, told);
    const { values: heights, slopes } = raceGraphsOf(ground, told);
    return { map: ground.map, hill: ground.hill, key: keyPaper, values: heights, slopes };
  },
  frame(values, told, grounds) {
    const ground = raceGroundOf(values, told);
    const { values: heights, log } = raceGraphsOf(ground, told);
    const [race, hill] = [raceOf(values, told), /** @type {Hill} */ (grounds.hill.hill)];
    return {
      marks: { map: raceMarks(race, ground.map), key: keyMarks(race), values: raceValueMarks(race, heights.ylim, log), slopes: raceSlopeMarks(race) },
      solids: { hill: raceOnHill(hill, race, ground) },
      table: raceRows(race),
      remark: raceRemark(race),
      note: raceNote(race),
      alternatives: { map: raceWords(race), hill: raceOnHillWords(hill, race, ground), key: "", values: lastValuesWords(race), slopes: raceSlopesWords(race) },
    };
  },
  follows(name, values, told) {
    if (name !== "function") return {};
    const { xlim, ylim, start } = told.surfaces[values.function];
    const rates = Object.entries(told.fitting[values.function] ?? {}).filter(([control]) => values[control]);
    return { x: sliderOver(xlim, start[0]), y: sliderOver(ylim, start[1]), ...Object.fromEntries(rates.map(([control, value]) => [control, { value }])) };
  },
  actions: {
    *"One step"(now, told) {
      yield { steps: Math.min(now().steps + 1, told.most) };
    },
    *Play(now, told) {
      if (now().steps >= told.most) yield { steps: 0 };
      while (now().steps < told.most && presentIn(raceOf(now(), told)).length) yield { steps: now().steps + 1 };
    },
    *"Back to the start"() {
      yield { steps: 0 };
    },
  },
  pause: 0.05,
};
