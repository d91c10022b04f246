// What the card of a drill does, whatever is answered there: a question, a try that is judged, how it is done, another one.

import { element } from "../live/browser/element.js";
import { gone, watchKernel } from "../live/browser/life.js";
import { addWayToPython } from "../live/browser/without_python.js";

/** @import { DrillTraits, Model } from "../live/browser/kernel.d.ts" */
/**
 * Where a reader answers. value gives undefined where nothing is there to be judged, and missing says what to do then.
 * @typedef {object} Entry
 * @property {() => unknown} value
 * @property {string} missing
 * @property {() => void} begin makes room for the answer to a fresh question
 * @property {(able: boolean) => void} show shows what Python has said; able says whether one can answer
 * @property {() => void} focus
 * @property {boolean} [isPicture] whether it is a picture, which is to stay on the screen
 * @property {() => void} [dispose]
 */

const PATIENCE = 5000; // milliseconds after which a reader is told that Python does not answer
const LACKS = "There is no Python behind this page, and judging an answer needs it.";

/**
 * @param {{ model: Model<DrillTraits>, el: HTMLElement }} context
 * @param {(form: HTMLElement, name: string) => Entry} createEntry puts the place for answers into a form; name is the id of the question
 */
export function drillCard({ model, el }, createEntry) {
  const name = `gradcalc-drill-${Math.random().toString(36).slice(2)}`;
  const root = element("div", "gradcalc-drill", el, "", { role: "group", "aria-labelledby": `${name}-title` });
  root.addEventListener("keydown", (event) => event.stopPropagation()); // keys typed here are no shortcuts of the notebook
  const title = element("p", "gradcalc-kicker", root, "", { id: `${name}-title` });
  const question = element("p", "gradcalc-question", root, "", { id: name });
  const form = element("form", "", root);
  const entry = createEntry(form, name);
  const judge = element("button", "gradcalc-judge", form, "Check", { type: "submit" });
  const how = element("p", "gradcalc-how", root, "", { id: `${name}-how` });
  const said = element("p", "gradcalc-drill-said", root, "", { role: "status" });
  const solution = element("div", "gradcalc-solution", root, "", { role: "group", "aria-label": "How it is done" });
  element("p", "gradcalc-solution-title", solution, "How it is done");
  const steps = element("ol", "", solution);
  const foot = element("div", "gradcalc-drill-foot", root);
  const another = element("button", "gradcalc-another", foot, "Another one", { type: "button" });
  const standing = element("span", "gradcalc-standing", foot);
  let number = 0;
  let asking = false; // whether another question was asked for here, so that its box is to be held
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;

  /** @param {object} message */
  function send(message) {
    model.send(message);
    clearTimeout(patience);
    patience = setTimeout(() => {
      if (kernel.live) said.textContent = "Python does not answer. If it is not busy, run this cell again.";
    }, PATIENCE);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = entry.value();
    if (answer === undefined) {
      said.textContent = entry.missing;
      entry.focus();
      return;
    }
    said.textContent = ""; // so that the same sentence is read out again
    send({ answer });
  });
  another.addEventListener("click", () => {
    asking = true;
    send({ another: true });
  });

  function show() {
    clearTimeout(patience);
    const shown = model.get("shown");
    const fresh = shown.number !== number;
    const held = root.contains(document.activeElement);
    if (fresh) {
      number = shown.number;
      title.textContent = shown.title;
      question.innerHTML = shown.question; // made in Python: nothing that was typed stands in it
      how.textContent = shown.how;
      entry.begin();
    }
    const answers = kernel.live;
    judge.disabled = shown.over || !answers;
    entry.show(!judge.disabled);
    another.disabled = !answers;
    root.dataset.verdict = shown.verdict;
    said.textContent = shown.said;
    if (shown.words) element("span", "", said).innerHTML = ` ${shown.words}`; // what was typed is escaped in it
    solution.hidden = shown.steps.length === 0;
    steps.replaceChildren();
    for (const step of shown.steps) element("li", "", steps).innerHTML = step;
    standing.textContent = shown.standing;
    if (!answers) {
      said.textContent = kernel.page ? LACKS : gone("question");
      if (kernel.page) addWayToPython(said);
    } else if (fresh && asking) {
      entry.focus();
    } else if (shown.over && held) {
      another.focus({ preventScroll: entry.isPicture ?? false }); // a box that is grey hears no key: from here Enter goes on
    }
    asking &&= !fresh;
  }
  const kernel = watchKernel(model, show);
  model.on("change:shown", show);
  show();
  return () => {
    model.off("change:shown", show);
    kernel.stop();
    clearTimeout(patience);
    entry.dispose?.();
  };
}
