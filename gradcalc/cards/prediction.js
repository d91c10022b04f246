// The browser's half of a prediction: takes a number, a choice or a point, sends it once, and shows
// what the kernel reveals in return. On a page without Python it keeps what was taken, and judges it here.

import { element } from "../live/browser/element.js";
import { gone, watchKernel } from "../live/browser/life.js";
import { addWayToPython } from "../live/browser/without_python.js";
import { chooseOne, matchEach, typeNumber } from "./prediction_inputs.js";
import { keepingInWords, keepPrediction, keptPrediction, unjudgedInWords } from "./prediction_kept.js";
import { placePoint } from "./prediction_point.js";
import { decodeKey, revealedByPage } from "./prediction_verdict.js";
import { commitmentInWords } from "./prediction_words.js";

/** @import { Answer, Asked, Model, PredictionTraits } from "../live/browser/kernel.d.ts" */

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
  const button = element("button", "gradcalc-commit", form, "Commit", { type: "submit" });
  const said = element("p", "gradcalc-said", root, "", { role: "status", tabindex: "-1" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = input.value();
    if (value === undefined) {
      said.textContent = input.missing();
      input.focus();
      return;
    }
    if (alone()) kept = keepPrediction(asked, value);
    model.set("commitment", value);
    if (!alone()) model.save_changes();
    said.focus();
    if (alone()) return;
    patience = setTimeout(() => {
      if (model.get("revealed").sentence || !kernel.live) return;
      said.textContent = "Python does not answer. If it is not busy, run this cell again.";
    }, 5000);
  });

  function show() {
    const value = model.get("commitment");
    const revealed = !alone() || value === null || !key ? model.get("revealed") : revealedByPage(asked, key, value, commitmentInWords(asked, value));
    field.disabled = value !== null || !(kernel.live || alone());
    button.disabled = field.disabled;
    if (value !== null) {
      button.hidden = true;
      root.classList.add("gradcalc-committed");
      input.show(value, revealed.answers);
    }
    if (revealed.verdict) said.classList.add(`gradcalc-${revealed.verdict}`);
    said.textContent = revealed.sentence ?? unanswered(value);
    if (alone() && value !== null) said.append(` ${keepingInWords(kept)}`);
    if (alone() && said.textContent && !revealed.sentence) addWayToPython(said);
  }
  /** What the card says as long as there is no answer. @param {Answer | null} value */
  function unanswered(value) {
    if (kernel.live) return value === null ? "" : "Committed. Waiting for Python to answer.";
    if (!alone()) return gone("question");
    return value === null ? "" : unjudgedInWords(asked, value);
  }
  const kernel = watchKernel(model, show);
  const alone = () => kernel.page && !kernel.live;
  let kept = false;
  if (kernel.page && model.get("commitment") === null) {
    const before = keptPrediction(asked, input);
    kept = before !== null;
    if (kept) model.set("commitment", before);
  }
  model.on("change:commitment", show);
  model.on("change:revealed", show);
  show();
  return () => {
    model.off("change:commitment", show);
    model.off("change:revealed", show);
    kernel.stop();
    clearTimeout(patience);
    input.dispose?.();
    addresses.forEach(URL.revokeObjectURL);
  };
}

export default { render };
