import assert from "node:assert/strict";
import test from "node:test";

import { interpolator, readLocally } from "../../gradcalc/live/browser/reading/samples.js";
import { level } from "../../gradcalc/live/browser/scenes/level.js";
import { FRAME, sample, UNKNOWN } from "./sampled.js";

/** @import { Interpolator, Mark, Polyline } from "../../gradcalc/live/browser/kernel.d.ts" */

/** The corners of all level curves among marks. @param {Mark[]} marks */
function corners(marks) {
  const pieces = /** @type {Polyline[]} */ (marks.filter(({ kind, role }) => kind === "Polyline" && role === "level"));
  return pieces.flatMap(({ x, y }) => /** @type {number[]} */ (x).map((across, i) => [across, Number(/** @type {number[]} */ (y)[i])]));
}

/** The level curve that a scene draws through a point. @param {Interpolator} heightAt @param {number} x @param {number} y */
const curveThrough = (heightAt, x, y) => corners(level(readLocally({ x, y, angle: 0 }, null, heightAt, 0), FRAME, 1, [], { ...UNKNOWN, heightAt }));

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
