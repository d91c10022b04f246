// Marks on the tracks of sliders, which ipywidgets' sliders do not have: a limit, say, that follows the picture.

import { element, writeAttribute } from "../element.js";

/** @import { Control } from "../kernel.d.ts" */

/**
 * The marks of the sliders around an element.
 * @param {Element} el
 */
export function createSliderMarks(el) {
  /** @type {Control[]} */
  let marked = [];

  /** All marks where they belong now; sliders may be drawn later than the picture. */
  function show() {
    const sliders = marked.length ? [...(el.closest(".gradcalc-explorer")?.querySelectorAll(".widget-slider") ?? [])] : [];
    for (const control of marked) {
      const label = control.get("description");
      const slider = sliders.find((one) => one.querySelector(".widget-label")?.textContent === label);
      if (slider) markSlider(slider, control.get("mark"));
    }
  }

  return {
    show,
    /** @param {Control[]} controls */
    follow(controls) {
      marked = controls.filter((control) => control.has("mark"));
      for (const control of marked) control.on("change:mark", show);
      show();
    },
    leave() {
      for (const control of marked) control.off("change:mark", show);
    },
  };
}

/**
 * A mark at a share of a track, if it lies there, and its words at the handle for whoever does not see it.
 * @param {Element} slider
 * @param {{ share?: number, words?: string }} mark
 */
function markSlider(slider, { share, words }) {
  const handle = /** @type {HTMLElement | null} */ (slider.querySelector(".noUi-handle"));
  const track = slider.querySelector(".noUi-base");
  if (!handle || !track) return;
  if (words) writeAttribute(handle, "aria-description", words);
  else handle.removeAttribute("aria-description");
  const known = /** @type {HTMLElement | null} */ (track.querySelector(".gradcalc-slider-mark"));
  if (share === undefined) {
    known?.remove();
    return;
  }
  const tick = known ?? element("span", "gradcalc-slider-mark", track);
  tick.style.left = `${(100 * share).toFixed(2)}%`;
}
