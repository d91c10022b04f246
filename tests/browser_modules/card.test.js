import assert from "node:assert/strict";
import test from "node:test";

import card from "../../gradcalc/cards/prediction.js";
import { beginDocument } from "./document.js";

const WHOLE = { kind: "number", name: "00.length", question: "How long is (3, 4)?", unit: "m", one: "m", choices: [], items: [], map: null, picture: null };
const KEY = { answers: [5], also: [], because: "By Pythagoras.", closeness: null };

/**
 * A card in a document, with a kernel behind it or without, and what a reader does with it.
 * @param {object} asked
 * @param {{ live: boolean, key?: object | null, kept?: Map<string, string> }} around
 */
function open(asked, { live, key = KEY, kept = new Map() }) {
  const body = beginDocument();
  const getItem = (/** @type {string} */ name) => kept.get(name) ?? null;
  Object.assign(globalThis, { location: { pathname: "/a.html" }, localStorage: { getItem, setItem: (/** @type {string} */ name, /** @type {string} */ text) => void kept.set(name, text) } });
  /** @type {string[]} */
  const told = [];
  Object.assign(globalThis, { dispatchEvent: (/** @type {CustomEvent<string>} */ { type, detail }) => void told.push(`${type} ${detail}`) });
  /** @type {Record<string, any>} */
  const traits = {
    asked: { ...WHOLE, ...asked }, commitment: null, confidence: "", revealed: {},
    encoded: live || !key ? "" : btoa(JSON.stringify({ ...KEY, ...key })), layout: { comm_live: live, on() {}, off() {} },
  };
  /** @type {Record<string, () => void>} */
  const heard = {};
  /** @type {object[]} */
  const sent = [];
  const model = {
    get: (/** @type {string} */ name) => traits[name],
    set(/** @type {string} */ name, /** @type {any} */ value) {
      traits[name] = value;
      heard[`change:${name}`]?.();
    },
    save_changes: () => void sent.push({ commitment: traits.commitment, confidence: traits.confidence }),
    on: (/** @type {string} */ name, /** @type {() => void} */ act) => void (heard[name] = act),
    off() {},
  };
  const close = card.render(/** @type {any} */ ({ model, el: body }));
  const part = (/** @type {string} */ what) => /** @type {NonNullable<ReturnType<typeof body.querySelector>>} */ (body.querySelector(what));
  return {
    body, part, sent, told, close, model,
    said: () => part(".gradcalc-said").textContent,
    button: (/** @type {string} */ words) => /** @type {typeof body} */ (body.all.find(({ tag, textContent }) => tag === "button" && textContent === words)),
  };
}

test("one click commits and says how sure the reader is; Enter alone asks for it", () => {
  const { part, said, sent, told, button, close } = open({}, { live: true });
  button("Commit: a guess").fire("click");
  assert.equal(said(), "Type a number first, such as 30 or -1.5.");
  assert.deepEqual(told, []);
  part("input").value = "7,5 m";
  part("form").fire("submit");
  assert.equal(said(), "How sure are you? Each of the buttons commits.");
  assert.equal(globalThis.document.activeElement, button("Commit: I am sure"));
  assert.deepEqual(sent, []);
  button("Commit: a guess").fire("click");
  close();
  assert.deepEqual(sent, [{ commitment: 7.5, confidence: "guess" }]);
  assert.equal(told[0], "gradcalc-committed 00.length");
  assert.equal(said(), "Committed. Waiting for Python to answer.");
  assert.ok(part(".gradcalc-commits").hidden);
});

test("what Python reveals is said and marked: the verdict, the right option and the reader's", () => {
  const { body, part, said, model, button, close } = open({ kind: "choice", choices: ["up", "down", "across"] }, { live: true });
  body.all.filter(({ tag }) => tag === "input")[2].checked = true;
  button("Commit: I am sure").fire("click");
  close();
  model.set("revealed", { sentence: "Not so. You predicted “across”, and were sure. The answer is “down”.", verdict: "not", answers: ["down"] });
  model.set("revealed", model.get("revealed")); // once more marks nothing twice
  assert.match(said(), /^Not so\. You predicted/);
  assert.equal(part(".gradcalc-said").className, "gradcalc-said gradcalc-not");
  const choices = body.all.filter(({ className }) => className === "gradcalc-choice");
  assert.deepEqual(choices.map(({ textContent }) => textContent), [" up", " down the answer", " across your prediction"]);
});

test("a page without Python judges by itself and keeps what was said", () => {
  const kept = new Map();
  const first = open({}, { live: false, kept });
  first.part("input").value = "5 m";
  first.button("Commit: I think so").fire("click");
  const sentence = "Right. You predicted 5 m, and thought so. The answer is 5 m. By Pythagoras. It is kept in this browser, for this page.";
  assert.equal(first.said(), sentence);
  assert.deepEqual(first.sent, []);
  const again = open({}, { live: false, kept });
  assert.equal(again.said(), sentence);
  assert.equal(again.part("input").value, 5);
  assert.ok(again.part("fieldset").disabled);
  assert.equal(open({ question: "How wide?" }, { live: false, kept }).said(), "");
});

test("a page that was not told what is right does not judge", () => {
  const { part, said, button } = open({}, { live: false, key: null });
  part("input").value = "5";
  button("Commit: I am sure").fire("click");
  assert.equal(said(), "You predicted 5 m, and were sure. Nothing here says whether it is right: Python does. It is kept in this browser, for this page.");
});

test("a letter that is given twice in a matching is refused, and said", () => {
  const { body, said, sent, button, close } = open({ kind: "match", items: ["map 1", "map 2"], choices: ["A", "B"] }, { live: true });
  const selects = body.all.filter(({ tag }) => tag === "select");
  for (const select of selects) select.value = "B";
  button("Commit: I am sure").fire("click");
  assert.equal(said(), "You gave B twice: each belongs to one alone.");
  selects[0].value = "A";
  button("Commit: I am sure").fire("click");
  close();
  assert.deepEqual(sent, [{ commitment: ["A", "B"], confidence: "sure" }]);
});

test("of a matching every pair is marked, the wrong ones with the right letter", () => {
  const { body, said, button } = open({ kind: "match", items: ["1", "2", "3"], choices: ["A", "B", "C"] }, { live: false, key: { answers: [["A", "C", "B"]] } });
  body.all.filter(({ tag }) => tag === "select").forEach((select, i) => (select.value = "ABC"[i]));
  button("Commit: I am sure").fire("click");
  assert.match(said(), /^Not so: 1 of 3 pairs is right\./);
  const marks = body.all.filter(({ className }) => className.startsWith("gradcalc-mark"));
  assert.deepEqual(marks.map(({ textContent }) => textContent), ["right", "right is C", "right is B"]);
});
