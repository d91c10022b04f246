// Draws a formula: the page makes pictures, numbers and words by itself, and asks the kernel about odd points alone.

import { fieldOf } from "./computing/field.js";
import { complexRefusal } from "./computing/refusal.js";
import { preparePapers } from "./draw/levels.js";
import { computedKnown, computedReading } from "./reading/computed.js";
import { computedWords } from "./reading/written.js";
import { SCENES } from "./scenes/all.js";
import { drawnBy } from "./scenes/layers.js";
import { surface } from "./scenes/surface.js";
import { WindowError } from "./stage/frames.js";
import { createStage } from "./stage/stage.js";

/** @import { Given, Model, ViewTraits, Window, Words } from "./kernel.d.ts" */
/** @import { Panel } from "./draw/panel.js" */
/** @import { CameraHand } from "./hand/camera.js" */
/** @import { Here } from "./state.js" */

/** @param {Model<ViewTraits>} model @param {Record<string, Panel>} panels @param {Here} state @param {CameraHand} camera */
export function createComputed(model, panels, state, camera) {
  /** @type {ReturnType<typeof createStage> | null} */
  let stage = null; // on the screen
  let worded = { scale: 1, panels: /** @type {Record<string, any>} */ ({}) }; // what words are made from
  let fieldKey = "";
  /** @type {DataView | null} */
  let field = null;
  let [stepKey, lies] = ["", ""]; // of complex steps

  /** @param {Given} given @param {Window} window */
  function arrows({ tree }, window) {
    const { step, method, arrows, lengths } = state.now;
    const key = JSON.stringify([tree, window, step, method, arrows, lengths]);
    if (key !== fieldKey) {
      fieldKey = key;
      field = new DataView(fieldOf(tree, window, { step, method, arrows, lengths }).buffer);
    }
    return field;
  }

  /** The stage of a formula in a window, or why nothing can be shown there. @param {Given} given @param {Window} window */
  function stageOf(given, window) {
    try {
      return { made: createStage(given, window, Object.keys(panels)), why: "" };
    } catch (error) {
      if (!(error instanceof WindowError)) throw error;
      return { made: null, why: error.message };
    }
  }

  /** @param {Given} given @param {Window} window */
  function complexStep({ tree, name }, window) {
    const { step, method } = state.now;
    if (method !== "complex") return "";
    const key = JSON.stringify([tree, window, step]);
    if (key !== stepKey) [stepKey, lies] = [key, complexRefusal(tree, name, window, step)];
    return lies;
  }

  return {
    /** Why a formula cannot be shown in a window, or nothing. @param {Given} given @param {Window} window */
    refusal: (given, window) => stageOf(given, window).why,
    /** What the list of functions may ask for next, in pieces of work. */
    pieces: () => Object.values(model.get("functions")).map((card) => () => {
      if ("tree" in card) preparePapers(stageOf(card, card).made?.panels ?? {});
    }),
    /** The pictures are others now: what is drawn next is drawn from the paper on. */
    leave: () => void (stage = null),
    /**
     * Draw a formula in a window, and give what there is to say of it; null where the kernel has to tell, or has told,
     * what happens at the point; and why nothing of it is drawn, or its complex steps are refused, if so. Turning, hills alone.
     * @param {Given} given @param {Window} window @param {boolean} turning
     * @param {boolean} alone whether there is no kernel to tell
     * @returns {{ gradient: ViewTraits["frame"]["gradient"], words: Words & { alternatives: Record<string, string> } | null, refused: string }}
     */
    draw(given, window, turning, alone) {
      const { made: fresh, why } = stageOf(given, window);
      if (!fresh) return { gradient: null, words: null, refused: why };
      if (fresh !== stage) {
        stage = fresh;
        for (const [kind, panel] of Object.entries(panels)) panel.show(fresh.panels[kind], null);
        worded = { scale: fresh.scale, panels: Object.fromEntries(Object.entries(panels).map(([kind, { frame, hill }]) => [kind, { ...frame, hill }])) };
      }
      const { scale } = worded;
      const reading = computedReading(given, state.now, window);
      const known = computedKnown(given, state.now, window);
      const told = reading.certain || reading.refused || alone;
      const { marks, solids } = model.get("frame");
      const theirs = !told && state.confirmed; // what the kernel has sent for this very state
      for (const [kind, panel] of Object.entries(panels)) {
        if (panel.hill) {
          const seen = { hill: panel.hill, ...known, ...drawnBy(model, state.now) };
          panel.drawHill(theirs ? solids[kind] : surface(reading, scale, told ? [] : solids[kind], seen), camera, model.get("look"));
        } else if (!turning) {
          const kept = told ? [] : marks[kind];
          const present = theirs ? kept : SCENES[kind](reading, panel.frame, scale, kept, known);
          panel.draw(present, kind === "map" ? arrows(given, window) : null, model.get("look"), null);
        }
      }
      const beside = { directed: model.get("directed"), stage: worded, shows: model.get("shows"), arrows: state.now.arrows, lengths: state.now.lengths, camera: camera.now };
      const words = told ? computedWords(reading, beside) : null;
      return { gradient: reading.gradient, words, refused: complexStep(given, window) };
    },
  };
}
