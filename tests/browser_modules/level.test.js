import assert from "node:assert/strict";
import test from "node:test";

import { interpolator, readLocally } from "../../gradcalc/live/browser/reading/samples.js";
import { level, levelPieces } from "../../gradcalc/live/browser/scenes/level.js";
import { FRAME, sample, UNKNOWN } from "./sampled.js";

/** @import { Interpolator, Mark, Polyline } from "../../gradcalc/live/browser/kernel.d.ts" */

/** The ends of all pieces of level curves among marks. @param {Mark[]} marks */
function ends(marks) {
  const pieces = /** @type {Polyline[]} */ (marks.filter(({ kind, role }) => kind === "Polyline" && role === "level"));
  return pieces.flatMap(({ x, y }) => [0, 1].map((i) => [Number(/** @type {number[]} */ (x)[i]), Number(/** @type {number[]} */ (y)[i])]));
}

/** The level curve that a scene draws through a point. @param {Interpolator} heightAt @param {number} x @param {number} y */
const curveThrough = (heightAt, x, y) => ends(level(readLocally({ x, y, angle: 0 }, null, heightAt, 0), FRAME, 1, [], { ...UNKNOWN, heightAt }));

test("the level curve of a bowl is the circle through the point", () => {
  const found = curveThrough(interpolator(sample([(x, y) => x ** 2 + y ** 2])), 0.6, 0.8);
  assert.ok(found.length > 100);
  for (const [x, y] of found) assert.ok(Math.abs(Math.hypot(x, y) - 1) < 2e-3);
});

test("with a new function the level curve is a new one", () => {
  curveThrough(interpolator(sample([(x) => x])), 1, 0);
  const found = curveThrough(interpolator(sample([(_, y) => y])), 0.3, 1.5);
  assert.ok(found.length > 100);
  for (const [, y] of found) assert.ok(Math.abs(y - 1.5) < 1e-5);
});

test("a line passes between the corners where the level lies between their values", () => {
  const grid = { x: [0, 1], y: [0, 1], values: [[0, 4], [0, 4]] };
  assert.deepEqual(ends(levelPieces(grid, 1)), [[0.25, 0], [0.25, 1]]);
  assert.deepEqual(levelPieces(grid, 5), []);
});

test("where two lines pass through a cell, its mean says which corners they keep apart", () => {
  const saddle = (/** @type {number} */ low, /** @type {number} */ high) => ({ x: [0, 1], y: [0, 1], values: [[low, high], [high, low]] });
  const sorted = (/** @type {number[][]} */ found) => found.map(String);
  assert.deepEqual(sorted(ends(levelPieces(saddle(0, 4), 1))), ["0.25,0", "0,0.25", "1,0.75", "0.75,1"]);
  assert.deepEqual(sorted(ends(levelPieces(saddle(0, 4), 3))), ["0.75,0", "1,0.25", "0.25,1", "0,0.75"]);
});
