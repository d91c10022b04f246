import assert from "node:assert/strict";
import test from "node:test";

import { createArrows } from "../../gradcalc/cards/draw_arrows.js";
import { lineOf, rounded } from "../../gradcalc/cards/draw_rows.js";

/** @import { Ground, Mark, Pair } from "../../gradcalc/live/browser/kernel.d.ts" */

/** @param {object} more */
const ground = (more) => /** @type {Ground} */ (/** @type {unknown} */ ({ xlim: [-2.4, 2.4], ylim: [-2.4, 2.4], scale: 1, most: 10, ...more }));

const PLACES = [{ letter: "A", at: [1, 0] }, { letter: "B", at: [-1, 0.5] }];

/** @param {Mark[]} marks @param {string} role */
const arrowsOf = (marks, role) => marks.filter((mark) => mark.kind === "Arrow" && mark.role === role);

test("the line is what one reads: two decimals, no minus before zero, nothing where nothing is drawn", () => {
  assert.equal(lineOf([]), "");
  assert.equal(lineOf([rounded([1.2345, -0.001]), rounded([-2, 0.5])]), "drawn = [(1.23, 0), (-2, 0.5)]");
});

test("an arrow is dragged out of its point, and its components are those before it was shortened", () => {
  const tool = createArrows(ground({ places: PLACES, scale: 0.25 }));
  assert.deepEqual(tool.rows(), []);
  assert.deepEqual(tool.handles().map(({ at }) => at), PLACES.map(({ at }) => at));
  tool.move("B", [-0.5, 0.25]);
  assert.deepEqual(tool.rows(), [[0, 0], [2, -1]]);
  assert.deepEqual(tool.handles()[1], { name: "B", at: [-0.5, 0.25], words: "Arrow at B: (2, -1)." });
  assert.equal(tool.handles()[0].words, "Arrow at A: not drawn yet.");
  assert.equal(tool.press([0, 0], "B"), "B"); // beside all tips the one that was held last is meant
  assert.equal(tool.press([0, 0], ""), "A");
  assert.equal(tool.key("B", "Delete"), "B");
  assert.equal(tool.key("B", "x"), null);
  assert.deepEqual(tool.rows(), []);
});

test("the true arrows lie under those that were drawn, at the same scale", () => {
  const tool = createArrows(ground({ places: PLACES, scale: 0.5 }));
  tool.move("A", [2, 0]);
  assert.equal(arrowsOf(tool.marks([]), "right answer").length, 0);
  const marks = tool.marks([[2, 0], [0, 4]]);
  assert.deepEqual(arrowsOf(marks, "right answer").map((mark) => mark.kind === "Arrow" && [mark.dx, mark.dy]), [[1, 0], [0, 2]]);
  assert.equal(arrowsOf(marks, "direction").length, 1);
});
