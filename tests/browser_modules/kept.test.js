import assert from "node:assert/strict";
import test from "node:test";

import { keepingInWords, keepPrediction, keptPrediction, unjudgedInWords } from "../../gradcalc/cards/prediction_kept.js";
import { commitmentInWords } from "../../gradcalc/cards/prediction_words.js";
import { listed, restingSentence } from "../../gradcalc/live/browser/without_python.js";

/** @param {string} question */
const asked = (question, kind = "number") => /** @type {any} */ ({ kind, question, unit: "turns", one: "turn", choices: [], items: [] });
/** @type {import("../../gradcalc/cards/prediction_kept.js").Kept} */
const KEPT = { value: 3, confidence: "think so" };
const NUMBERS = /** @type {any} */ ({ fits: Number.isFinite });

/** A browser that keeps what it is given, or fails as private windows do. @param {string} pathname @param {any} store */
function browse(pathname, store) {
  Object.assign(globalThis, { location: { pathname }, localStorage: store });
}

/** @param {Map<string, string>} all */
const storage = (all) => ({ getItem: (/** @type {string} */ name) => all.get(name) ?? null, setItem: (/** @type {string} */ name, /** @type {string} */ text) => void all.set(name, text) });

test("a prediction is kept for its page and its question alone", () => {
  const all = new Map();
  browse("/a.html", storage(all));
  assert.equal(keptPrediction(asked("How many?"), NUMBERS), null);
  assert.ok(keepPrediction(asked("How many?"), KEPT));
  assert.deepEqual(keptPrediction(asked("How many?"), NUMBERS), KEPT);
  assert.equal(keptPrediction(asked("How long?"), NUMBERS), null);
  assert.equal(keptPrediction(asked("How many?", "choice"), NUMBERS), null);
  browse("/b.html", storage(all));
  assert.equal(keptPrediction(asked("How many?"), NUMBERS), null);
});

test("what does not fit the question, or is no JSON, counts as nothing", () => {
  const all = new Map();
  browse("/a.html", storage(all));
  keepPrediction(asked("How many?"), { ...KEPT, value: "three" });
  const others = ["{", "3", "null", '{"value": 3}', '{"value": 3, "confidence": "certain"}'];
  for (const other of [[...all.values()][0], ...others]) {
    for (const name of all.keys()) all.set(name, other);
    assert.equal(keptPrediction(asked("How many?"), NUMBERS), null, other);
  }
});

test("a browser that keeps nothing says so, whether it fails aloud or in silence", () => {
  const fails = () => assert.fail("no storage here");
  for (const store of [{ getItem: fails, setItem: fails }, { getItem: () => null, setItem() {} }, undefined]) {
    browse("/a.html", store);
    assert.equal(keptPrediction(asked("How many?"), NUMBERS), null);
    assert.equal(keepPrediction(asked("How many?"), KEPT), false);
  }
  assert.deepEqual([true, false].map(keepingInWords), [
    "It is kept in this browser, for this page.",
    "This browser keeps nothing: it is lost when you leave the page.",
  ]);
  assert.equal(unjudgedInWords(commitmentInWords(asked("How many?"), 1, "guess")), "You predicted 1 turn, as a guess. Nothing here says whether it is right: Python does.");
});

test("what rests is named in one sentence, and none where nothing rests", () => {
  assert.deepEqual([["a"], ["a", "b"], ["a", "b", "c"]].map(listed), ["a", "a and b", "a, b and c"]);
  assert.equal(restingSentence([]), "");
  assert.equal(restingSentence(["method", "function"]), "There is no Python behind this page, and what is grey here needs it: method and function.");
});
