// Joins the list of functions and the box for a formula to the picture here in the browser.

import { parseFormula } from "../formula/parser.js";
import { FormulaError } from "../formula/tree.js";
import { controlModel, listenOnlyToHands } from "./names.js";

/** @import { Card, Control, Given, Limits, Model, State, ViewTraits, Window } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */
/** @import { Shown } from "../shown.js" */
/** @import { Zoom } from "./zoom.js" */

const TYPED = { xlim: /** @type {Limits} */ ([-2, 2]), ylim: /** @type {Limits} */ ([-2, 2]), start: /** @type {[number, number]} */ ([1, 1]) }; // as in surfaces.py

const NEEDS_PYTHON = "This function is written in Python, and there is no Python behind this page.";

/**
 * The formula that was typed, in the window that it comes with, or the sentence that refuses it.
 * @param {string} text
 * @returns {Card | string}
 */
export function typedCard(text) {
  try {
    return { name: text, tree: parseFormula(text), title: "", ...TYPED };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return error.message;
  }
}

/**
 * @param {Model<ViewTraits>} model
 * @param {Post} post
 * @param {object} hands
 * @param {{ live: boolean }} hands.kernel
 * @param {Shown} hands.shown
 * @param {Zoom} hands.zoom
 * @param {{ rest(disabled: boolean): string[], limit(window: Window): void }} hands.sliders
 * @param {(part: Partial<State>) => void} hands.slide
 * @param {(text: string) => void} hands.say
 * @param {(window: Window, given: Given) => boolean} hands.refused whether it cannot be shown, which has been said
 * @param {(resting: string[]) => void} hands.lack says which controls rest
 * @param {() => void} hands.back shows the kernel's pictures again
 */
export async function joinChoosers(model, post, { kernel, shown, zoom, sliders, slide, say, refused, lack, back }) {
  /** @type {Record<string, Control>} */
  const choosers = {};
  for (const name of ["function", "formula"]) {
    choosers[name] = await controlModel(model, model.get("choosers")[name]);
    listenOnlyToHands(choosers[name], post);
    post.lead(choosers[name]);
  }
  const context = {}; // by which the listeners are taken off again
  let following = false;
  /** @type {Record<string, Card | {}>} */
  const typed = {}; // where no kernel knows of them
  const cards = () => ({ ...typed, ...model.get("functions") });

  /** @param {string} name @param {string} trait @param {(value: any) => void} act */
  function onHand(name, trait, act) {
    const control = choosers[name];
    control.on(`change:${trait}`, () => !following && !control._state_lock && !post.sending && act(control.get(trait)), context);
  }
  const labelAt = (/** @type {number} */ index) => choosers.function.get("_options_labels")[index];

  /** A formula is shown at once; what only Python computes, when the kernel has done so. @param {string} label @param {Card | {}} [card] */
  function choose(label, card = cards()[label] ?? {}) {
    const theirs = !("tree" in card);
    if (theirs && kernel.live) return;
    if (theirs && "tree" in model.get("given")) return say(NEEDS_PYTHON);
    if (!theirs && refused(card, card)) return;
    if (!kernel.live) say("");
    shown.choose(theirs ? null : card);
    const { home, start: [x, y] } = shown;
    zoom.enter({ xlim: home.xlim, ylim: home.ylim });
    slide({ x, y });
    if (kernel.live) return;
    sliders.limit(home);
    name(label);
    rest();
    if (theirs) back();
  }

  /** @param {string} text */
  function type(text) {
    const label = text.trim();
    if (!label) return;
    const card = Object.hasOwn(cards(), label) ? cards()[label] : typedCard(label);
    if (typeof card === "string") return kernel.live || say(card);
    typed[label] = card;
    choose(label, card);
  }

  /** Show a function's name in the list, as the kernel would. @param {string} label */
  function name(label) {
    const labels = choosers.function.get("_options_labels");
    const all = labels.includes(label) ? labels : [...labels, label];
    following = true;
    choosers.function.set_state({ _options_labels: all, index: all.indexOf(label) });
    if (choosers.formula.get("value").trim() !== label) choosers.formula.set_state({ value: "" });
    following = false;
  }

  onHand("function", "index", (index) => choose(labelAt(index)));
  onHand("formula", "value", type);

  const box = /** @type {any} */ (choosers.formula);
  const send = box.send;
  // Enter sends a message of its own, which would be an error where nobody takes it.
  if (send) box.send = (/** @type {any[]} */ ...parts) => kernel.live && send.apply(box, parts);

  const rest = () => lack(sliders.rest(!kernel.live && !shown.given));
  if (!kernel.live) rest();

  return {
    all: Object.values(choosers),
    /** Choose a function by its name or its formula, as a hand would. @param {string} text */
    pick(text) {
      const at = choosers.function.get("_options_labels").indexOf(text);
      const [control, trait, value] = at < 0 ? [choosers.formula, "value", text] : [choosers.function, "index", at];
      control.set(trait, value);
      control.save_changes();
    },
    leave() {
      if (send) box.send = send;
      for (const control of Object.values(choosers)) control.off(null, null, context);
    },
  };
}
