import assert from "node:assert/strict";
import test from "node:test";

import { createSliderMarks } from "../../gradcalc/live/browser/hand/slider_marks.js";

/** @import { Control } from "../../gradcalc/live/browser/kernel.d.ts" */

/** A slider as ipywidgets draws it, as far as marks look into it. @param {string} label */
function drawnSlider(label) {
  /** @type {any[]} */
  const ticks = [];
  /** @type {Record<string, string>} */
  const said = {};
  const track = {
    querySelector: () => ticks[0] ?? null,
    append: (/** @type {any} */ tick) => ticks.push(Object.assign(tick, { remove: () => ticks.pop() })),
  };
  const handle = {
    getAttribute: (/** @type {string} */ name) => said[name] ?? null,
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => (said[name] = value),
    removeAttribute: (/** @type {string} */ name) => delete said[name],
  };
  const parts = /** @type {Record<string, any>} */ ({ ".widget-label": { textContent: label }, ".noUi-handle": handle, ".noUi-base": track });
  return { ticks, said, querySelector: (/** @type {string} */ selector) => parts[selector] };
}

/** @param {string} description @param {object} [mark] */
function controlWith(description, mark) {
  /** @type {Record<string, any>} */
  const traits = mark ? { description, mark } : { description };
  /** @type {(() => void)[]} */
  const told = [];
  const control = { get: (/** @type {string} */ name) => traits[name], has: (/** @type {string} */ name) => name in traits, on: (/** @type {string} */ _, /** @type {() => void} */ tell) => told.push(tell), off: () => told.pop() };
  return { control: /** @type {Control} */ (/** @type {any} */ (control)), told, put: (/** @type {object} */ value) => ((traits.mark = value), told.forEach((tell) => tell())) };
}

test("a mark stands at its share of the track, says its words at the handle, and follows", () => {
  Object.assign(globalThis, { document: { createElement: () => ({ style: {}, setAttribute() {} }) } });
  const sliders = [drawnSlider("step"), drawnSlider("learning rate")];
  const drawn = /** @type {typeof sliders} */ ([]);
  const el = /** @type {any} */ ({ closest: () => ({ querySelectorAll: () => drawn }) });
  const marks = createSliderMarks(el);
  marks.show(); // before anything is known
  const rate = controlWith("learning rate", { share: 0.25, words: "limit here: 1.73" });
  marks.follow([controlWith("step").control, rate.control]);
  drawn.push(...sliders); // sliders are drawn later than the picture
  marks.show();
  const [plain, marked] = sliders;
  assert.deepEqual([plain.ticks.length, plain.said], [0, {}]);
  assert.deepEqual([marked.ticks[0].style.left, marked.ticks[0].className, marked.said], ["25.00%", "gradcalc-slider-mark", { "aria-description": "limit here: 1.73" }]);
  rate.put({ share: 0.5, words: "limit here: 3" });
  assert.deepEqual([marked.ticks.length, marked.ticks[0].style.left], [1, "50.00%"]);
  rate.put({ words: "limit here: 20" }); // beyond the end of the track
  assert.deepEqual([marked.ticks.length, marked.said], [0, { "aria-description": "limit here: 20" }]);
  rate.put({});
  assert.deepEqual(marked.said, {});
  marks.leave();
  assert.equal(rate.told.length, 0);
});
