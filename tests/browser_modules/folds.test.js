import assert from "node:assert/strict";
import test from "node:test";

import { foldIn, isFolded, keptBeside, shownAnyway } from "../../labextension/static/folds.js";

/** An element with what a fold asks of it. */
class Part {
  constructor() {
    /** @type {Part[]} */
    this.children = [];
    this.className = "";
    this.classes = new Set();
    /** @type {Part | null} */
    this.parent = null;
    this.held = false;
    /** @type {Record<string, (event: any) => void>} */
    this.heard = {};
    this.classList = {
      contains: (/** @type {string} */ name) => this.className === name || this.classes.has(name),
      toggle: (/** @type {string} */ name, /** @type {boolean} */ on) => void (on ? this.classes.add(name) : this.classes.delete(name)),
    };
  }
  /** @param {Part} part */
  prepend(part) {
    part.parent = this;
    this.children.unshift(part);
  }
  remove() {
    const parent = /** @type {Part} */ (this.parent);
    parent.children = parent.children.filter((part) => part !== this);
  }
  /** @param {string} name @param {(event: any) => void} act */
  addEventListener(name, act) {
    this.heard[name] = act;
  }
  focus() {
    this.held = true;
  }
}

/** A cell that answers predictions, and shows outputs of some types. @param {string[]} answers @param {string[]} types */
function cellOf(answers, types = []) {
  const outputs = { length: types.length, get: (/** @type {number} */ i) => ({ type: types[i] }) };
  return { node: new Part(), model: { getMetadata: () => (answers.length ? { answers } : undefined), outputs } };
}

/** A notebook of cells, folded. @param {ReturnType<typeof cellOf>[]} cells */
function folded(...cells) {
  /** @type {(readonly string[])[]} */
  const shown = [];
  /** @type {(() => void)[]} */
  const heard = [];
  const signal = { connect: (/** @type {() => void} */ act) => void heard.push(act) };
  Object.assign(globalThis, { document: { createElement: () => new Part(), activeElement: null } });
  const content = { widgets: cells, model: { contentChanged: signal, cells: { changed: signal } }, modelChanged: signal };
  const open = foldIn(/** @type {any} */ ({ content }), (names) => void shown.push(names));
  return {
    shown,
    open,
    now: () => cells.map(({ node }) => [node.classes.has("gradcalc-folded"), node.children.length]),
    change: () => heard.forEach((act) => act()),
  };
}
const YES = [true, 1];
const NO = [false, 0];

test("a cell is folded until all that it answers is open, but never where it shows an error", () => {
  const isOpen = (/** @type {string} */ name) => name === "a";
  const ask = (/** @type {string[]} */ answers, /** @type {string[]} */ ...types) => isFolded(cellOf(answers, types).model, isOpen);
  assert.deepEqual([ask([]), ask(["a"]), ask(["b"]), ask(["a", "b"]), ask(["b"], "stream")], [false, false, true, true, true]);
  assert.equal(ask(["b"], "stream", "error"), false);
});

test("a commitment unfolds what answers it, at once, and nothing else", () => {
  const { open, now } = folded(cellOf([]), cellOf(["a"]), cellOf(["a", "b"]), cellOf(["b"]));
  assert.deepEqual(now(), [NO, YES, YES, YES]);
  open(["a"]);
  assert.deepEqual(now(), [NO, NO, YES, YES]);
  open(["b"]);
  assert.deepEqual(now(), [NO, NO, NO, NO]);
});

test("cells in a row that answer the same share a bar, as long as all of them are folded", () => {
  const cells = [cellOf(["a"]), cellOf(["a"]), cellOf(["b"]), cellOf([]), cellOf(["b"]), cellOf(["b"])];
  const { now, change } = folded(...cells);
  const HIDDEN = [true, 0];
  assert.deepEqual(now(), [YES, HIDDEN, YES, NO, YES, HIDDEN]);
  cells[4].model.outputs = cellOf([], ["error"]).model.outputs;
  change();
  assert.deepEqual(now(), [YES, HIDDEN, YES, NO, NO, YES]);
});

test("the bar shows anyway, and the cell has the focus that the bar had", () => {
  const [first, second] = [cellOf(["a", "b"]), cellOf(["b"])];
  const { now, shown, open } = folded(first, second, cellOf(["c"]));
  const [bar] = first.node.children;
  Object.assign(globalThis.document, { activeElement: bar });
  bar.heard.click({});
  assert.deepEqual(now(), [NO, NO, YES]);
  assert.deepEqual([first.node.held, second.node.held], [true, false]);
  open(["c"]);
  assert.deepEqual(shown, [["a", "b"]]); // a commitment is kept elsewhere
});

test("what was shown anyway is kept by notebook; a browser that keeps nothing, or something else, is no error", () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const storage = { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ text) => void kept.set(key, text) };
  const of = (/** @type {string} */ notebook) => shownAnyway(notebook, () => storage);
  assert.deepEqual(of("/a.ipynb").names(), []);
  of("/a.ipynb").keep(["x", "y"]);
  of("/a.ipynb").keep(["y", "z"]);
  assert.deepEqual([of("/a.ipynb").names(), of("/b.ipynb").names()], [["x", "y", "z"], []]);
  for (const text of ["{", "3", '{"x": 1}']) {
    kept.forEach((_, key) => kept.set(key, text));
    assert.deepEqual(of("/a.ipynb").names(), []);
  }
  const refused = shownAnyway("/a.ipynb", () => {
    throw new Error("SecurityError");
  });
  refused.keep(["x"]);
  assert.deepEqual(refused.names(), []);
});

test("Enter and Space press the bar and reach no shortcut of the notebook; other keys do", () => {
  const cell = cellOf(["a"]);
  folded(cell);
  /** @type {string[]} */
  const stopped = [];
  for (const key of ["Enter", " ", "ArrowDown"]) cell.node.children[0].heard.keydown({ key, stopPropagation: () => void stopped.push(key) });
  assert.deepEqual(stopped, ["Enter", " "]);
});

test("an error that comes later unfolds its cell, and one that has gone folds it again", () => {
  const cells = [cellOf(["a"])];
  const { now, change } = folded(...cells);
  cells[0].model.outputs = cellOf([], ["error"]).model.outputs;
  change();
  assert.deepEqual(now(), [NO]);
  cells[0].model.outputs = cellOf([]).model.outputs;
  change();
  assert.deepEqual(now(), [YES]);
});

test("what was committed before is read in the file beside the notebook; without one nothing was", async () => {
  const file = { name: "gradcalc_progress_predictions.json", path: "a/b/gradcalc_progress_predictions.json" };
  /** @param {any[]} list @param {string} text */
  const beside = (list, text) => ({
    async get(/** @type {string} */ path, asked = { content: true }) {
      return { content: asked.content ? (path === file.path ? text : path === "a/b" ? list : []) : null };
    },
  });
  const text = JSON.stringify({ "made by": "gradcalc", predictions: { "How?": { name: "01.how" }, "An older one?": { answer: 1 } } });
  const kept = (/** @type {any} */ contents, path = "a/b/c.ipynb") => keptBeside(contents, path);
  assert.deepEqual((await kept(beside([{ name: "c.ipynb" }, file], text))).filter(Boolean), ["01.how"]);
  assert.deepEqual(await kept(beside([], text)), []);
  assert.deepEqual(await kept(beside([file], text), "c.ipynb"), []);
  for (const other of ["{", "3", '{"predictions": null}']) assert.deepEqual(await kept(beside([file], other)), []);
});
