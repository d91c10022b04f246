// Joins the sliders to the picture here in the browser.

import { coordinate } from "../draw/text.js";
import { clamp } from "../numbers.js";
import { controlModel, listenOnlyToHands } from "./names.js";

/** @import { Control, Limits, Model, ViewTraits, Window } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */
/** @import { Here } from "../state.js" */
/** @import { Move } from "./explorer.js" */

const NAMES = /** @type {const} */ (["x", "y", "angle", "step"]);
const POSITIONS = 400; // at least, of a slider, as in controls.py

/**
 * The number of a slider's position nearest to a value.
 * @param {Pick<Control, "get" | "has">} slider
 * @param {number} value
 */
export function positionOf(slider, value) {
  const place = slider.has("base") ? Math.log(value) / Math.log(slider.get("base")) : value;
  return Math.round((place - slider.get("min")) / slider.get("step"));
}

/**
 * The value of a position, in noUiSlider's own arithmetic: see controls.py.
 * @param {Pick<Control, "get" | "has">} slider
 * @param {number} position
 */
export function valueAt(slider, position) {
  const [min, width] = [slider.get("min"), slider.get("max") - slider.get("min")];
  const percent = clamp(position * ((slider.get("step") * 100) / width), 0, 100);
  const place = (percent * width) / 100 + min;
  return slider.has("base") ? slider.get("base") ** place : place;
}

/** A step of 1, 2 or 5 times a power of ten, with which a slider has its positions: round_step in controls.py. @param {number} width */
export function roundStep(width) {
  const power = 10 ** Math.floor(Math.log10(width / POSITIONS));
  return [5, 2].map((digit) => digit * power).find((step) => step * POSITIONS <= width) ?? power;
}

/** How a slider writes what lies between two limits: digits() in writing.py. @param {Limits} limits */
const readoutFormat = ([low, high]) => {
  const text = coordinate(Math.max(Math.abs(low), Math.abs(high)), [low, high]);
  const [mantissa, exponent] = text.split("e");
  return `.${mantissa.split(".")[1]?.length ?? 0}${exponent === undefined ? "f" : "e"}`;
};

/** @param {Model<ViewTraits>} model @param {Here} state @param {Post} post @param {Move} slide */
export async function joinSliders(model, state, post, slide) {
  const sliders = /** @type {Record<typeof NAMES[number], Control>} */ ({});
  for (const name of NAMES) sliders[name] = await controlModel(model, model.get("sliders")[name]);
  const context = {}; // by which the listeners are taken off again
  let following = false;

  /**
   * Move the sliders after the picture. Those that have something on its way to the kernel must tell it again.
   * @param {boolean} [telling]
   */
  function follow(telling) {
    following = true;
    for (const name of NAMES) {
      const slider = sliders[name];
      const position = positionOf(slider, state.now[name]);
      if (position === positionOf(slider, slider.get("value"))) continue;
      const value = valueAt(slider, position);
      if (telling) {
        slider.set("value", value);
        slider.save_changes();
      } else slider.set_state({ value }); // as if it came from the kernel: nothing is kept to be sent later
    }
    following = false;
  }

  for (const name of NAMES) {
    const slider = sliders[name];
    listenOnlyToHands(slider, post);
    slider.on(
      "change:value",
      (/** @type {unknown} */ _, /** @type {number} */ value) => {
        if (following) return;
        if (slider._state_lock) {
          // Moved by the kernel, whose frame the picture follows; but maybe to an earlier place of the hand.
          if (state.ahead) queueMicrotask(() => follow());
          return;
        }
        // The slider rounds what it is given, which must not move the point.
        if (positionOf(slider, value) !== positionOf(slider, state.now[name])) slide({ [name]: value });
      },
      context,
    );
  }
  /** Take over a window, where no kernel does it. @param {Window} window */
  function limit(window) {
    following = true;
    for (const [name, limits] of /** @type {const} */ ([["x", window.xlim], ["y", window.ylim]])) {
      const [min, max] = limits;
      const step = roundStep(max - min);
      const as = { get: (/** @type {string} */ trait) => ({ min, max, step })[trait], has: () => false };
      sliders[name].set_state({ min, max, step, readout_format: readoutFormat(limits), value: valueAt(as, positionOf(as, clamp(state.now[name], min, max))) });
    }
    following = false;
  }

  return {
    all: Object.values(sliders),
    step: sliders.step,
    limit,
    /** Whether something of them is on its way to the kernel. */
    get telling() {
      return post.waits(...Object.values(sliders));
    },
    follow,
    leave() {
      for (const slider of Object.values(sliders)) slider.off(null, null, context);
    },
  };
}
