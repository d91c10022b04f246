// Draws what only Python computes: backgrounds and marks of the kernel, and a hand at once where its samples tell f.

import { isMap } from "./hand/listen.js";
import { interpolator, readLocally } from "./reading/samples.js";
import { localWords } from "./reading/words.js";
import { isKept, SCENES } from "./scenes/all.js";
import { drawnBy, isShown } from "./scenes/layers.js";
import { surface } from "./scenes/surface.js";
import { placeOfCamera } from "./space/camera.js";

/** @import { Interpolator, Model, ViewTraits, Window } from "./kernel.d.ts" */
/** @import { Panel } from "./draw/panel.js" */
/** @import { CameraHand } from "./hand/camera.js" */
/** @import { Here } from "./state.js" */

const NO_PYTHON = "There is no Python behind this page: only the point and the direction move.";

/** @param {Model<ViewTraits>} model @param {Record<string, Panel>} panels @param {Here} state @param {CameraHand} camera */
export function createFollowed(model, panels, state, camera) {
  /** @type {Interpolator | null} */
  let partialsAt = null;
  /** @type {Interpolator | null} */
  let heightAt = null;
  /** @type {ViewTraits["frame"] | null} */
  let settled = null; // the frame whose own marks were drawn last

  function reading() {
    const { scheme, error, gap } = model.get("partials");
    const fresh = scheme === model.get("frame").scheme; // new samples come after a new field
    return readLocally(state.now, fresh ? partialsAt : null, heightAt, error, gap);
  }

  return {
    reading,
    /** What there is to say without a kernel, also of each picture. */
    words() {
      const said = localWords(reading(), NO_PYTHON, model.get("directed"), model.get("window"));
      const hill = `${placeOfCamera(camera.now)}, above its map, stands the hill.`;
      const alternatives = Object.fromEntries(Object.keys(panels).map((kind) => [kind, kind === "surface" ? `${hill} ${said.sentence}` : said.sentence]));
      return { ...said, alternatives };
    },
    /** Samples have come. */
    onPartials() {
      partialsAt = model.get("partials").samples ? interpolator(model.get("partials")) : null;
    },
    onHeights() {
      const heights = model.get("heights");
      heightAt = heights.samples ? interpolator(heights) : null;
    },
    /** Whether the marks of the newest frame are on the screen. */
    get settled() {
      return settled === model.get("frame");
    },
    /**
     * Draw; gives whether something of it waits for the kernel. Turning, hills alone.
     * @param {Window | null} zoomed @param {boolean} turning
     */
    draw(zoomed, turning) {
      const { marks, solids } = model.get("frame");
      const samples = { cosine: model.get("partials").cosine, heightAt, window: model.get("window") };
      const ahead = state.confirmed ? null : reading();
      if (!turning) settled = ahead || zoomed ? null : model.get("frame");
      let waits = ahead?.gradient === null;
      for (const [kind, panel] of Object.entries(panels)) {
        if (panel.hill) {
          const known = { hill: panel.hill, ...samples, ...drawnBy(model, model.get("frame").state) };
          const there = ahead ?? (isShown(model) ? null : reading());
          panel.drawHill(there ? surface(there, model.get("scale"), solids[kind], known) : solids[kind], camera, model.get("look"));
        }
        if (panel.hill && ahead && !samples.cosine) waits = true;
        if (panel.hill || turning) continue;
        const kept = marks[kind];
        const scene = ahead && SCENES[kind]; // a picture without one follows the kernel
        const present = scene ? scene(ahead, panel.frame, model.get("scale"), kept, samples) : kept;
        if (ahead && isKept(present, kept)) waits = true;
        panel.draw(present, kind === "map" ? model.get("field") : null, model.get("look"), isMap(kind) ? zoomed : null);
      }
      return waits;
    },
  };
}
