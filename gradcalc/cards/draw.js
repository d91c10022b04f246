// The browser's half of a drawing: a picture to draw in by hand or by keys, and the line of what was drawn, to be copied.

import { element } from "../live/browser/element.js";
import { createSheet } from "./draw_sheet.js";
import { lineOf } from "./draw_rows.js";
import { createTool } from "./draw_tools.js";
import { drillCard } from "./drill_card.js";

/** @import { DrawTraits, Model } from "../live/browser/kernel.d.ts" */
/** @import { Entry } from "./drill_card.js" */

/** A line of code with a button that copies it, and one that puts it into the notebook where JupyterLab listens for that. @param {Element} parent */
function createLine(parent) {
  const row = element("div", "gradcalc-drawn", parent);
  const line = element("input", "", row, "", { type: "text", readonly: "", "aria-label": "What you have drawn, as a line of code" });
  const copy = element("button", "gradcalc-copy", row, "Copy", { type: "button" });
  const insert = element("button", "gradcalc-copy", row, "Insert", { type: "button" });
  insert.hidden = !("gradcalcInserts" in document.documentElement.dataset); // see labextension/static/inserting.js
  const said = element("span", "", row, "", { role: "status" });
  insert.addEventListener("click", () => {
    const event = new CustomEvent("gradcalc-insert", { bubbles: true, cancelable: true, detail: line.value });
    said.textContent = row.dispatchEvent(event) ? "This notebook takes no line: copy it." : "It is in the notebook, below.";
  });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(line.value);
      said.textContent = "Copied.";
    } catch {
      line.select(); // a page without https has no clipboard
      said.textContent = "Press Ctrl+C, or ⌘C.";
    }
  });
  return {
    /** @param {string} text */
    show(text) {
      row.hidden = text === "";
      if (line.value === text) return;
      line.value = text;
      said.textContent = "";
    },
  };
}

/** @param {{ model: Model<DrawTraits>, el: HTMLElement }} context */
function render({ model, el }) {
  /** @returns {Entry} @param {HTMLElement} form @param {string} name */
  function createDrawing(form, name) {
    const room = element("div", "gradcalc-drawing-room", form);
    const line = createLine(form);
    const clear = element("button", "gradcalc-another", form, "Clear", { type: "button" });
    let tool = createTool(model.get("ground"));
    /** @type {ReturnType<typeof createSheet> | null} */
    let sheet = null;

    function draw() {
      line.show(lineOf(tool.rows()));
      sheet?.draw(model.get("right"));
    }
    clear.addEventListener("click", () => {
      tool.clear();
      draw();
      sheet?.focus();
    });
    return {
      value: () => (tool.rows().length ? tool.rows() : undefined),
      get missing() {
        return tool.missing;
      },
      isPicture: true,
      begin() {
        sheet?.dispose();
        room.replaceChildren();
        tool = createTool(model.get("ground"));
        sheet = createSheet(room, tool, model.get("ground"), draw, name);
        draw();
      },
      show(able) {
        sheet?.lock(!able);
        clear.disabled = !able;
        draw();
      },
      focus: () => sheet?.focus(),
      dispose: () => sheet?.dispose(),
    };
  }
  return drillCard({ model: /** @type {any} */ (model), el }, createDrawing);
}

export default { render };
