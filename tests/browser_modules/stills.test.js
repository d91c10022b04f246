import assert from "node:assert/strict";
import test from "node:test";

import { hasStill, pluginOf } from "../../labextension/static/stills.js";

const LIVE = "application/vnd.jupyter.widget-view+json";

test("an output has a still where it holds a picture, or where gradcalc says what it is", () => {
  assert.ok(hasStill({ data: { "image/png": "" } }));
  assert.ok(hasStill({ data: {}, metadata: { gradcalc: { kind: "question" } } }));
  assert.ok(!hasStill({ data: { "text/plain": "IntSlider(value=0)" }, metadata: {} }));
});

/** A page's registry, with the plugin at work, and what its renderers of another's widgets were asked to show. */
async function registry() {
  const token = {};
  /** @type {object[]} */
  const shown = [];
  class Registry {
    /** @param {string} kind */
    createRenderer(kind) {
      const renderModel = async (/** @type {object} */ output) => void shown.push(output);
      return { kind, node: {}, widgets: [], isHidden: false, isDisposed: false, renderModel };
    }
  }
  const version = { loaded: 1, get: async () => () => ({ IRenderMimeRegistry: token }) };
  const plugin = await pluginOf({ "@jupyterlab/rendermime": { "4.0.0": { get: null }, "4.6.0": version } });
  assert.deepEqual(plugin.requires, [token]);
  const page = /** @type {any} */ (globalThis);
  page.document = { head: { append: () => undefined }, createElement: () => ({}) };
  plugin.activate(null, new Registry());
  delete page.document;
  return { made: new Registry(), shown };
}

test("every renderer of widgets is asked, whichever registry makes it, and shows another's output as ever", async () => {
  const { made, shown } = await registry();
  const output = { data: { [LIVE]: { model_id: "1" }, "text/plain": "IntSlider(value=0)" } };
  await made.createRenderer(LIVE).renderModel(output);
  assert.deepEqual(shown, [output]);
});

test("an image that is no still of gradcalc's is shown as ever, and other kinds of output are not touched", async () => {
  const { made, shown } = await registry();
  const figure = { data: { "image/png": "iVBO" } };
  const [ours, plain] = [made.createRenderer("image/png"), made.createRenderer("text/html")];
  await ours.renderModel(figure);
  await plain.renderModel(figure);
  assert.deepEqual(shown, [figure, figure]);
  assert.equal(Object.keys(plain).length, Object.keys(ours).length);
});
