// The browser's half of a prediction: takes a number, a choice or a point, sends it once, and shows
// what the kernel reveals in return. On a page without Python it keeps what was taken, and judges it here.

import { element } from "../live/browser/element.js";
import { gone, watchKernel } from "../live/browser/life.js";
import { isForeign } from "../live/browser/page.js";
import { addWayToPython } from "../live/browser/without_python.js";
import { tellCommitted } from "./prediction_committed.js";
import { chooseOne, matchEach, typeNumber } from "./prediction_inputs.js";
import { keepingInWords, keepPrediction, keptPrediction, unjudgedInWords } from "./prediction_kept.js";
import { lookInWords, onceMoved } from "./prediction_moved.js";
import { placePoint } from "./prediction_point.js";
import { decodeKey, revealedByPage } from "./prediction_verdict.js";
import { commitmentInWords } from "./prediction_words.js";

/** @import { Asked, Confidence, Model, PredictionTraits } from "../live/browser/kernel.d.ts" */

/** How sure a reader is: each has a button, which commits. @type {[Confidence, string][]} */
const CONFIDENCE = [["sure", "Commit: I am sure"], ["think so", "Commit: I think so"], ["guess", "Commit: a guess"]];
const KINDS = { number: typeNumber, choice: chooseOne, match: matchEach, point: placePoint };

/**
 * A picture that the question is about, for light and for dark pages, with its words to unfold. Gives the addresses.
 * @param {Element} parent
 * @param {NonNullable<Asked["picture"]>} picture
 */
function showPicture(parent, picture) {
  const box = element("div", "gradcalc-drawing", parent, "", { role: "img", "aria-label": "Pictures, described below" });
  box.style.width = `${picture.width}px`;
  const addresses = /** @type {const} */ (["light", "dark"]).map((theme) => {
    const drawn = picture[theme];
    const address = typeof drawn === "string" ? drawn : URL.createObjectURL(new Blob([drawn], { type: "image/png" }));
    element("img", `gradcalc-${theme}`, box, "", { src: address, alt: "" });
    return address;
  });
  const details = element("details", "", parent);
  element("summary", "", details, "The pictures in words");
  for (const line of picture.words) element("p", "", details, line);
  return addresses;
}

/** @param {{ model: Model<PredictionTraits>, el: HTMLElement }} context */
function render({ model, el }) {
  const asked = model.get("asked");
  const key = decodeKey(model.get("encoded"));
  const name = `gradcalc-prediction-${Math.random().toString(36).slice(2)}`;
  const root = element("div", "gradcalc-prediction", el, "", { role: "group", "aria-labelledby": name });
  root.addEventListener("keydown", (event) => event.stopPropagation()); // keys typed here are no shortcuts of the notebook
  element("p", "gradcalc-kicker", root, "Predict");
  element("p", "gradcalc-question", root, asked.question, { id: name });
  const addresses = asked.picture ? showPicture(root, asked.picture) : [];
  const form = element("form", "", root);
  const field = element("fieldset", "", form);
  const input = KINDS[asked.kind](field, asked, name);
  const buttons = element("div", "gradcalc-commits", form, "", { role: "group", "aria-label": "Commit, and say how sure you are" });
  const commits = CONFIDENCE.map(([confidence, words]) => {
    const button = element("button", "gradcalc-commit", buttons, words, { type: "button" });
    button.addEventListener("click", () => commit(confidence));
    return button;
  });
  const said = element("p", "gradcalc-said", root, "", { role: "status", tabindex: "-1" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  /** @type {HTMLElement | null} */
  let ask = null;
  let endLooking = () => {};

  /** The answer, if there is one; else what is missing is said. */
  function given() {
    const value = input.value();
    if (value === undefined) {
      said.textContent = input.missing();
      input.focus();
    }
    return value;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // by Enter in a field, which does not say how sure the reader is
    if (given() === undefined) return;
    said.textContent = "How sure are you? Each of the buttons commits.";
    commits[0].focus();
  });
  /** @param {Confidence} confidence */
  function commit(confidence) {
    const value = given();
    if (value === undefined) return;
    if (asked.moved && !isForeign(model) && (kernel.live || key)) letLook();
    if (alone()) kept = keepPrediction(asked, { value, confidence });
    model.set("confidence", confidence);
    model.set("commitment", value);
    if (!alone()) model.save_changes();
    said.focus();
    if (alone()) return;
    patience = setTimeout(() => {
      if (model.get("revealed").sentence || !kernel.live) return;
      said.textContent = "Python does not answer. If it is not busy, run this cell again.";
    }, 5000);
  }

  /** What is right stays back until the reader has seen it in the picture, or wants to be told. */
  function letLook() {
    ask = element("button", "gradcalc-commit gradcalc-tell", root, "Show me", { type: "button" });
    ask.addEventListener("click", () => {
      tell();
      said.focus();
    });
    endLooking = onceMoved(asked.moved, tell);
  }
  function tell() {
    endLooking();
    ask?.remove();
    ask = null;
    show();
  }

  function show() {
    const value = model.get("commitment");
    if (value !== null) tellCommitted(asked);
    const yours = value === null ? "" : commitmentInWords(asked, value, model.get("confidence"));
    const revealed = !alone() || value === null || !key ? model.get("revealed") : revealedByPage(asked, key, value, yours);
    field.disabled = value !== null || !(kernel.live || alone());
    for (const button of commits) button.disabled = field.disabled;
    if (value !== null) {
      buttons.hidden = true;
      root.classList.add("gradcalc-committed");
      input.show(value, ask ? [] : revealed.answers);
    }
    if (ask && revealed.sentence) {
      said.textContent = lookInWords(yours, asked.moved);
      return;
    }
    if (revealed.verdict) said.classList.add(`gradcalc-${revealed.verdict}`);
    said.textContent = revealed.sentence ?? unanswered(yours);
    if (alone() && value !== null) said.append(` ${keepingInWords(kept)}`);
    if (alone() && said.textContent && !revealed.sentence) addWayToPython(said);
  }
  /** What the card says as long as there is no answer. @param {string} yours */
  function unanswered(yours) {
    if (kernel.live) return yours && "Committed. Waiting for Python to answer.";
    return alone() ? yours && unjudgedInWords(yours) : gone("question");
  }
  const kernel = watchKernel(model, show);
  const alone = () => kernel.page && !kernel.live;
  let kept = false;
  if (kernel.page && model.get("commitment") === null) {
    const before = keptPrediction(asked, input);
    kept = before !== null;
    if (before) model.set("confidence", before.confidence);
    if (before) model.set("commitment", before.value);
  }
  model.on("change:commitment", show);
  model.on("change:revealed", show);
  show();
  return () => {
    model.off("change:commitment", show);
    model.off("change:revealed", show);
    kernel.stop();
    endLooking();
    clearTimeout(patience);
    input.dispose?.();
    addresses.forEach(URL.revokeObjectURL);
  };
}

export default { render };
