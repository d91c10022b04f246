// Answers calls from Python: a line of JSON with a name and what is given in, a line of JSON with the answer out.

import { createInterface } from "node:readline";

import { answerInWords } from "../../gradcalc/cards/prediction_kept.js";
import { coordinate, general, short } from "../../gradcalc/live/browser/draw/text.js";
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
import { interpolator, readLocally } from "../../gradcalc/live/browser/reading/samples.js";
import { localWords } from "../../gradcalc/live/browser/reading/words.js";
import { withBytes } from "../../gradcalc/live/browser/recorded.js";
import { SCENES } from "../../gradcalc/live/browser/scenes/all.js";
import { surface } from "../../gradcalc/live/browser/scenes/surface.js";
import { decodeHill } from "../../gradcalc/live/browser/space/hill.js";
import { createEye } from "../../gradcalc/live/browser/space/seen.js";

/** @import { Camera, Frame, HillData, Levels, Limits, Partials, Samples, Solid, State, Window } from "../../gradcalc/live/browser/kernel.d.ts" */

/** @type {Record<string, (...given: any[]) => unknown>} */
const CALLS = {
  /** @param {import("../../gradcalc/live/browser/kernel.d.ts").Asked} asked @param {any} answer */
  answer: (asked, answer) => answerInWords(asked, answer),
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
  /** Where ways that lead away from a camera hit a hill. @param {{ hill: HillData, levels: Levels }} panel @param {[any, any][]} ways */
  hits: ({ hill, levels }, ways) => ways.map(([start, along]) => decodeHill(hill, levels).hit(start, along)),
  /** The words for a page without a kernel. @param {Partials} partials @param {State} state @param {boolean} directed */
  words: (partials, state, directed) =>
    localWords(readLocally(state, interpolator(partials), null, partials.error, partials.gap), "", directed, partials),
  /** @param {[number, Limits][]} places */
  places: (places) => places.map(([value, limits]) => coordinate(value, limits)),
  /** @param {number[]} values */
  numbers: (values) => values.map((value) => [short(value), general(value, 4)]),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = withBytes(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(CALLS[name](...given))}\n`);
}
