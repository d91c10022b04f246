// The browser's half of a drill: a question, a box whose text is judged on Enter, and a button for another question.

import { element } from "../live/browser/element.js";
import { gone, watchKernel } from "../live/browser/life.js";
import { addWayToPython } from "../live/browser/without_python.js";

/** @import { DrillTraits, Model } from "../live/browser/kernel.d.ts" */

const PATIENCE = 5000; // milliseconds after which a reader is told that Python does not answer
const LACKS = "There is no Python behind this page, and judging an answer needs it.";

/** @param {{ model: Model<DrillTraits>, el: HTMLElement }} context */
function render({ model, el }) {
  const name = `gradcalc-drill-${Math.random().toString(36).slice(2)}`;
  const root = element("div", "gradcalc-drill", el, "", { role: "group", "aria-labelledby": `${name}-title` });
  root.addEventListener("keydown", (event) => event.stopPropagation()); // keys typed here are no shortcuts of the notebook
  const title = element("p", "gradcalc-kicker", root, "", { id: `${name}-title` });
  const question = element("p", "gradcalc-question", root, "", { id: name });
  const form = element("form", "", root);
  const label = element("label", "", form, "Your answer ");
  const input = element("input", "", label, "", {
    type: "text", size: "28", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": `${name} ${name}-how`,
  });
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
    if (input.value.trim() === "") {
      said.textContent = "Type your answer first.";
      input.focus();
      return;
    }
    said.textContent = ""; // so that the same sentence is read out again
    send({ answer: input.value });
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
      title.textContent = `Drill: ${shown.title}`;
      question.innerHTML = shown.question; // made in Python: nothing that was typed stands in it
      how.textContent = shown.how;
      input.value = "";
    }
    const answers = kernel.live;
    input.disabled = judge.disabled = shown.over || !answers;
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
      input.focus();
    } else if (shown.over && held) {
      another.focus(); // a box that is grey hears no key: from here Enter goes on
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
  };
}

export default { render };
