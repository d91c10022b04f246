import { element } from "./element.js";
import { addWayToPython } from "./without_python.js";

/** @import { BoardTraits, Model } from "./kernel.d.ts" */

/**
 * The buttons of a board, the progress of its work, and the button that stops it.
 * @param {HTMLElement} box
 * @param {Model<BoardTraits>} model
 */
export function createBoardTools(box, model) {
  const actions = element("div", "gradcalc-group", box);
  actions.setAttribute("role", "group");
  actions.setAttribute("aria-label", "actions");
  for (const name of model.get("actions")) button(actions, name, () => model.send({ act: name }));
  const work = element("div", "gradcalc-group", box);
  work.setAttribute("role", "group");
  work.setAttribute("aria-label", "progress");
  const stop = button(work, "Stop", () => model.send({ stop: true }));
  const bar = element("progress", "gradcalc-saving", work);
  bar.setAttribute("aria-label", "Progress");

  /** @param {Element} parent @param {string} text @param {() => void} act */
  function button(parent, text, act) {
    const node = element("button", "gradcalc-button", parent, text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  let hears = true; // whether there is a kernel
  const hide = () => (box.hidden = !hears || (!model.get("work").running && !model.get("actions").length));

  return {
    box,
    /** Words in place of the buttons, which need a kernel. @param {string} words */
    say(words) {
      const said = element("p", "gradcalc-note", null, words);
      addWayToPython(said);
      box.replaceChildren(said);
      box.hidden = false;
    },
    /** Without a kernel there is nothing to press. @param {boolean} kernel */
    live(kernel) {
      hears = kernel;
      hide();
    },
    /** @param {BoardTraits["work"]} work */
    show({ running, share }) {
      hide();
      // Not disabled, which would take the focus away from under a hand on the keyboard.
      stop.setAttribute("aria-disabled", String(!running));
      bar.style.visibility = running ? "" : "hidden";
      if (share === null) bar.removeAttribute("value");
      else bar.value = share;
    },
  };
}
