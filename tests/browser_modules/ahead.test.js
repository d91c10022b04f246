import assert from "node:assert/strict";
import test from "node:test";

import { workAhead } from "../../gradcalc/live/browser/ahead.js";
import { writeAttribute, writeInto } from "../../gradcalc/live/browser/element.js";
import { keepLast } from "../../gradcalc/live/browser/keeping.js";

/** A page with an explorer and a list in it, whose idle time the test gives. */
function pageWithList() {
  /** @type {any} */
  const page = globalThis;
  /** @type {Record<string, (event: any) => void>} */
  const listeners = {};
  /** @type {((deadline: any) => void) | null} */
  let asked = null;
  class FakeElement {
    closest = (/** @type {string} */ name) => (name === "select" ? (this.isList ? this : null) : explorer);
    constructor(isList = false) {
      this.isList = isList;
    }
  }
  const [view, list, button] = [new FakeElement(), new FakeElement(true), new FakeElement()];
  const explorer = { contains: (/** @type {any} */ node) => [view, list, button].includes(node) };
  page.Element = FakeElement;
  page.requestIdleCallback = (/** @type {any} */ act) => ((asked = act), 1);
  page.cancelIdleCallback = () => (asked = null);
  page.window = page;
  page.document = {
    addEventListener: (/** @type {string} */ name, /** @type {any} */ act) => (listeners[name] = act),
    removeEventListener: (/** @type {string} */ name) => delete listeners[name],
  };
  return {
    view: /** @type {any} */ (view),
    come: (/** @type {string} */ name, target = list) => listeners[name]?.({ target }),
    button,
    stranger: new FakeElement(true),
    /** Whether something waited for it. @param {number} left */
    idle(left) {
      const act = asked;
      asked = null;
      act?.({ timeRemaining: () => left });
      return act !== null;
    },
  };
}

test("a list that a hand comes to is worked for, a piece at a time, and only while no frame is due", () => {
  const page = pageWithList();
  /** @type {number[]} */
  const done = [];
  const stop = workAhead(page.view, () => [1, 2, 3].map((piece) => () => done.push(piece)));
  page.come("pointerover", page.button);
  page.come("focusin", page.stranger); // another picture's
  assert.equal(page.idle(50), false);
  page.come("pointerover");
  page.come("focusin"); // is under way
  page.idle(49);
  assert.deepEqual(done, [1]);
  page.idle(10); // the next frame is near
  assert.deepEqual(done, [1]);
  page.idle(49);
  page.idle(49);
  assert.deepEqual(done, [1, 2, 3]);
  assert.equal(page.idle(49), false);
  page.come("focusin");
  stop();
  assert.equal(page.idle(49), false);
});

test("of what is kept, that goes which was asked for longest ago", () => {
  /** @type {string[]} */
  const made = [];
  const kept = keepLast(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) kept(key, () => made.push(key));
  assert.deepEqual(made, ["a", "b", "c", "b"]);
});

test("an element that says something already is left alone", () => {
  let touched = 0;
  /** @type {any} */
  const node = {
    held: "",
    get textContent() {
      return this.held;
    },
    set textContent(text) {
      touched++;
      this.held = text;
    },
    getAttribute: () => node.label,
    setAttribute: (/** @type {string} */ _, /** @type {string} */ text) => (touched++, (node.label = text)),
  };
  for (const text of ["1.00", "1.00", "2.00"]) writeInto(node, text), writeAttribute(node, "aria-label", text);
  assert.deepEqual([touched, node.held, node.label], [4, "2.00", "2.00"]);
});
