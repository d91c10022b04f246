// A prediction where no Python answers it: this browser keeps it, for this page.

/** @import { Answer, Asked, Confidence } from "../live/browser/kernel.d.ts" */
/** @import { Input } from "./prediction_inputs.js" */

/** @typedef {{ value: Answer, confidence: Confidence }} Kept */

/** The name of what is kept. @param {Asked} asked */
const keptName = ({ kind, question }) => `gradcalc prediction ${location.pathname} ${kind} ${question}`;

/**
 * What was committed on this page before; null for nothing, and for what would not fit the question, which may have changed.
 * @param {Asked} asked
 * @param {Input} input
 * @returns {Kept | null}
 */
export function keptPrediction(asked, input) {
  try {
    const { value, confidence } = JSON.parse(localStorage.getItem(keptName(asked)) ?? "null");
    return input.fits(value) && ["sure", "think so", "guess"].includes(confidence) ? { value, confidence } : null;
  } catch {
    return null; // nothing, no storage here, or somebody else has written into it
  }
}

/** Keep a prediction, with the name by which folds.js of the site finds what it unfolds; whether this browser does: some have no storage, or none for private windows. @param {Asked} asked @param {Kept} kept */
export function keepPrediction(asked, kept) {
  try {
    localStorage.setItem(keptName(asked), JSON.stringify({ ...kept, name: asked.name }));
    return localStorage.getItem(keptName(asked)) !== null;
  } catch {
    return false;
  }
}

/** Where a commitment is kept, as a sentence. @param {boolean} kept */
export const keepingInWords = (kept) => (kept ? "It is kept in this browser, for this page." : "This browser keeps nothing: it is lost when you leave the page.");

/** What the card says where nothing on the page judges. @param {string} yours what was committed, as a sentence */
export const unjudgedInWords = (yours) => `${yours} Nothing here says whether it is right: Python does.`;
