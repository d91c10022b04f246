// A prediction where no Python answers it: this browser keeps it, for this page, and nothing judges it yet.

/** @import { Answer, Asked } from "../live/browser/kernel.d.ts" */
/** @import { Input } from "./prediction_inputs.js" */

/** The name of what is kept. @param {Asked} asked */
const keptName = ({ kind, question }) => `gradcalc prediction ${location.pathname} ${kind} ${question}`;

/**
 * What was committed on this page before; null for nothing, and for what would not fit the question, which may have changed.
 * @param {Asked} asked
 * @param {Input} input
 * @returns {Answer | null}
 */
export function keptPrediction(asked, input) {
  try {
    const value = JSON.parse(localStorage.getItem(keptName(asked)) ?? "null");
    return input.fits(value) ? value : null;
  } catch {
    return null; // no storage here, or somebody else has written into it
  }
}

/** Keep a prediction; whether this browser does: some have no storage, or none for private windows. @param {Asked} asked @param {Answer} value */
export function keepPrediction(asked, value) {
  try {
    localStorage.setItem(keptName(asked), JSON.stringify(value));
    return localStorage.getItem(keptName(asked)) !== null;
  } catch {
    return false;
  }
}

/**
 * An answer as a sentence names it: as Prediction.words in Python.
 * @param {Asked} asked
 * @param {any} answer
 */
export function answerInWords({ kind, unit, one, items }, answer) {
  if (kind === "choice") return `“${answer}”`;
  if (kind === "match") return items.map((item, i) => `${item}: ${answer[i]}`).join(", ");
  if (kind === "point") return `(${answer.map((/** @type {number} */ part) => (Number(part.toFixed(2)) + 0).toFixed(2)).join(", ")})`;
  return `${sixDigits(answer)}${["", "°", "%"].includes(unit) ? "" : " "}${answer === 1 ? one : unit}`;
}

/** A number with six digits and commas between thousands: as Python's ",.6g". @param {number} value */
function sixDigits(value) {
  const [digits, power] = value.toExponential(5).split("e");
  if (Number(power) >= -4 && Number(power) < 6) return value.toLocaleString("en-US", { maximumSignificantDigits: 6 });
  const far = String(Math.abs(Number(power))).padStart(2, "0");
  return `${Number(digits)}e${Number(power) < 0 ? "-" : "+"}${far}`;
}

/**
 * What the card says of a commitment that waits for nobody.
 * @param {Asked} asked
 * @param {Answer} value
 * @param {boolean} kept
 */
export function committedSentence(asked, value, kept) {
  const stays = kept ? "It is kept in this browser, for this page." : "This browser keeps nothing: it is lost when you leave the page.";
  return `You predicted ${answerInWords(asked, value)}. ${stays} Nothing here says whether it is right: Python does.`;
}
