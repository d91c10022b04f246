// Under the box for a formula, while somebody types: what has been understood, or what is wrong and where.

import { element } from "../element.js";
import { formulaMathML } from "../formula/mathml.js";
import { parseFormula } from "../formula/parser.js";
import { FormulaError } from "../formula/tree.js";

/**
 * What there is to say of a text: its MathML, or a sentence with the place in the text.
 * @param {string} typed
 * @returns {{ mathml: string } | { what: string, start: number, end: number }}
 */
export function understanding(typed) {
  try {
    return { mathml: formulaMathML(parseFormula(typed)) };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return { what: error.message, start: error.start, end: error.end };
  }
}

/** @param {HTMLElement} box @param {string} typed */
function say(box, typed) {
  const found = understanding(typed);
  box.replaceChildren();
  if ("mathml" in found) {
    box.innerHTML = `f(x, y) = ${found.mathml}`; // made of a tree: nothing that was typed stands in it but numbers
    return;
  }
  const letters = [...typed];
  const quoted = element("code", "", box);
  quoted.append(letters.slice(0, found.start).join(""));
  element("mark", "", quoted).textContent = letters.slice(found.start, found.end).join("") || "\u2009?\u2009";
  quoted.append(letters.slice(found.end).join(""));
  element("span", "", box).textContent = found.what;
}

/**
 * Show it under each box for a formula in an explorer, as long as the box has the focus. Returns what ends it.
 * @param {HTMLElement} root
 */
export function showUnderstanding(root) {
  const box = element("div", "gradcalc-understood", root);
  box.hidden = true;

  function update(/** @type {Event} */ event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (!input.matches(".widget-text input")) return;
    const names = [...root.querySelectorAll(".widget-dropdown option")].map((option) => option.textContent);
    box.hidden = !input.value.trim() || names.includes(input.value);
    if (box.hidden) return;
    const [field, frame] = [input.getBoundingClientRect(), root.getBoundingClientRect()];
    box.style.top = `${field.bottom - frame.top + root.scrollTop}px`;
    box.style.right = `${frame.right - field.right}px`;
    say(box, input.value);
  }
  const hide = () => (box.hidden = true);
  root.addEventListener("input", update);
  root.addEventListener("focusin", update);
  root.addEventListener("focusout", hide);
  return () => {
    for (const kind of ["input", "focusin"]) root.removeEventListener(kind, update);
    root.removeEventListener("focusout", hide);
    box.remove();
  };
}
