// Answers calls from Python: a line of JSON with a name and what is given in, a line of JSON with the answer out.

import { createInterface } from "node:readline";

import { readNumber } from "../../gradcalc/cards/prediction_inputs.js";
import { decodeKey, revealedByPage } from "../../gradcalc/cards/prediction_verdict.js";
import { answerInWords, commitmentInWords } from "../../gradcalc/cards/prediction_words.js";
import { differencesOf } from "../../gradcalc/live/browser/computing/differences.js";
import { fieldOf, magnitudesOf } from "../../gradcalc/live/browser/computing/field.js";
import { complexRefusal } from "../../gradcalc/live/browser/computing/refusal.js";
import { drawPaper, PAPER_GRID, PAPER_COLOURS } from "../../gradcalc/live/browser/draw/paper.js";
import { coordinate, fixed, general, numberText, scientific, short } from "../../gradcalc/live/browser/draw/text.js";
import { formulaMathML } from "../../gradcalc/live/browser/formula/mathml.js";
import { parseFormula } from "../../gradcalc/live/browser/formula/parser.js";
import { formulaGradient } from "../../gradcalc/live/browser/formula/slopes.js";
import { FormulaError } from "../../gradcalc/live/browser/formula/tree.js";
import { formulaFunction } from "../../gradcalc/live/browser/formula/values.js";
import { formulaText } from "../../gradcalc/live/browser/formula/writing.js";
import { IN_PYTHON, LINKED_GALLERY } from "../../gradcalc/live/browser/linking/explorer_link.js";
import { LinkError, readLink, writeLink } from "../../gradcalc/live/browser/linking/link.js";
import { NO_SITE } from "../../gradcalc/live/browser/linking/place.js";
import { qrCode } from "../../gradcalc/live/browser/linking/qr.js";
import { numbers } from "../../gradcalc/live/browser/numbers.js";
import { computedKnown, computedReading } from "../../gradcalc/live/browser/reading/computed.js";
import { interpolator, readLocally } from "../../gradcalc/live/browser/reading/samples.js";
import { fromAngle } from "../../gradcalc/live/browser/reading/vectors.js";
import { localWords } from "../../gradcalc/live/browser/reading/words.js";
import { computedWords } from "../../gradcalc/live/browser/reading/written.js";
import { withBytes } from "../../gradcalc/live/browser/recorded.js";
import { SCENES } from "../../gradcalc/live/browser/scenes/all.js";
import { surface } from "../../gradcalc/live/browser/scenes/surface.js";
import { decodeHill } from "../../gradcalc/live/browser/space/hill.js";
import { createEye } from "../../gradcalc/live/browser/space/seen.js";
import { contourGrid, contourLines, contourRings, crossingsOf } from "../../gradcalc/live/browser/stage/contours.js";
import { arrowScale, frameAround, graphFrame, heightsOf, hillFrame, mapFrame, risingFinite, slopeLimit } from "../../gradcalc/live/browser/stage/frames.js";
import { hillData } from "../../gradcalc/live/browser/stage/hill.js";
import { levelMap, sampleMap } from "../../gradcalc/live/browser/stage/levels.js";
import { GRAPH_PAPERS, graphPaper, mapPaper } from "../../gradcalc/live/browser/stage/papers.js";
import { createStage } from "../../gradcalc/live/browser/stage/stage.js";
import { niceTicks } from "../../gradcalc/live/browser/stage/ticks.js";
import { BOARD_CALLS } from "./board_calls.js";
import { recordingCanvas } from "./recording_canvas.js";

/** @import { Camera, Frame, HillData, Levels, Limits, Partials, Samples, Solid, State, Window } from "../../gradcalc/live/browser/kernel.d.ts" */

