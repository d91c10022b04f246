// Answers whose cell was edited since it was run, as far as the page can tell: JupyterLab and Notebook mark such cells.

import { listed } from "../live/browser/without_python.js";

const CELL = ".jp-Cell";
const EDITED = "jp-mod-dirty"; // what a cell has whose text is another than the one that ran
const FRAMES = 60; // of an animation, in which an output comes onto the page after it was made

/** Those of the names whose cell, the last one above that defines it, is marked. @param {Element} el @param {string[]} names */
export function editedSince(el, names) {
  const own = el.closest(CELL);
  return names.filter((name) => {
    const defines = new RegExp(`^(?:def\\s+${name}\\b|${name}\\s*=(?!=))`);
    for (let cell = own?.previousElementSibling; cell; cell = cell.previousElementSibling) {
      const lines = [...cell.querySelectorAll(".cm-line")];
      if (lines.some((line) => defines.test(line.textContent ?? ""))) return cell.classList.contains(EDITED);
    }
    return false; // nothing is known of it
  });
}

/** What a reader is told of them. @param {string[]} names */
export const editedSentence = (names) =>
  names.length
    ? `The cell with ${listed(names)} was edited since it was run. What is judged here is what ran: run that cell, then check again.`
    : "";

/** Act once an element is on the page. @param {Element} el @param {() => void} act */
export function whenOnPage(el, act, frames = FRAMES) {
  if (el.isConnected) act();
  else if (frames) requestAnimationFrame(() => whenOnPage(el, act, frames - 1));
}
