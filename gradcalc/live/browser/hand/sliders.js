// Joins the sliders of an explorer, and what chooses how slopes are found and drawn, to its picture here in the browser.

import { FIELD_LENGTHS } from "../computing/field.js";
import { coordinate } from "../draw/text.js";
import { clamp } from "../numbers.js";
import { joinFold } from "./fold.js";
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

/** @param {Model<ViewTraits>} model @param {Here} state @param {Post} post @param {Move} slide @param {Element} el */
export async function joinSliders(model, state, post, slide, el) {
  /** @type {Record<string, Control>} */
  const controls = {};
  for (const [name, reference] of Object.entries({ ...model.get("sliders"), ...model.get("choosers") })) {
    if (name in state.now) controls[name] = await controlModel(model, reference);
  }
  const fold = await joinFold(model, el);
  const choices = { method: controls.method.get("_options_labels"), lengths: FIELD_LENGTHS };
  const inputs = joinInputs(controls, choices, state, post, slide);
  const { leave } = inputs;
  return Object.assign(inputs, {
    all: [...fold.all, ...inputs.all],
    leave() {
      leave();
      fold.leave();
    },
    /** What depends on differences rests where there are none: gives the labels of what does. @param {boolean} disabled @returns {string[]} */
    rest(disabled) {
      const precise = [controls.step, controls.method];
      const others = ["arrows", "lengths"].flatMap((name) => controls[name] ?? []);
      const folded = fold.all.filter((button) => !button.get("value")); // then the button itself rests, and is named
      for (const control of [...precise, ...others]) control.set_state({ disabled });
      for (const button of fold.all) button.set_state({ disabled: disabled && folded.length > 0 });
      return disabled ? [...(folded.length ? folded : precise), ...others].map((control) => control.get("description")) : [];
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
