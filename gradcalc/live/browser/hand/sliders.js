// Joins the sliders of an explorer, and what chooses how slopes are found and drawn, to its picture here in the browser.

import { FIELD_LENGTHS } from "../computing/field.js";
import { coordinate } from "../draw/text.js";
import { clamp } from "../numbers.js";
import { joinInputs, positionOf, roundStep, valueAt } from "./inputs.js";
import { controlModel } from "./names.js";

/** @import { Control, Limits, Model, ViewTraits, Window } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */
/** @import { Here } from "../state.js" */
/** @import { Move } from "./explorer.js" */

/** How a slider writes what lies between two limits: digits() in writing.py. @param {Limits} limits */
export function readoutFormat([low, high]) {
  const [mantissa, exponent] = coordinate(Math.max(Math.abs(low), Math.abs(high)), [low, high]).split("e");
  return `.${mantissa.split(".")[1]?.length ?? 0}${exponent === undefined ? "f" : "e"}`;
}

/** @param {Model<ViewTraits>} model @param {Here} state @param {Post} post @param {Move} slide */
export async function joinSliders(model, state, post, slide) {
  /** @type {Record<string, Control>} */
  const controls = {};
  for (const [name, reference] of Object.entries({ ...model.get("sliders"), ...model.get("choosers") })) {
    if (name in state.now) controls[name] = await controlModel(model, reference);
  }
  const choices = { method: controls.method.get("_options_labels"), lengths: FIELD_LENGTHS };
  return Object.assign(joinInputs(controls, choices, state, post, slide), {
    /** What depends on differences rests where there are none: gives the labels of what does. @param {boolean} disabled @returns {string[]} */
    rest(disabled) {
      const those = ["step", "method", "arrows", "lengths"].flatMap((name) => controls[name] ?? []);
      for (const control of those) control.set_state({ disabled });
      return disabled ? those.map((control) => control.get("description")) : [];
    },
    /** Take over a window, where no kernel does it. @param {Window} window */
    limit({ xlim, ylim }) {
      for (const [name, [min, max]] of /** @type {const} */ ([["x", xlim], ["y", ylim]])) {
        const step = roundStep(max - min);
        const as = { get: (/** @type {string} */ trait) => ({ min, max, step })[trait], has: () => false };
        const value = valueAt(as, positionOf(as, clamp(state.now[name], min, max)));
        controls[name].set_state({ min, max, step, readout_format: readoutFormat([min, max]), value });
      }
    },
  });
}
