import assert from "node:assert/strict";
import test from "node:test";

import { controlModel, greyName } from "../../gradcalc/live/browser/hand/names.js";
import { isLive } from "../../gradcalc/live/browser/life.js";
import { isForeign } from "../../gradcalc/live/browser/page.js";
import { createPost } from "../../gradcalc/live/browser/post.js";

test("Python is missing only where a front end says so", () => {
  assert.deepEqual([{ comm_live: true }, { comm_live: false }, {}, undefined, null].map(isLive), [true, false, true, true, true]);
});

/** A model as marimo has it: without what ipywidgets' models have beside. */
function bareModel() {
  /** @type {Record<string, unknown>} */
  const traits = { value: 1, min: 0 };
  return { get: (/** @type {string} */ name) => traits[name], set: (/** @type {string} */ name, /** @type {unknown} */ value) => (traits[name] = value), save_changes() {}, on() {}, off() {} };
}

test("a control of a foreign front end can what ipywidgets' can, as far as it is used", async () => {
  const bare = bareModel();
  const view = /** @type {any} */ ({ widget_manager: { get_model: async () => bare } });
  assert.ok(isForeign(view));
  const control = await controlModel(view, "IPY_MODEL_x");
  control.set_state({ value: 3 });
  assert.deepEqual([control.get("value"), control.has("value"), control.has("max"), isLive(control)], [3, true, false, true]);
});

test("where ipywidgets is, its own model is given as it is", async () => {
  const known = { comm_live: false };
  const view = /** @type {any} */ ({ widget_manager: { create_view() {}, get_model: async () => known } });
  assert.equal(await controlModel(view, "IPY_MODEL_x"), known);
});

test("a name in a list that cannot be chosen is grey and says what would bring it, the others stay", () => {
  const options = ["random", "to another\u00a0network", "to another network"].map((textContent) => /** @type {any} */ ({ textContent, disabled: false, title: "" }));
  for (const option of options) greyName(option, { "to another network": "hand over other=" });
  assert.deepEqual(options, [
    { textContent: "random", disabled: false, title: "" },
    { textContent: "to another\u00a0network", disabled: true, title: "hand over other=" },
    { textContent: "to another network", disabled: true, title: "hand over other=" },
  ]);
});

test("where nothing is heard of answers, a while counts as one, after the newest message", (context) => {
  context.mock.timers.enable(/** @type {any} */ ({ apis: ["setTimeout"] }));
  const post = createPost();
  let answered = 0;
  post.listen(() => (answered += 1));
  post.receipt("picture", {}, true);
  context.mock.timers.tick(200);
  post.receipt("picture", {}, true);
  context.mock.timers.tick(200);
  assert.deepEqual([post.waits("picture"), answered], [true, 0]);
  context.mock.timers.tick(200);
  assert.deepEqual([post.waits("picture"), answered], [false, 1]);
});
