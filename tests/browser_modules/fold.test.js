import assert from "node:assert/strict";
import test from "node:test";

import { joinFold } from "../../gradcalc/live/browser/hand/fold.js";
import { modelOf } from "./model.js";

test("the button of an explorer folds and unfolds it, says which, and is let go of", async () => {
  const [classes, attributes] = [new Set(["gradcalc-unstepped"]), /** @type {Record<string, string>} */ ({})];
  const button = { setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => void (attributes[name] = value) };
  const root = {
    classList: { toggle: (/** @type {string} */ name, /** @type {boolean} */ on) => void (on ? classes.add(name) : classes.delete(name)) },
    querySelectorAll: () => [button],
  };
  const el = /** @type {any} */ ({ closest: () => root, isConnected: true });
  const page = /** @type {any} */ (globalThis);
  page.requestAnimationFrame = (/** @type {() => void} */ act) => act();
  const unfold = modelOf({ value: false });
  const model = modelOf({ choosers: { unfold: "IPY_MODEL_unfold" } });
  Object.assign(model.widget_manager, { get_model: async () => unfold, create_view() {} }); // as ipywidgets' own has it

  const fold = await joinFold(/** @type {any} */ (model), el);
  assert.deepEqual([classes.has("gradcalc-unstepped"), attributes["aria-expanded"]], [true, "false"]);
  unfold.set("value", true);
  assert.deepEqual([classes.has("gradcalc-unstepped"), attributes["aria-expanded"]], [false, "true"]);
  unfold.set("value", false);
  assert.equal(classes.has("gradcalc-unstepped"), true);
  fold.leave();
  Reflect.deleteProperty(page, "requestAnimationFrame");
});

test("an explorer without such a button has nothing to fold", async () => {
  const fold = await joinFold(/** @type {any} */ (modelOf({ choosers: {} })), /** @type {any} */ ({}));
  assert.deepEqual(fold.all, []);
  fold.leave();
});
