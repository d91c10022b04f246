// What a page without Python says of what it lacks, with the way to where it is: the same lesson with Python.

import { element } from "./element.js";

/** "a", "a and b" or "a, b and c". @param {string[]} names */
export const listed = (names) => [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");

/** Of an explorer: which of its controls are grey, by their labels; "" where none is. @param {string[]} resting */
export function restingSentence(resting) {
  return resting.length ? `There is no Python behind this page, and what is grey here needs it: ${listed(resting)}.` : "";
}

/**
 * A link to this lesson with Python, where the page has one: the first of its links that says so.
 * @param {Element} parent
 * @param {() => string} [state] the end of a link that carries what is shown when it is followed, "#" with it
 */
export function addWayToPython(parent, state = () => "") {
  const way = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.gradcalc-way"));
  if (!way) return null;
  parent.append(" ");
  const link = element("a", "gradcalc-onward", parent, way.dataset.words ?? "Open this lesson with Python");
  const lead = () => (link.href = way.href + state());
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, lead);
  lead();
  return link;
}

/**
 * A sentence with the way to Python behind it. Gives what hides it, and shows it again.
 * @param {Element} parent
 * @param {string} sentence
 * @param {() => string} state
 */
export function sayWhatLacks(parent, sentence, state) {
  if (!sentence) return null;
  const said = element("p", "gradcalc-note gradcalc-lacks", parent, sentence);
  addWayToPython(said, state);
  return said;
}
