// The browser's half of a drill: a question, a box whose text is judged on Enter, and a button for another question.

import { element } from "../live/browser/element.js";
import { drillCard } from "./drill_card.js";

/** @import { DrillTraits, Model } from "../live/browser/kernel.d.ts" */
/** @import { Entry } from "./drill_card.js" */

/** @returns {Entry} @param {HTMLElement} form @param {string} name */
function createBox(form, name) {
  const label = element("label", "", form, "Your answer ");
  const input = element("input", "", label, "", {
    type: "text", size: "28", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": `${name} ${name}-how`,
  });
  return {
    value: () => (input.value.trim() === "" ? undefined : input.value),
    missing: "Type your answer first.",
    begin: () => (input.value = ""),
    show: (able) => (input.disabled = !able),
    focus: () => input.focus(),
  };
}

/** @param {{ model: Model<DrillTraits>, el: HTMLElement }} context */
const render = (context) => drillCard(context, createBox);

export default { render };
