// Whether a prediction is right, close or not, where no Python says so: the twin of questions/verdict.py, which
// says what the bounds are. tests/cards/verdicts.json holds both to the same.

import { formulaGradient } from "../live/browser/formula/slopes.js";
import { answerInWords, answersInWords } from "./prediction_words.js";

/** @import { Answer, Asked, Pair, PredictionKey, Revealed } from "../live/browser/kernel.d.ts" */
/** @typedef {[Revealed["verdict"] & string, string]} Verdict the verdict, and how close a wrong answer came */

const WHOLE = 1e-9;
const FRACTION = 1e-3;
const CLOSE_NUMBER = 0.1;
const CLOSE_ANGLE = 15;
const RIGHT_PLACE = 0.04;
const CLOSE_PLACE = 0.1;
const HEADS = { right: "Right", close: "Close", not: "Not so" };

/** What Python has encoded for a page; null for nothing. @param {string} encoded @returns {PredictionKey | null} */
export const decodeKey = (encoded) => (encoded ? JSON.parse(atob(encoded)) : null);

/**
 * What the kernel would reveal of a commitment, `yours` in words.
 * @param {Asked} asked @param {PredictionKey} key @param {Answer} value @param {string} yours
 * @returns {Revealed}
 */
export function revealedByPage(asked, key, value, yours) {
  const [verdict, how] = judgePrediction(asked, key, value);
  const sentences = [`${HEADS[verdict]}${how && ": "}${how}.`, yours, answersInWords(asked, key.answers), key.because];
  return { verdict, sentence: sentences.filter(Boolean).join(" "), answers: key.answers };
}

/** The verdict on an answer that fits the question. @param {Asked} asked @param {PredictionKey} key @param {any} value @returns {Verdict} */
export function judgePrediction(asked, key, value) {
  const accepted = [...key.answers, ...key.also];
  if (asked.kind === "choice") return [accepted.includes(value) ? "right" : "not", ""];
  if (asked.kind === "match") return judgePairs(/** @type {string[][]} */ (accepted), value);
  if (asked.kind === "number") return judgeNumber(asked, key, /** @type {number[]} */ (accepted), value);
  return judgePlace(asked, key, /** @type {Pair[]} */ (accepted), value);
}

/** @param {string[][]} accepted @param {string[]} value @returns {Verdict} */
function judgePairs(accepted, value) {
  const right = Math.max(...accepted.map((answer) => answer.filter((part, i) => part === value[i]).length));
  if (right === value.length) return ["right", ""];
  return [2 * right >= value.length ? "close" : "not", `${right} of ${value.length} pairs ${right === 1 ? "is" : "are"} right`];
}

/** @param {Asked} asked @param {PredictionKey} key @param {number[]} accepted @param {number} value @returns {Verdict} */
function judgeNumber(asked, { closeness }, accepted, value) {
  const turns = asked.unit === "°";
  const offs = accepted.map((answer) => numberOff(value, answer, turns));
  if (accepted.some((answer, i) => offs[i] <= (Number.isInteger(answer) ? WHOLE : FRACTION) * Math.max(Math.abs(answer), WHOLE))) return ["right", ""];
  if (closeness) return judgeSlope(closeness, Math.cos(((value - /** @type {number} */ (closeness.steepest)) * Math.PI) / 180));
  const nearest = offs.indexOf(Math.min(...offs));
  if (offs[nearest] > (turns ? CLOSE_ANGLE : CLOSE_NUMBER * Math.abs(accepted[nearest]))) return ["not", ""];
  return ["close", `you are off by ${answerInWords(asked, offs[nearest])}`];
}

/** How far off a number is; of angles up to a full turn, on the circle. @param {number} value @param {number} answer @param {boolean} turns */
function numberOff(value, answer, turns) {
  if (!turns || Math.abs(answer) > 360) return Math.abs(value - answer);
  return Math.abs(((((value - answer + 180) % 360) + 360) % 360) - 180);
}

/** @param {Asked} asked @param {PredictionKey} key @param {Pair[]} accepted @param {Pair} place @returns {Verdict} */
function judgePlace({ map }, { closeness }, accepted, place) {
  const widths = [map?.xrange, map?.yrange].map((range) => (range ? range[1] - range[0] : NaN));
  const off = Math.min(...accepted.map((answer) => Math.hypot(...answer.map((part, i) => (place[i] - part) / widths[i]))));
  if (off <= RIGHT_PLACE) return ["right", ""];
  if (closeness?.tree) {
    const gradient = formulaGradient(closeness.tree);
    const [here, greatest] = [place, /** @type {Pair} */ (closeness.steepest)].map((at) => Math.hypot(...gradient(...at)));
    return judgeSlope(closeness, here / greatest);
  }
  return off <= CLOSE_PLACE ? ["close", `you are ${inPercent(off)} of the map's width away`] : ["not", ""];
}

/** @param {NonNullable<PredictionKey["closeness"]>} closeness @param {number} share @returns {Verdict} */
function judgeSlope({ low, high, words }, share) {
  return [low <= share && share <= high ? "close" : "not", words.replace("{}", inPercent(share))];
}

/** A share in whole percent, which says "nearly" rather than 0 or 100 where it is neither. @param {number} share */
function inPercent(share) {
  const whole = Math.floor(100 * share + 0.5) + 0; // + 0, so that there is no -0
  const nearly = (whole === 0 || whole === 100) && Math.abs(100 * share - whole) > 1e-6;
  return `${nearly ? "nearly " : ""}${whole} %`;
}
