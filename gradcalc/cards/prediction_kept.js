// A prediction where no Python answers it: this browser keeps it, for this page.

import { commitmentInWords } from "./prediction_words.js";

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

/** Where a commitment is kept, as a sentence. @param {boolean} kept */
export const keepingInWords = (kept) => (kept ? "It is kept in this browser, for this page." : "This browser keeps nothing: it is lost when you leave the page.");

/** What the card says where nothing on the page judges. @param {Asked} asked @param {Answer} value */
export const unjudgedInWords = (asked, value) => `${commitmentInWords(asked, value)} Nothing here says whether it is right: Python does.`;
