// A commitment and the right answers in words: as questions/prediction.py and cards/revealed.py write them.

/** @import { Answer, Asked, Confidence } from "../live/browser/kernel.d.ts" */

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

const HOW_SURE = { "": "", sure: ", and were sure", "think so": ", and thought so", guess: ", as a guess" };

/** What was committed and how sure the reader was, as a sentence. @param {Asked} asked @param {Answer} value @param {Confidence} confidence */
export const commitmentInWords = (asked, value, confidence) => `You predicted ${answerInWords(asked, value)}${HOW_SURE[confidence]}.`;

/** The right answers, as a sentence. @param {Asked} asked @param {Answer[]} answers */
export function answersInWords(asked, answers) {
  const words = answers.map((answer) => answerInWords(asked, answer));
  return `The answer is ${[words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" or ")}.`;
}
