// The numbers and sentences beside the pictures.

import { component, general, place } from "../draw/text.js";
import { element, writeInto } from "../element.js";
import { restingSentence, sayWhatLacks } from "../without_python.js";

/** @import { Reading, Window, Words } from "../kernel.d.ts" */

const SCHEME = /^[\w-]+ differences, h = \S+\.(?= |$)/; // with which the note of an explorer begins
const OF_COMPLEX_STEPS = "method='complex'"; // with which every refusal of them begins

/**
 * @param {Element} parent
 * @param {string[]} [heads] of the table
 * @param {Element} [column] where table and words stand
 */
export function createWords(parent, heads = ["at the point", "value", "error"], column = parent) {
  const side = element("div", "gradcalc-side", column);
  // The roles stay where a strip is made of the table, see layout.css.
  const table = element("table", "", side, "", { role: "table" });
  const head = element("tr", "", element("thead", "", table, "", { role: "rowgroup" }), "", { role: "row" });
  for (const text of heads) element("th", "", head, text, { role: "columnheader" }).scope = "col";
  const body = element("tbody", "", table, "", { role: "rowgroup" });
  const said = element("div", "gradcalc-said", side);
  const remark = element("p", "gradcalc-remark", said);
  const note = element("p", "gradcalc-note", said);
  const scheme = element("span", "gradcalc-precise", note); // folded with the step size, see fold.js
  const noted = element("span", "", note);
  const message = element("p", "gradcalc-message", parent);
  message.setAttribute("role", "alert");
  const spoken = element("p", "gradcalc-hidden", parent);
  spoken.setAttribute("aria-live", "polite");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  /** @type {HTMLElement | null} */
  let lacks = null;
  let [told, refused] = ["", ""];

  function tell() {
    const text = !refused ? told : told.includes(OF_COMPLEX_STEPS) ? refused : `${refused} ${told}`.trim();
    if (message.textContent !== text) message.textContent = text; // what is there already is not spoken again
  }

  function fill(/** @type {string[][]} */ rows) {
    while (body.rows.length > rows.length) body.deleteRow(-1);
    rows.forEach((cells, i) => {
      const row = body.rows[i] ?? newRow();
      cells.forEach((text, j) => writeInto(row.cells[j], text));
    });
  }

  function newRow() {
    const row = body.insertRow();
    row.setAttribute("role", "row");
    element("th", "", row, "", { role: "rowheader" }).scope = "row";
    for (let i = 1; i < heads.length; i++) row.insertCell().setAttribute("role", "cell");
    return row;
  }

  return {
    show(/** @type {Words} */ words) {
      fill(words.table);
      const found = SCHEME.exec(words.note)?.[0] ?? "";
      writeInto(scheme, found);
      writeInto(noted, words.note.slice(found.length));
      writeInto(remark, words.remark);
      // Spoken once the hand rests: every value on the way would only be noise.
      clearTimeout(speaking);
      speaking = setTimeout(() => writeInto(spoken, words.sentence), 400);
    },
    /** Grey while the numbers belong to an earlier place of the hand. */
    wait(/** @type {boolean} */ waiting) {
      side.classList.toggle("gradcalc-waiting", waiting);
    },
    say(/** @type {string} */ text) {
      told = text;
      tell();
    },
    /** On a page without Python: what rests now, and the end of the link to where it does not. @param {string[]} resting @param {() => string} onward */
    lack(resting, onward) {
      lacks?.remove();
      lacks = sayWhatLacks(parent, restingSentence(resting), onward);
    },
    /** Why the page does not believe complex steps of what it draws, or nothing: the kernel finds the same at another point. */
    refuse(/** @type {string} */ why) {
      refused = why;
      tell();
    },
    stop: () => clearTimeout(speaking),
  };
}

/**
 * The words for a reading made in the browser, for pages without a kernel; directed as in readings/point.py.
 * @param {Reading} reading
 * @param {string} note
 * @param {boolean} directed
 * @param {Window} window
 */
export function localWords(reading, note, directed, window) {
  const { x, y, angle, u, gradient, slope, length, flat, projected } = reading;
  const table = directed ? [["u", `(${u.map((c) => c.toFixed(4)).join(", ")})`, ""]] : [];
  if (!gradient) {
    const sentence = `The point is at ${place(x, y, window)}. The gradient there needs Python.`;
    return { table, note, remark: sentence, sentence };
  }
  const parts = gradient.map((c) => component(c, length));
  const at = `At ${place(x, y, window)}`;
  const size = component(length, length);
  const found = `the gradient is (${parts.join(", ")}), length ${size}`;
  const zero = `${at} the differences give the gradient as (${parts.join(", ")}). Up to their error it is zero there: they tell no steepest direction.`;
  const along = `${at} ${found}; along ${general(angle, 4)}° the slope is ${component(slope, length)}.`;
  const axes = `${at} the slope along x is ${parts[0]} and along y ${parts[1]}; ${found}.`;
  // Only the kernel knows the gradient that long steps are far from.
  const differences = `${at} with this step the differences give (${parts.join(", ")}), length ${size}.`;
  const sentence = flat ? zero : projected ? differences : directed ? along : axes;
  table.unshift(["∂f/∂x", parts[0], ""], ["∂f/∂y", parts[1], ""], ["|∇f|", size, ""]);
  if (directed) table.push([projected ? "∇f · u" : "Dᵤf", component(slope, length), ""]);
  const remark = projected && !flat ? `With this step the differences give (${parts.join(", ")}).` : "";
  return { table, note, remark, sentence };
}
