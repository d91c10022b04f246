// Joins the sliders of an explorer to its picture here in the browser.

import { joinInputs } from "./inputs.js";
import { controlModel } from "./names.js";

/** @import { Control, Model, ViewTraits } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */
/** @import { Here } from "../state.js" */
/** @import { Move } from "./explorer.js" */

/** @param {Model<ViewTraits>} model @param {Here} state @param {Post} post @param {Move} slide */
export async function joinSliders(model, state, post, slide) {
  const sliders = /** @type {Record<string, Control>} */ ({});
  for (const name of ["x", "y", "angle"]) sliders[name] = await controlModel(model, model.get("sliders")[name]);
  return joinInputs(sliders, {}, state, post, slide);
}
