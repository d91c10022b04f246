import assert from "node:assert/strict";
import test from "node:test";

import check from "../../gradcalc/cards/check.js";
import { editedSentence, editedSince, whenOnPage } from "../../gradcalc/cards/edited.js";
import { beginDocument } from "./document.js";
import { modelOf } from "./model.js";

/** @import { CheckTraits } from "../../gradcalc/live/browser/kernel.d.ts" */

const NUDGE = { name: "nudge", title: "What to look at", html: "<p>The dial.</p>" };
const HELP = { name: "help", words: "What to look at" };
const MORE = { name: "more", words: "More cases" };
const SHOWN = {
  names: ["slope"], state: "wrong", title: "Slopes", card: "<p>Not right yet.</p>", parts: [], actions: [HELP, MORE], said: "", found: "",
};

/** A card on a page. @param {{ live?: boolean, more?: object }} around */
function cardOf({ live = true, more = {} } = {}) {
  const body = beginDocument();
  Object.assign(globalThis, { requestAnimationFrame: (/** @type {() => void} */ act) => act() }); // it never comes onto a page
  const layout = { comm_live: live, widget_manager: {}, on() {}, off() {} };
  const model = modelOf(/** @type {CheckTraits} */ (/** @type {unknown} */ ({ shown: { ...SHOWN, ...more }, layout })));
  const end = check.render(/** @type {any} */ ({ model, el: body }));
  const part = (/** @type {string} */ what) => /** @type {typeof body} */ (body.querySelector(what));
  return {
    model, body, part, end,
    buttons: () => body.all.filter(({ tag }) => tag === "button"),
    tell: (/** @type {object} */ news) => model.set("shown", /** @type {any} */ ({ ...model.get("shown"), ...news })),
  };
}

test("the card is as Python makes it, and names itself", () => {
  const { part, buttons, end } = cardOf();
  assert.equal(part(".gradcalc-check-card").innerHTML, SHOWN.card);
  assert.equal(part(".gradcalc-check").className, "gradcalc-check gradcalc-check-wrong");
  assert.equal(part(".gradcalc-check").attributes["aria-label"], "Check: Slopes");
  assert.deepEqual(buttons().map(({ textContent }) => textContent), ["What to look at", "More cases"]);
  assert.equal(part(".gradcalc-check-said").attributes.role, "status");
  end();
});

test("a step of help that is asked for is held, so that one reads on there; its button goes on to the next", () => {
  const { model, part, buttons, tell, end } = cardOf();
  const [button] = buttons();
  button.fire("click");
  assert.deepEqual(model.sent, [{ act: "help" }]);
  tell({ parts: [NUDGE], actions: [{ ...HELP, words: "A worked example like it" }, MORE] });
  assert.equal(globalThis.document.activeElement, part("section"));
  assert.equal(part("section").attributes["aria-label"], NUDGE.title);
  assert.equal(buttons()[0], button);
  assert.equal(button.textContent, "A worked example like it");
  end();
});

test("help that is open already is not held, and stays what it is when more of it comes", () => {
  const { part, body, tell, end } = cardOf({ more: { parts: [NUDGE] } });
  assert.equal(globalThis.document.activeElement, body);
  const first = part("section");
  tell({ parts: [{ ...NUDGE, name: "hint", title: "What may have happened", html: "<p>Divide.</p>" }, NUDGE], actions: [MORE] });
  assert.deepEqual(body.all.filter(({ tag }) => tag === "section").map((section) => section.attributes["aria-label"]), ["What may have happened", "What to look at"]);
  assert.equal(body.all.filter(({ tag }) => tag === "section")[1], first);
  assert.equal(globalThis.document.activeElement, body);
  end();
});

test("what fresh cases say is read out, and the button keeps the keys", () => {
  const { model, part, buttons, tell, body, end } = cardOf();
  buttons()[1].fire("click");
  assert.deepEqual(model.sent, [{ act: "more" }]);
  tell({ said: "Number 3 of 10 fresh cases is not right.", found: "<pre>f(1)</pre>" });
  assert.equal(part(".gradcalc-check-said").textContent, "Number 3 of 10 fresh cases is not right.");
  assert.equal(part(".gradcalc-check-found").innerHTML, "<pre>f(1)</pre>");
  assert.equal(globalThis.document.activeElement, body);
  end();
});

test("without Python the buttons rest, and the card says what is needed", () => {
  const { part, buttons, end } = cardOf({ live: false });
  assert.ok(buttons().every(({ disabled }) => disabled));
  assert.match(part(".gradcalc-check-said").textContent, /Run the cell again to have it back\. Its buttons need Python\.$/);
  end();
  const alone = cardOf({ live: false, more: { actions: [] } });
  assert.equal(alone.part(".gradcalc-check-said").textContent, "");
  alone.end();
});

/** The output of the last of some cells, each of lines, with a mark or without. @param {[string[], boolean][]} cells */
function outputBelow(...cells) {
  /** @type {object | null} */
  let previousElementSibling = null;
  for (const [lines, isMarked] of cells) {
    const querySelectorAll = () => lines.map((textContent) => ({ textContent }));
    previousElementSibling = { previousElementSibling, querySelectorAll, classList: { contains: () => isMarked } };
  }
  return /** @type {Element} */ (/** @type {unknown} */ ({ closest: () => ({ previousElementSibling }) }));
}

test("an answer was edited since where the last cell above that defines it is marked", () => {
  const answer = ["import math", "def slope(f):", "    return 1"];
  assert.deepEqual(editedSince(outputBelow([answer, true]), ["slope"]), ["slope"]);
  assert.deepEqual(editedSince(outputBelow([answer, true], [["A text on slope"], false]), ["slope"]), ["slope"]);
  assert.deepEqual(editedSince(outputBelow([answer, true], [answer, false]), ["slope"]), []);
  assert.deepEqual(editedSince(outputBelow([["slope = 3"], true]), ["slope"]), ["slope"]);
  for (const other of [["slope == 3"], ["slopes = 3"], ["    slope = 3"], ["gc.check('a', slope)"]]) {
    assert.deepEqual(editedSince(outputBelow([other, true]), ["slope"]), [], other[0]);
  }
});

test("of a page that has no cells nothing is claimed", () => {
  assert.deepEqual(editedSince(/** @type {any} */ ({ closest: () => null }), ["slope"]), []);
  assert.equal(editedSentence([]), "");
  assert.match(editedSentence(["a", "b"]), /^The cell with a and b was edited since it was run\./);
});

test("what waits for the page acts once it is there, and gives up where it never comes", () => {
  let acts = 0;
  const el = /** @type {any} */ ({ isConnected: false });
  Object.assign(globalThis, { requestAnimationFrame: (/** @type {() => void} */ act) => act() });
  whenOnPage(el, () => acts++);
  assert.equal(acts, 0);
  Object.assign(globalThis, { requestAnimationFrame: (/** @type {() => void} */ act) => ((el.isConnected = true), act()) });
  whenOnPage(el, () => acts++);
  assert.equal(acts, 1);
});
