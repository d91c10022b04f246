// The step size, the method and the column of errors, folded behind a button for readers who have not met them yet.

import { controlModel } from "./names.js";

/** @import { Control, Model, ViewTraits } from "../kernel.d.ts" */

const BUTTON = ".widget-toggle-button";

/**
 * Show and hide what the button of an explorer folds, if it has one. A class of the explorer says it to view.css.
 * @param {Model<ViewTraits>} model
 * @param {Element} el
 * @returns {Promise<{ all: Control[], leave(): void }>}
 */
export async function joinFold(model, el) {
  const reference = model.get("choosers").unfold;
  if (!reference) return { all: [], leave() {} };
  const unfold = await controlModel(model, reference);
  const context = {}; // by which the listener is taken off again
  let watching = true;

  function show() {
    const root = el.closest(".gradcalc-explorer") ?? el;
    const open = Boolean(unfold.get("value"));
    root.classList.toggle("gradcalc-unstepped", !open);
    for (const button of root.querySelectorAll(BUTTON)) button.setAttribute("aria-expanded", String(open));
  }

  unfold.on("change:value", show, context);
  requestAnimationFrame(function look() {
    if (!watching) return;
    if (el.isConnected) show();
    else requestAnimationFrame(look);
  });
  return {
    all: [unfold],
    leave() {
      watching = false;
      unfold.off(null, null, context);
    },
  };
}
