import { element } from "./element.js";
import { addWayToPython } from "./without_python.js";

/** @import { BoardTraits } from "./kernel.d.ts" */

/**
 * The buttons of a board, the progress of its work, and the button that stops it.
 * @param {HTMLElement} box
 * @param {string[]} names of the actions
 * @param {{ act(name: string): void, stop(): void }} does
 */
export function createBoardTools(box, names, does) {
  const actions = element("div", "gradcalc-group", box);
  actions.setAttribute("role", "group");
  actions.setAttribute("aria-label", "actions");
  for (const name of names) button(actions, name, () => does.act(name));
  const work = element("div", "gradcalc-group", box);
  work.setAttribute("role", "group");
  work.setAttribute("aria-label", "progress");
  const stop = button(work, "Stop", does.stop);
  const bar = element("progress", "gradcalc-saving", work);
  bar.setAttribute("aria-label", "Progress");

  /** @param {Element} parent @param {string} text @param {() => void} act */
  function button(parent, text, act) {
    const node = element("button", "gradcalc-button", parent, text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  let hears = true; // whether there is a kernel, or a page that does the same
  let working = false;
  const hide = () => (box.hidden = !hears || !(working || names.length));

  return {
    box,
    /** Words in place of the buttons, which need a kernel, and the end of the link to where there is one. @param {string} words @param {() => string} onward */
    say(words, onward) {
      const said = element("p", "gradcalc-note", null, words);
      addWayToPython(said, onward);
      box.replaceChildren(said);
      box.hidden = false;
    },
    /** Where nothing answers there is nothing to press. @param {boolean} answered */
    live(answered) {
      hears = answered;
      hide();
    },
    /** @param {BoardTraits["work"]} work */
    show({ running, share }) {
      working = running;
      hide();
      // Not disabled, which would take the focus away from under a hand on the keyboard.
      stop.setAttribute("aria-disabled", String(!running));
      bar.style.visibility = running ? "" : "hidden";
      if (share === null) bar.removeAttribute("value");
      else bar.value = share;
    },
  };
}
