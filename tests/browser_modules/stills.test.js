import assert from "node:assert/strict";
import test from "node:test";

import { hasStill, pluginOf, stillOf, usesGradcalc } from "../../labextension/static/stills.js";

const LIVE = "application/vnd.jupyter.widget-view+json";

test("an output has a still where it holds a picture, or where gradcalc says what it is", () => {
  assert.ok(hasStill({ data: { "image/png": "" } }));
  assert.ok(hasStill({ data: {}, metadata: { gradcalc: { kind: "question" } } }));
  assert.ok(!hasStill({ data: { "text/plain": "IntSlider(value=0)" }, metadata: {} }));
});

/** The model of a notebook, of cells with their types. @param {[string, string][]} cells */
const notebookOf = (...cells) => ({
  cells: { length: cells.length, get: (/** @type {number} */ i) => ({ type: cells[i][0], sharedModel: { getSource: () => cells[i][1] } }) },
});

test("a notebook uses gradcalc where one of its code cells imports it", () => {
  assert.ok(usesGradcalc(notebookOf(["markdown", "Text"], ["code", "import numpy\nimport gradcalc as gc"])));
  assert.ok(usesGradcalc(notebookOf(["code", "from gradcalc.maths import vectors"])));
  assert.ok(!usesGradcalc(notebookOf(["markdown", "import gradcalc"], ["code", "import gradcalculator\n# import gradcalc"])));
  assert.ok(!usesGradcalc(null));
});

/** A page's registry, with the plugin at work, and what its renderers of another's widgets were asked to show. */
async function registry() {
  const [token, tracker] = [{}, {}];
  /** @type {{ content: { rendermime: object, model: any, node: string } }[]} */
  const panels = [];
  /** @type {any[]} */
  const watched = [];
  /** @type {object[]} */
  const shown = [];
  class Registry {
    /** @param {string} kind */
    createRenderer(kind) {
      const renderModel = async (/** @type {object} */ output) => void shown.push(output);
      return { kind, node: {}, widgets: [], isHidden: false, isDisposed: false, renderModel };
    }
  }
  const version = { loaded: 1, get: async () => () => ({ IRenderMimeRegistry: token, INotebookTracker: tracker }) };
  const versions = { "4.0.0": { get: null }, "4.6.0": version };
  const figures = { sheet: "theme.css", watchFigures: (/** @type {any} */ node) => void watched.push(node) };
  const plugin = await pluginOf({ "@jupyterlab/rendermime": versions, "@jupyterlab/notebook": versions }, figures);
  assert.deepEqual(plugin.requires, [token, tracker]);
  const page = /** @type {any} */ (globalThis);
  page.document = { head: { append: () => undefined }, createElement: () => ({}) };
  plugin.activate(null, new Registry(), { find: (/** @type {(panel: object) => boolean} */ is) => panels.find(is) });
  delete page.document;
  return { made: new Registry(), shown, panels, watched };
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

test("in a notebook that is not trusted a question is a still, with a picture or without one; other text is as ever", async () => {
  const { made, shown } = await registry();
  const element = () => ({ append: () => undefined });
  Object.assign(globalThis, { document: { createElement: element } });
  for (const kind of ["image/png", "text/plain"]) {
    const renderer = made.createRenderer(kind);
    let stills = 0;
    Object.assign(renderer, { node: { replaceChildren: () => void (stills += 1) } });
    const data = { [LIVE]: { model_id: "1" }, "text/plain": "How many?" };
    await renderer.renderModel({ data, metadata: { gradcalc: { kind: "question" } } });
    assert.equal(stills, 1);
    await renderer.renderModel({ data: { "text/plain": "7" } });
    assert.equal(stills, 1);
  }
  Reflect.deleteProperty(globalThis, "document");
  assert.equal(shown.length, 2);
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

test("a figure of a notebook with gradcalc follows the theme before any picture is there, another's does not", async () => {
  const { made, panels, watched } = await registry();
  panels.push({ content: { rendermime: {}, model: notebookOf(["code", "import gradcalc"]), node: "another" } });
  panels.push({ content: { rendermime: made, model: notebookOf(["code", "import numpy"]), node: "this" } });
  made.createRenderer("image/png");
  assert.deepEqual(watched, []);
  panels[1].content.model = notebookOf(["code", "import gradcalc"]);
  made.createRenderer("text/html");
  assert.deepEqual(watched, []);
  made.createRenderer("image/png");
  assert.deepEqual(watched, ["this"]);
});

test("the still of a question does not say that nothing was predicted: somebody may have done so since", () => {
  /** @type {string[]} */
  const said = [];
  const element = () => ({ append: () => undefined, set textContent(/** @type {string} */ text) { said.push(text); } });
  Object.assign(globalThis, { document: { createElement: element } });
  stillOf({ data: { "text/plain": "Predict: How many?\nNo prediction yet." }, metadata: { gradcalc: { kind: "question" } } });
  Reflect.deleteProperty(globalThis, "document");
  assert.deepEqual(said, ["Predict: How many?", "Run the cell to answer."]);
});

test("the still of a check is the card as it was, where its notebook is trusted; where it is not, JupyterLab shows it", async () => {
  const { made, shown } = await registry();
  const element = () => ({ innerHTML: "" });
  Object.assign(globalThis, { document: { createElement: element } });
  const output = { data: { [LIVE]: { model_id: "1" }, "text/html": ["<p>", "Right.</p>"], "text/plain": "Right." }, metadata: { gradcalc: { kind: "check" } } };
  assert.ok(hasStill(output));
  assert.equal(stillOf(output).innerHTML, "<p>Right.</p>");
  await made.createRenderer("text/plain").renderModel(output);
  Reflect.deleteProperty(globalThis, "document");
  assert.deepEqual(shown, [output]);
});
