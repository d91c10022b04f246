import assert from "node:assert/strict";
import test from "node:test";

import { createArrows } from "../../gradcalc/cards/draw_arrows.js";
import { createCurve } from "../../gradcalc/cards/draw_curve.js";
import { createPoints } from "../../gradcalc/cards/draw_points.js";
import { lineOf, rounded } from "../../gradcalc/cards/draw_rows.js";

/** @import { Ground, Mark, Pair } from "../../gradcalc/live/browser/kernel.d.ts" */

/** @param {object} more */
const ground = (more) => /** @type {Ground} */ (/** @type {unknown} */ ({ left: 50, top: 30, box_width: 400, box_height: 400, xlim: [-2.4, 2.4], ylim: [-2.4, 2.4], scale: 1, most: 10, ...more }));

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

test("a press marks a point, and a full picture moves the last one", () => {
  const tool = createPoints(ground({ places: [], most: 2 }));
  const first = tool.press([1, 1], "");
  tool.press([0, -1], first);
  assert.deepEqual(tool.rows(), [[1, 1], [0, -1]]);
  assert.deepEqual(tool.handles().map(({ words }) => words), ["Point 1 of 2: (1, 1).", "Point 2 of 2: (0, -1)."]);
  assert.equal(tool.press([2, 2], first), first);
  tool.move(first, [0.5, 0.5]);
  assert.deepEqual(tool.rows(), [[0.5, 0.5], [0, -1]]);
  const next = tool.key(first, "Delete");
  assert.deepEqual(tool.rows(), [[0, -1]]);
  assert.equal(tool.handles()[0].name, next);
});

test("by keys a point begins in the middle of the picture", () => {
  const tool = createPoints(ground({ places: [], most: 2 }));
  const [fresh] = tool.handles();
  assert.ok(fresh.byKeys);
  assert.ok(Math.hypot(...fresh.at) < 1e-9);
  const name = tool.move(fresh.name, [0.05, 0]);
  assert.notEqual(name, fresh.name);
  tool.move(name, [0.1, 0]);
  assert.deepEqual(tool.rows(), [[0.1, 0]]);
  assert.notEqual(tool.key(fresh.name, "Enter"), name);
  assert.equal(tool.rows().length, 2);
});

test("right points have a sign and a word of their own", () => {
  const marks = createPoints(ground({ places: [], most: 2 })).marks([[1, 1], [0, 0]]);
  assert.deepEqual(marks.filter(({ kind }) => kind === "Label").map((mark) => mark.kind === "Label" && mark.text), ["answer", "answer"]);
  assert.equal(marks.filter(({ kind }) => kind === "Polyline").length, 2);
});

test("a curve grows at either end, by hand in small steps, and Backspace takes a stretch back", () => {
  const tool = createCurve(ground({ places: [{ letter: "P", at: [0, 0] }], most: 50 }));
  assert.deepEqual(tool.rows(), []);
  tool.begin?.();
  tool.move("end", [0.001, 0]); // less than a hand could mean
  tool.move("end", [0.5, 0]);
  tool.move("end", [1, 0]);
  tool.begin?.();
  tool.move("start", [-1, 0]);
  assert.deepEqual(tool.rows(), [[-1, 0], [0, 0], [0.5, 0], [1, 0]]);
  tool.begin?.();
  assert.equal(tool.press([2, 0], "start"), "end"); // from the nearer end
  assert.deepEqual(tool.rows().at(-1), [2, 0]);
  for (const length of [4, 3, 0]) {
    tool.key("end", "Backspace");
    assert.equal(tool.rows().length, length);
  }
});

test("by keys a curve is set point by point", () => {
  const tool = createCurve(ground({ places: [], most: 50, xlim: [0, 360], ylim: [-7, 7] }));
  assert.deepEqual(tool.handles().map(({ at }) => at), [[0, 0]]);
  tool.move("end", [0, 3], true);
  tool.move("end", [0, 4], true); // the same point, not set yet
  assert.equal(tool.key("end", "Enter"), "end");
  tool.move("end", [40, 4], true);
  tool.move("end", [80, 2], true);
  assert.deepEqual(tool.rows(), [[0, 4], [80, 2]]);
  assert.equal(tool.handles()[0].words, "Last end of your line: (80, 2).");
  tool.clear();
  assert.deepEqual(tool.rows(), []);
});

test("a curve holds no more points than may be drawn", () => {
  const tool = createCurve(ground({ places: [], most: 3 }));
  for (const x of [0, 1, 2, 3, 4]) tool.move("end", [x / 2, 0]);
  assert.equal(tool.rows().length, 3);
  assert.equal(tool.marks([[0, 0], [1, 1]]).filter(({ kind }) => kind === "Polyline").length, 2);
});
