import assert from "node:assert/strict";
import test from "node:test";

import check from "../../gradcalc/cards/check.js";
import { beginDocument } from "./document.js";
import { modelOf } from "./model.js";

/** @import { CheckTraits } from "../../gradcalc/live/browser/kernel.d.ts" */

const NUDGE = { name: "nudge", title: "What to look at", html: "<p>The dial.</p>" };
const HELP = { name: "help", words: "What to look at" };
const MORE = { name: "more", words: "More cases" };
const SHOWN = { state: "wrong", title: "Slopes", card: "<p>Not right yet.</p>", parts: [], actions: [HELP, MORE], said: "", found: "" };

/** A card on a page. @param {{ live?: boolean, more?: object }} around */
function cardOf({ live = true, more = {} } = {}) {
  const body = beginDocument();
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
});
