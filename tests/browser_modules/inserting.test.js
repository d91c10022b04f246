import assert from "node:assert/strict";
import test from "node:test";

import { insertInto, replaced } from "../../labextension/static/inserting.js";

const LINE = "drawn = [(1, 2)]";

/** A notebook of cells, [type, source, more], of which one holds the element "here". @param {number} holds @param {any[][]} cells */
function notebookOf(holds, ...cells) {
  const sources = cells.map(([, source]) => source);
  const widgets = cells.map(([type, , more = {}], i) => ({
    node: { contains: () => i === holds },
    model: {
      type,
      getMetadata: (/** @type {string} */ key) => more[key],
      sharedModel: { getSource: () => sources[i], setSource: (/** @type {string} */ text) => void (sources[i] = text) },
    },
  }));
  const inserted = /** @type {any[]} */ ([]);
  const sharedModel = { insertCell: (/** @type {number} */ at, /** @type {any} */ cell) => void inserted.push([at, cell.cell_type, cell.source]) };
  const model = { readOnly: false, sharedModel };
  return { widgets, model, sources, inserted };
}

const put = (/** @type {any} */ notebook) => insertInto(notebook, /** @type {any} */ ("here"), LINE);

test("a line takes the place of the one that sets the same name", () => {
  assert.equal(replaced("# mine\ndrawn = ...\nprint(drawn)", LINE), `# mine\n${LINE}\nprint(drawn)`);
  assert.equal(replaced("drawn=[(0.5, -1), (2, 3)]  ", LINE), LINE);
  for (const source of ["", "drawn_too = ...", "x = drawn = ...", "drawn = [\n  (1, 1),\n]", "drawn = make()"]) assert.equal(replaced(source, LINE), null);
});

test("what would be read as a pattern stands there as it is", () => {
  assert.equal(replaced("drawn = ...", "drawn = ['$&']"), "drawn = ['$&']");
});

test("it goes into the answer below its card, and else into a new cell", () => {
  const answered = notebookOf(1, ["code", "drawn = ..."], ["code", "gc.draw('03')"], ["markdown", "drawn = ..."], ["code", "drawn = ...", { editable: true }]);
  assert.equal(put(answered), true);
  assert.deepEqual(answered.sources.slice(2), ["drawn = ...", LINE]);
  assert.equal(answered.sources[0], "drawn = ...");
  assert.deepEqual(answered.inserted, []);

  const alone = notebookOf(0, ["code", "gc.draw('03')"], ["code", "f(1)"], ["code", "gc.draw('04')"], ["code", "drawn = ..."]);
  assert.equal(put(alone), true);
  assert.deepEqual(alone.inserted, [[1, "code", LINE]]);
  assert.equal(alone.sources[3], "drawn = ...");
});

test("a cell that is locked stays as it is, and so does a notebook that is", () => {
  const locked = notebookOf(0, ["code", "gc.draw('03')"], ["code", "drawn = ...", { editable: false }]);
  put(locked);
  assert.deepEqual([locked.sources[1], locked.inserted.length], ["drawn = ...", 1]);
  const read = notebookOf(0, ["code", "gc.draw('03')"]);
  read.model.readOnly = true;
  assert.equal(put(read), false);
  assert.equal(put(notebookOf(-1, ["code", "gc.draw('03')"])), false);
  assert.deepEqual(read.inserted, []);
});
