// Buttons in named groups.

import { element } from "../element.js";

/** @param {Element} parent @param {string} name */
export function group(parent, name) {
  const box = element("div", "gradcalc-group", parent);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", name);
  return box;
}

/** @param {Element} box @param {string} text @param {string} name @param {() => void} act */
export function button(box, text, name, act) {
  const node = element("button", "gradcalc-button", box, text);
  node.type = "button";
  node.title = name;
  node.setAttribute("aria-label", name);
  node.addEventListener("click", act);
  return node;
}
