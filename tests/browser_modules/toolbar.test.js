import assert from "node:assert/strict";
import test from "node:test";

import { createTools } from "../../gradcalc/live/browser/hand/toolbar.js";

/** What a button is made of, as far as these tests ask. */
function elementOf() {
  /** @type {Record<string, string>} */
  const attributes = {};
  /** @type {() => void} */
  let act = () => undefined;
  return {
    textContent: "",
    attributes,
    classList: { add: () => undefined },
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => void (attributes[name] = value),
    append: () => undefined,
    addEventListener: (/** @type {string} */ _, /** @type {() => void} */ listener) => void (act = listener),
    click: () => act(),
  };
}

test("who puts u along the gradient while it turns by itself ends the turn, and u stays there", () => {
  /** @type {ReturnType<typeof elementOf>[]} */
  const made = [];
  /** @type {((now: number) => void)[]} */
  const frames = [];
  const page = /** @type {any} */ (globalThis);
  page.document = { createElement: () => (made.push(elementOf()), made.at(-1)) };
  page.window = { matchMedia: () => ({ matches: false }) };
  page.requestAnimationFrame = (/** @type {(now: number) => void} */ act) => void frames.push(act);
  const now = { angle: 15 };
  const hands = /** @type {any} */ ({
    model: { get: () => true }, state: { now }, zoom: {}, move: (/** @type {object} */ change) => Object.assign(now, change), gradient: () => [2, 2],
  });
  createTools(/** @type {any} */ (elementOf()), hands);
  const named = (/** @type {string} */ name) => made.find(({ attributes }) => attributes["aria-label"] === name);
  const play = named("Let the direction turn by itself");

  play?.click();
  assert.equal(play?.attributes["aria-pressed"], "true");
  frames.pop()?.(performance.now() + 50);
  assert.ok(now.angle > 15);
  named("Turn u along the gradient")?.click();
  assert.equal(now.angle, 45);
  frames.pop()?.(performance.now() + 100);
  assert.equal(now.angle, 45);
  assert.equal(play?.attributes["aria-pressed"], "false");
  assert.equal(play?.textContent, "▶ Turn u");
  for (const name of ["document", "window", "requestAnimationFrame"]) Reflect.deleteProperty(page, name);
});
