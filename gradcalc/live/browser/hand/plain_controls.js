// Controls for a front end that draws none of ipywidgets', marimo say: those of HTML, joined to the same models.

import { element } from "../element.js";
import { greyName } from "./names.js";

/** @import { Control, Grey } from "../kernel.d.ts" */

/** @param {Control} control @param {HTMLElement} row */
function plainSlider(control, row) {
  const input = element("input", "", row, "", { type: "range", "aria-label": control.get("description") });
  const readout = element("output", "", row);
  const base = control.get("base"); // of a slider on a logarithmic scale
  const words = (/** @type {number} */ value) => String(Number(value.toPrecision(4)));
  function follow() {
    const value = control.get("value");
    for (const name of ["min", "max", "step"]) input.setAttribute(name, String(control.get(name)));
    input.value = String(base ? Math.log(value) / Math.log(base) : value);
    readout.textContent = words(value);
    input.disabled = Boolean(control.get("disabled"));
  }
  input.addEventListener("input", () => {
    const at = Number(input.value);
    tell(control, "value", base ? base ** at : at);
    readout.textContent = words(control.get("value"));
  });
  return follow;
}

/** @param {Control} control @param {HTMLElement} row @param {Record<string, string>} grey */
function plainList(control, row, grey) {
  const list = element("select", "", row, "", { "aria-label": control.get("description") });
  list.addEventListener("change", () => tell(control, "index", list.selectedIndex));
  return function follow() {
    list.replaceChildren(...control.get("_options_labels").map((/** @type {string} */ label) => new Option(label)));
    for (const option of list.options) greyName(option, grey);
    list.selectedIndex = control.get("index");
  };
}

/** @param {Control} control @param {HTMLElement} row */
function plainBox(control, row) {
  const box = element("input", "", row, "", { type: "checkbox", "aria-label": control.get("description") });
  box.addEventListener("change", () => tell(control, "value", box.checked));
  return function follow() {
    box.checked = control.get("value");
  };
}

/** @param {Control} control @param {HTMLElement} row */
function plainText(control, row) {
  const input = element("input", "", row, "", { type: "text", "aria-label": control.get("description") });
  input.addEventListener("change", () => tell(control, "value", input.value));
  return function follow() {
    input.value = control.get("value");
  };
}

/** @param {Control} control @param {string} trait @param {unknown} value */
function tell(control, trait, value) {
  control.set(trait, value);
  control.save_changes();
}

/** @param {Control} control */
function kindOf(control) {
  if (control.has("_options_labels")) return plainList;
  if (control.has("max")) return plainSlider;
  return typeof control.get("value") === "boolean" ? plainBox : plainText;
}

/**
 * Draw controls above what an element holds.
 * @param {Element} parent
 * @param {Control[]} controls
 * @param {Grey} grey names in lists that cannot be chosen, by their labels
 */
export function drawPlainControls(parent, controls, grey = {}) {
  const rows = element("div", "gradcalc-plain");
  parent.prepend(rows);
  for (const control of controls) {
    const row = element("div", (control.get("_dom_classes") ?? []).join(" "), rows);
    element("span", "", row, control.get("description"));
    const follow = kindOf(control)(control, row, grey[control.get("description")] ?? {});
    for (const trait of ["value", "index", "min", "max", "disabled", "_options_labels"]) control.on(`change:${trait}`, follow);
    follow();
  }
}
