import assert from "node:assert/strict";
import test from "node:test";

import drill from "../../gradcalc/cards/drill.js";
import { modelOf } from "./model.js";

/** @import { DrillTraits } from "../../gradcalc/live/browser/kernel.d.ts" */

/** A page of elements that know their children, texts and listeners, and which of them is held. */
class Part {
  /** @type {Part | null} */
  static held = null;
  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    this.className = this.value = this.innerHTML = this.textContent = "";
    this.disabled = this.hidden = false;
    /** @type {Record<string, string>} */
    this.dataset = {};
    /** @type {Part[]} */
    this.children = [];
    /** @type {Record<string, string>} */
    this.attributes = {};
    /** @type {Record<string, (event: any) => void>} */
    this.listeners = {};
  }
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  /** @param {any[]} parts */
  append(...parts) {
    this.children.push(...parts);
  }
  replaceChildren() {
    this.children = [];
  }
  /** @param {string} name @param {(event: any) => void} act */
  addEventListener(name, act) {
    this.listeners[name] = act;
  }
  focus() {
    Part.held = this;
  }
  /** @param {Part | null} part @returns {boolean} */
  contains(part) {
    return part === this || this.children.some((child) => child instanceof Part && child.contains(part));
  }
  /** @param {(part: Part) => boolean} fits @returns {Part} */
  find(fits) {
    const all = /** @param {Part} part @returns {Part[]} */ (part) => [part, ...part.children.filter((child) => child instanceof Part).flatMap(all)];
    return all(this).filter(fits)[0];
  }
}

const ASKED = {
  number: 1, title: "Slopes", question: "How <math></math> steep?", how: "A number.", verdict: "", said: "", words: "", steps: [],
  standing: "Right in a row: 0 of 5.", over: false,
};

/** A card on a page, with what a reader holds in it. @param {{ live?: boolean, kernel?: object }} layout */
function cardOf({ live = true, kernel = undefined } = {}) {
  const page = { createElement: (/** @type {string} */ tag) => new Part(tag), querySelector: () => null, get activeElement() { return Part.held; } };
  Object.assign(globalThis, { document: page });
  Part.held = null;
  const layout = { comm_live: live, widget_manager: { kernel }, on() {}, off() {} };
  const model = modelOf(/** @type {DrillTraits} */ (/** @type {unknown} */ ({ shown: ASKED, layout })));
  const el = new Part("div");
  const end = drill.render(/** @type {any} */ ({ model, el }));
  const part = (/** @type {string} */ name) => el.find(({ className, tag }) => className === name || tag === name);
  return {
    model, el, part, end,
    tell: (/** @type {object} */ more) => model.set("shown", /** @type {any} */ ({ ...model.get("shown"), ...more })),
    /** @param {string} text */
    enter(text) {
      part("input").value = text;
      part("form").listeners.submit({ preventDefault() {} });
    },
  };
}

test("a question is shown, its box has a name, and what is said is read out", () => {
  const { part, end } = cardOf();
  assert.equal(part("gradcalc-question").innerHTML, ASKED.question);
  assert.ok(part("label").contains(part("input")));
  const described = part("input").attributes["aria-describedby"].split(" ");
  assert.deepEqual(described, [part("gradcalc-question").attributes.id, part("gradcalc-how").attributes.id]);
  assert.equal(part("gradcalc-drill-said").attributes.role, "status");
  assert.ok(part("gradcalc-solution").hidden);
  end();
});

test("Enter sends what was typed, and nothing where nothing was", () => {
  const { part, enter, model, end } = cardOf();
  enter("  ");
  assert.deepEqual(model.sent, []);
  assert.equal(part("gradcalc-drill-said").textContent, "Type your answer first.");
  enter("2/3");
  assert.deepEqual(model.sent, [{ answer: "2/3" }]);
  end();
});

test("what Python says is shown, and an answer that is wrong stays in its box, which stays held", () => {
  const { part, enter, tell, end } = cardOf();
  part("input").focus();
  enter("7");
  tell({ verdict: "wrong", said: "✗ Not right.", words: "The sign." });
  assert.equal(part("gradcalc-drill-said").textContent, "✗ Not right.");
  assert.equal(part("gradcalc-drill-said").children[0].innerHTML, " The sign.");
  assert.equal(part("gradcalc-drill").dataset.verdict, "wrong");
  assert.equal(part("input").value, "7");
  assert.equal(Part.held, part("input"));
  end();
});

test("by Enter alone one goes from a right answer to the box of the next question", () => {
  const { part, enter, tell, model, end } = cardOf();
  part("input").focus();
  enter("5");
  tell({ verdict: "right", said: "✓ Right.", steps: ["<math></math>", "So."], over: true });
  assert.ok(part("input").disabled);
  assert.ok(!part("gradcalc-solution").hidden);
  assert.deepEqual(part("ol").children.map(({ innerHTML }) => innerHTML), ["<math></math>", "So."]);
  assert.equal(Part.held, part("gradcalc-another"));
  part("gradcalc-another").listeners.click({});
  assert.deepEqual(model.sent.at(-1), { another: true });
  tell({ ...ASKED, number: 2, question: "And here?" });
  assert.equal(part("gradcalc-question").innerHTML, "And here?");
  assert.equal(part("input").value, "");
  assert.ok(!part("input").disabled);
  assert.equal(Part.held, part("input"));
  end();
});

test("a card that is shown takes the keys from nobody", () => {
  const { tell, end } = cardOf();
  tell({ over: true, steps: ["So."] });
  assert.equal(Part.held, null);
  end();
});

test("without Python nothing can be sent, and the card says why", () => {
  for (const [layout, said] of /** @type {[object, RegExp][]} */ ([
    [{ live: false }, /^There is no Python behind this page/],
    [{ live: false, kernel: { disposed: { connect() {}, disconnect() {} }, statusChanged: { connect() {}, disconnect() {} } } }, /^Python has gone/],
  ])) {
    const { part, end } = cardOf(layout);
    assert.match(part("gradcalc-drill-said").textContent, said);
    assert.ok(part("input").disabled);
    assert.ok(part("gradcalc-another").disabled);
    end();
  }
});
