// The controls with which points and a comment are given, for a group or for one of it.

import { make, unseen } from "./elements.js";
import { steps } from "./keys.js";
import { inPoints } from "./words.js";

/**
 * @typedef {object} Hands what the controls do
 * @property {(points: number | null) => void} points
 * @property {(comment: string, shown: string) => void} comment shown is what stood there before
 * @typedef {{ points: number | null | undefined, comment: string | null | undefined }} Given undefined where it differs
 */

/** Whether a comment holds what is not entered yet. @param {HTMLTextAreaElement} comment */
export const isWritten = (comment) => comment.value !== comment.defaultValue;

const DIFFERENT = "(several comments: one here goes to those who have none)";

/** @param {string} whose @param {number} most @param {Hands} hands */
export function entry(whose, most, hands) {
  const buttons = steps(most).map((points) => {
    const button = make("button", { type: "button", "aria-pressed": "false" }, String(points), unseen(` ${inPoints(points).replace(/^\S+ /, "")}`));
    button.addEventListener("click", () => hands.points(points));
    return { points, button };
  });
  const clear = make("button", { type: "button", class: "clear" }, "None yet");
  clear.addEventListener("click", () => hands.points(null));
  const comment = make("textarea", { rows: "1", maxlength: "10000" });
  comment.addEventListener("change", () => {
    const shown = comment.defaultValue;
    comment.defaultValue = comment.value;
    hands.comment(comment.value, shown);
  });
  const root = make(
    "div",
    { class: "entry" },
    make("fieldset", {}, make("legend", { class: "unseen" }, `Points: ${whose}`), ...buttons.map(({ button }) => button), clear),
    make("label", {}, make("span", { class: "quiet" }, "Comment", unseen(`: ${whose}`)), comment),
  );
  /** Show what is given. A comment in which somebody writes is left alone. @param {Given} given */
  function show(given) {
    for (const { points, button } of buttons) button.setAttribute("aria-pressed", String(given.points === points));
    comment.placeholder = given.comment === undefined ? DIFFERENT : "";
    if (document.activeElement === comment && isWritten(comment)) return;
    comment.defaultValue = given.comment ?? "";
    comment.value = comment.defaultValue;
  }
  return { root, comment, show };
}
