import assert from "node:assert/strict";
import test from "node:test";

import { readNumber } from "../../gradcalc/cards/prediction_inputs.js";
import { pointMarks } from "../../gradcalc/cards/prediction_point.js";
import { axesOf } from "../../gradcalc/live/browser/draw/axes.js";
import { FRAME } from "./sampled.js";

/** @import { Label, Polyline } from "../../gradcalc/live/browser/kernel.d.ts" */

test("a number is read as people write it", () => {
  assert.deepEqual(["30", " -1.5 ", "−7,5 m", "1e3", "2 m"].map((text) => readNumber(text, "m")), [30, -1.5, -7.5, 1000, 2]);
  const large = ["10,000 m", "−1,234,567", "10,000.5", "0,125", "12,5", "10,0000"];
  assert.deepEqual(large.map((text) => readNumber(text, "m")), [10000, -1234567, 10000.5, 0.125, 12.5, 10]);
  for (const text of ["", "m", "  ", "thirty"]) assert.ok(Number.isNaN(readNumber(text, "m")));
});

test("the sign of an answer stands around its place, as wide as it is high on the screen", () => {
  const [diamond] = /** @type {[Polyline]} */ (pointMarks(FRAME, undefined, [[1, 2]]));
  const axes = axesOf(FRAME);
  const [xs, ys] = [/** @type {number[]} */ (diamond.x), /** @type {number[]} */ (diamond.y)];
  const offsets = xs.map((x, i) => [Math.round(axes.x(x) - axes.x(1)), Math.round(axes.y(ys[i]) - axes.y(2))]);
  assert.deepEqual(offsets.map(String), ["10,0", "0,-10", "-10,0", "0,10", "10,0", "0,-10"]);
});

test("the labels of the answers stand above and the reader's below, on the side where there is room", () => {
  const labels = (/** @type {[number, number]} */ place) =>
    /** @type {Label[]} */ (pointMarks(FRAME, place, [place]).filter(({ kind }) => kind === "Label"));
  const told = (/** @type {[number, number]} */ place) => labels(place).map(({ text, dx, dy }) => [text, Math.sign(dx), Math.sign(dy)]);
  assert.deepEqual(told([0, 1]), [["answer", 1, 1], ["you", 1, -1]]);
  assert.deepEqual(told([2, 1]), [["answer", -1, 1], ["you", -1, -1]]);
});

test("before anything is placed or revealed there is nothing to draw", () => {
  assert.deepEqual(pointMarks(FRAME, undefined, []), []);
  assert.deepEqual(pointMarks(FRAME, [0, 0], []).map(({ role }) => role), ["point", "point"]);
});
