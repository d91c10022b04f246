// The browser's half of a check: the card as Python makes it, the help that is open, and a row of buttons.

import { editedSentence, editedSince, whenOnPage } from "./edited.js";
import { element, writeInto } from "../live/browser/element.js";
import { gone, watchKernel } from "../live/browser/life.js";

/** @import { CheckTraits, Model } from "../live/browser/kernel.d.ts" */

const PATIENCE = 1000; // milliseconds after which a reader is told that Python is at work
const WAITING = "Python is at work. When it has finished, it answers.";

/** @param {{ model: Model<CheckTraits>, el: HTMLElement }} context */
function render({ model, el }) {
  const root = element("div", "gradcalc-check", el, "", { role: "group" });
  root.addEventListener("keydown", (event) => event.stopPropagation()); // keys pressed here are no shortcuts of the notebook
  const edited = element("p", "gradcalc-check-edited", root, "", { role: "status" });
  const card = element("div", "gradcalc-check-card", root);
  const help = element("div", "gradcalc-check-help", root);
  const row = element("div", "gradcalc-check-row", root);
  const said = element("p", "gradcalc-check-said", root, "", { role: "status" });
  const found = element("div", "gradcalc-check-found", root);
  /** @type {Map<string, { html: string, part: HTMLElement }>} */
  const parts = new Map();
  /** @type {Map<string, HTMLButtonElement>} */
  const buttons = new Map();
  let asked = ""; // the button that was pressed here last, until its answer comes
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;

  /** @param {string} name */
  function press(name) {
    asked = name;
    model.send({ act: name });
    clearTimeout(patience);
    patience = setTimeout(() => kernel.live && writeInto(said, WAITING), PATIENCE);
  }

  /** The parts of help, in their order; one that stands there stays. Gives the one that is new. */
  function showParts() {
    const shown = model.get("shown").parts;
    let fresh = null;
    for (const [name, { html, part }] of parts) {
      if (shown.some((other) => other.name === name && other.html === html)) continue;
      part.remove();
      parts.delete(name);
    }
    for (const [place, { name, title, html }] of shown.entries()) {
      let part = parts.get(name)?.part;
      if (!part) {
        part = fresh = element("section", "gradcalc-check-part", null, "", { tabindex: "-1", "aria-label": title });
        element("p", "gradcalc-check-part-title", part, title, { role: "heading", "aria-level": "4" });
        element("div", "", part).innerHTML = html; // made in Python of the lesson's own words
        parts.set(name, { html, part });
      }
      // What stands in its place is not touched: what is moved loses the keys, and is read out again.
      if (help.children[place] !== part) help.insertBefore(part, help.children[place] ?? null);
    }
    return fresh;
  }

  function showButtons() {
    const { actions } = model.get("shown");
    for (const [name, button] of buttons) {
      if (actions.some((action) => action.name === name)) continue;
      button.remove();
      buttons.delete(name);
    }
    for (const { name, words } of actions) {
      let button = buttons.get(name);
      if (!button) {
        button = element("button", "", row, "", { type: "button" });
        button.addEventListener("click", () => press(name));
        buttons.set(name, button);
      }
      writeInto(button, words);
      button.disabled = !kernel.live;
    }
    row.hidden = actions.length === 0;
  }

  function show() {
    clearTimeout(patience);
    const shown = model.get("shown");
    root.className = `gradcalc-check gradcalc-check-${shown.state}`;
    root.setAttribute("aria-label", `Check: ${shown.title}`);
    if (!card.innerHTML) card.innerHTML = shown.card; // it stays as it is; what answers say is escaped in it
    const fresh = showParts();
    showButtons();
    found.innerHTML = shown.found;
    const lacks = row.hidden ? "" : `${gone("check")} Its buttons need Python.`;
    writeInto(said, kernel.live ? shown.said : lacks);
    if (asked === "help") fresh?.focus(); // so that one reads on from there
    asked = "";
  }
  const look = () => writeInto(edited, editedSentence(editedSince(root, model.get("shown").names)));
  const kernel = watchKernel(model, show);
  model.on("change:shown", show);
  show();
  whenOnPage(root, look); // this check has just run: was what is on the screen run before it?
  return () => {
    model.off("change:shown", show);
    kernel.stop();
    clearTimeout(patience);
  };
}

export default { render };
