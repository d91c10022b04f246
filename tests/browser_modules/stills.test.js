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

/** What a renderer of widgets shows of an output of ours, where its manager has a model or none. @param {object | null} model */
async function shownOf(model, restoredStatus = true, restored = { connect: (/** @type {() => void} */ done) => done() }) {
  const { made, shown } = await registry();
  const renderer = made.createRenderer(LIVE);
  let stills = 0;
  const get_model = () => (model ? Promise.resolve(model) : Promise.reject(new Error("widget model not found")));
  const node = { replaceChildren: () => void (stills += 1) };
  Object.assign(renderer, { node, _manager: { promise: Promise.resolve({ get_model, restoredStatus, restored }) } });
  const element = () => ({ append: () => undefined });
  Object.assign(globalThis, { document: { createElement: element } });
  const data = { [LIVE]: { model_id: "1" }, "image/png": "iVBO", "text/plain": "A hill." };
  await renderer.renderModel({ data, metadata: { gradcalc: { kind: "picture" } } });
  Reflect.deleteProperty(globalThis, "document");
  return { live: shown.length, stills };
}

test("a live model is shown live; one that is missing, or cannot answer, leaves the place to the still", async () => {
  assert.deepEqual(await shownOf({ comm_live: true }), { live: 1, stills: 0 });
  assert.deepEqual(await shownOf({ comm_live: false }), { live: 0, stills: 1 });
  assert.deepEqual(await shownOf(null), { live: 0, stills: 1 });
});

test("whether a model is missing is known when all of them are restored", async () => {
  const late = { comm_live: false };
  const restored = { connect: (/** @type {() => void} */ done) => (Object.assign(late, { comm_live: true }), done()) };
  assert.deepEqual(await shownOf(late, false, restored), { live: 1, stills: 0 });
});

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