/** @type {Record<string, (...given: any[]) => unknown>} */
const CALLS = {
  /** @param {import("../../gradcalc/live/browser/kernel.d.ts").Asked} asked @param {any} answer */
  answer: (asked, answer) => answerInWords(asked, answer),
  /** @param {any} asked @param {string[]} texts */
  numbers_typed: (asked, texts) => texts.map((text) => readNumber(text, asked)),
  /**
   * What a page without Python reveals of commitments.
   * @param {any} asked @param {string} encoded @param {any[]} values @param {import("../../gradcalc/live/browser/kernel.d.ts").Confidence} confidence
   */
  revealed: (asked, encoded, values, confidence = "") => {
    const key = decodeKey(encoded);
    return key && values.map((value) => revealedByPage(asked, key, value, commitmentInWords(asked, value, confidence)));
  },
  ...BOARD_CALLS,
  /**
   * For each state the marks of each picture, or null where the gradient has to come from the kernel. What is kept
   * stands for the marks of a picture that waits.
   * @param {{ partials: Partials, heights: Samples, scale: number, window: Window, kept: any }} sent
   * @param {Record<string, Frame>} frames
   * @param {State[]} states
   */
  marks({ partials, heights, scale, window, kept }, frames, states) {
    const [partialsAt, heightAt] = [interpolator(partials), interpolator(heights)];
    const known = { cosine: partials.cosine, heightAt, window };
    return states.map((state) => {
      const reading = readLocally(state, partialsAt, heightAt, partials.error, partials.gap);
      const draw = (/** @type {string} */ kind) => SCENES[kind](reading, frames[kind], scale, kept, known);
      return reading.gradient && Object.fromEntries(Object.keys(frames).map((kind) => [kind, draw(kind)]));
    });
  },
  /** Of each formula, state and window: what f is like at the point. @param {[any, any, Window][]} asked */
  diagnoses: (asked) =>
    asked.map(([tree, state, window]) => {
      const { certain, diagnosis } = computedReading({ tree, name: "" }, state, window);
      return { ...diagnosis, certain };
    }),
  /**
   * For each state of a formula whether its reading is certain, and its words; drawn, its marks and solids too.
   * @param {any} tree @param {any[]} states @param {Window} window
   * @param {{ scale: number, directed: boolean, panels: Record<string, any> }} stage
   * @param {boolean} drawn
   */
  computed(tree, states, window, stage, drawn) {
    const given = { tree, name: "" };
    for (const panel of Object.values(stage.panels)) {
      if (panel.hill) panel.hill = decodeHill(panel.hill, panel.levels);
    }
    return states.map((state) => {
      const reading = computedReading(given, state, window);
      const words = computedWords(reading, { ...state, directed: stage.directed, stage, camera: state });
      const known = computedKnown(given, state, window);
      const marksOf = (/** @type {[string, any]} */ [kind, panel]) => {
        if (!panel.hill) return [kind, SCENES[kind](reading, panel, stage.scale, [], known)];
        const more = { hill: panel.hill, ...known, shows: state.shows, step: state.method === "forward" ? state.step : 0, directed: stage.directed };
        return [kind, surface(reading, stage.scale, [], more)];
      };
      return { certain: reading.certain, ...words, marks: drawn ? Object.fromEntries(Object.entries(stage.panels).map(marksOf)) : null };
    });
  },
  /**
   * For each state the solids of a hill, made in the browser.
   * @param {{ partials: Partials, heights: Samples, scale: number, directed: boolean, shows: string[], step: number }} sent
   * @param {{ hill: HillData, levels: Levels }} panel
   * @param {State[]} states
   */
  solids({ partials, heights, scale, directed, shows, step }, { hill, levels }, states) {
    const [partialsAt, heightAt] = [interpolator(partials), interpolator(heights)];
    const known = { hill: decodeHill(hill, levels), heightAt, cosine: partials.cosine, directed, shows, step };
    return states.map((state) => surface(readLocally(state, partialsAt, heightAt, partials.error, partials.gap), scale, [], known));
  },
  /**
   * What cameras see of solids: marks, where the facets and their contours are, and in which order they are drawn.
   * @param {{ hill: HillData, levels: Levels }} panel
   * @param {Solid[]} solids
   * @param {Camera[]} cameras
   */
  seen({ hill, levels }, solids, cameras) {
    const decoded = decodeHill(hill, levels);
    return cameras.map((camera) => {
      const view = createEye(decoded, camera);
      return { ...view.seen(solids), matrix: view.matrix, order: decoded.order(view.eye), contours: view.contours(), opacity: view.eye.opacity };
    });
  },
  /** What each text is understood as, or what is said of it and where. @param {string[]} texts */
  formulas: (texts) =>
    texts.map((typed) => {
      try {
        const tree = parseFormula(typed);
        return { text: formulaText(tree), mathml: formulaMathML(tree) };
      } catch (error) {
        if (!(error instanceof FormulaError)) throw error;
        return { message: error.message, place: [error.start, error.end] };
      }
    }),
  /**
   * The value and the two slopes of each tree at its places, as text: JSON has no infinity.
   * @param {import("../../gradcalc/live/browser/formula/tree.js").Tree[]} trees @param {[string, string][][]} places
   */
  formula_values: (trees, places) =>
    trees.map((tree, i) => {
      const [f, gradient] = [formulaFunction(tree), formulaGradient(tree)];
      return places[i].map(([x, y]) => [f(+x, +y), ...gradient(+x, +y)].map(String));
    }),
  links_know: () => [LINKED_GALLERY, IN_PYTHON, NO_SITE],
  /** @param {[string, any][]} some */
  links_written: (some) => some.map(([picture, state]) => writeLink(picture, state)),
  /** @param {string[]} links */
  links_read: (links) =>
    links.map((link) => {
      try {
        return readLink(link);
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        return { message: error.message };
      }
    }),
  /** @param {string} text @param {number} [mask] */
  qr: (text, mask) => qrCode(text, mask),
  /**
   * The levels of a formula in a window, what is drawn of them in a frame, with labels and without, and the hill above.
   * @param {import("../../gradcalc/live/browser/formula/tree.js").Tree} tree @param {Window} window @param {Frame} frame
   */
  stage_levels(tree, { xlim, ylim }, frame) {
    const chart = sampleMap(tree, xlim, ylim);
    const { x, y, rises, colours, ...hill } = hillData(chart);
    const written = (/** @type {Iterable<number>} */ values) => Array.from(values, String);
    const drawn = (/** @type {boolean} */ labelled) => {
      const { shapes, labels, paths = [] } = levelMap(chart, frame, labelled);
      return { shapes, labels, paths: paths.map((path) => [...path]) };
    };
    return {
      levels: chart.levels, decade: chart.decade, plain: drawn(false), labelled: drawn(true),
      hill: { ...hill, x: written(numbers(x, Float64Array)), y: written(numbers(y, Float64Array)), rises: written(numbers(rises, Float32Array)), colours: colours.map((part) => [...numbers(part, Uint8Array)]) },
    };
  },
  /** Lines and rings of levels over whole numbers x and y. @param {number} row @param {string[]} values @param {number[]} levels @param {boolean} triangles */
  contours(row, values, levels, triangles) {
    const axis = (/** @type {number} */ count) => Float64Array.from({ length: count }, (_, i) => i);
    const grid = contourGrid(axis(row), axis(values.length / row), Float64Array.from(values, Number), triangles);
    return levels.map((level) => [contourLines, contourRings].map((made) => made(crossingsOf(grid, level)).map((path) => [...path])));
  },
  /** @param {[number, number, number, number[]][]} ranges */
  nice_ticks: (ranges) => ranges.map(([low, high, count, steps]) => niceTicks(low, high, count, steps)),
  /**
   * The differences of each tree at each of its places (x, y, u, method, step): the value, both slopes, and that
   * along u, as text.
   * @param {import("../../gradcalc/live/browser/formula/tree.js").Tree[]} trees @param {any[][]} places
   */
  differences: (trees, places) =>
    trees.map((tree, i) => {
      const f = differencesOf(tree);
      return places[i].map(([x, y, u, method, step]) =>
        [f.value(x, y), ...f.gradient(x, y, method, step), f.along(x, y, u, method, step)].map(String),
      );
    }),
  /**
   * The lengths of a tree's gradient in a window, as text, and its field drawn in several ways.
   * @param {import("../../gradcalc/live/browser/formula/tree.js").Tree} tree @param {Window} window @param {any[]} ways
   */
  field: (tree, window, ways) => ({
    magnitudes: Array.from(magnitudesOf(tree, window), String),
    arrows: ways.map((how) => [...fieldOf(tree, window, how)]),
  }),
  refusal: complexRefusal,
  /** @param {number[]} angles */
  directions: (angles) => angles.map(fromAngle),
  /** Where ways that lead away from a camera hit a hill. @param {{ hill: HillData, levels: Levels }} panel @param {[any, any][]} ways */
  hits: ({ hill, levels }, ways) => ways.map(([start, along]) => decodeHill(hill, levels).hit(start, along)),
  /** Frames of maps, or what is said of windows in which there is none. @param {Window[]} windows */
  map_frames: (windows) =>
    windows.map((window) => {
      try {
        return mapFrame(window);
      } catch (error) {
        return /** @type {Error} */ (error).message;
      }
    }),
  /** @param {[number, number, Limits, Limits][]} boxes */
  frames: (boxes) => boxes.map((box) => frameAround(...box)),
  /** @param {Window[]} windows */
  hill_frames: (windows) => windows.map(hillFrame),
  /** The frame of a graph over some values, beside a limit for slopes and the scale of arrows. @param {(number | null)[][]} lists @param {number} width */
  ranges: (lists, width) =>
    lists.map((values) => {
      const rising = risingFinite(values.map((value) => value ?? NaN));
      const lengths = rising.filter((value) => value > 0);
      return [graphFrame([0, 1], heightsOf(rising)).ylim, slopeLimit(lengths), arrowScale(lengths, width)];
    }),
  /** What is drawn of a paper on screens with so many pixels to one. @param {Frame} frame @param {string} kind @param {string} log @param {number[]} ratios */
  paper: (frame, kind, log, ratios) =>
    ratios.map((ratio) => {
      const canvas = recordingCanvas(ratio);
      const paper = kind === "map" ? mapPaper({ tree: "x", name: "" }) : (GRAPH_PAPERS[kind] ?? graphPaper("", "step", log));
      drawPaper(/** @type {any} */ (canvas.ctx), frame, paper, false);
      return canvas.drawn;
    }),
  /**
   * Stages of formulas without what is drawn of their contours, or what is said where there is none.
   * @param {[import("../../gradcalc/live/browser/stage/papers.js").Given, Window][]} asked @param {string[]} views
   */
  stages: (asked, views) =>
    asked.map(([given, window]) => {
      try {
        const { scale, panels } = createStage(given, window, views);
        const frames = Object.entries(panels).map(([kind, { levels, hill, ...frame }]) => [kind, { ...frame, contours: levels?.shapes.length, factor: hill?.factor }]);
        return { scale, panels: Object.fromEntries(frames) };
      } catch (error) {
        return /** @type {Error} */ (error).message;
      }
    }),
  paper_colours: () => [PAPER_COLOURS, PAPER_GRID],
  /** The words for a page without a kernel. @param {Partials} partials @param {State} state @param {boolean} directed */
  words: (partials, state, directed) =>
    localWords(readLocally(state, interpolator(partials), null, partials.error, partials.gap), "", directed, partials),
  /** Numbers, which JSON has not all of, as Python's formats write them. @param {string[]} values */
  written: (values) => values.map(Number).map((value) => [fixed(value, 2), fixed(value, 10), scientific(value, 0), scientific(value, 1), numberText(value)]),
  /** @param {[number, Limits][]} places */
  places: (places) => places.map(([value, limits]) => coordinate(value, limits)),
  /** @param {number[]} values */
  numbers: (values) => values.map((value) => [short(value), general(value, 4)]),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = withBytes(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(CALLS[name](...given))}\n`);
}
