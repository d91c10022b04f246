// Joins the sliders to the picture here in the browser.

import { clamp } from "../numbers.js";
import { isLive } from "../page.js";
import { controlModel, listenOnlyToHands } from "./names.js";

/** @import { Control, Model, ViewTraits } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */
/** @import { Here } from "../state.js" */
/** @import { Move } from "./explorer.js" */

const NAMES = /** @type {const} */ (["x", "y", "angle"]);

/**
 * The number of a slider's position nearest to a value.
 * @param {Pick<Control, "get">} slider
 * @param {number} value
 */
export function positionOf(slider, value) {
  return Math.round((value - slider.get("min")) / slider.get("step"));
}

/**
 * The value of a position, in noUiSlider's own arithmetic: see controls.py.
 * @param {Pick<Control, "get">} slider
 * @param {number} position
 */
export function valueAt(slider, position) {
  const [min, width] = [slider.get("min"), slider.get("max") - slider.get("min")];
  const percent = clamp(position * ((slider.get("step") * 100) / width), 0, 100);
  return (percent * width) / 100 + min;
}

/** @param {Model<ViewTraits>} model @param {Here} state @param {Post} post @param {Move} slide */
export async function joinSliders(model, state, post, slide) {
  const sliders = /** @type {Record<"x" | "y" | "angle", Control>} */ ({});
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
  return {
    all: Object.values(sliders),
    /** Whether there is a kernel behind the page. */
    get live() {
      return isLive(sliders.x);
    },
    /** Call back when the kernel has gone, or has come again. */
    onLife: (/** @type {() => void} */ act) => sliders.x.on("comm_live_update", act, context),
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
