import assert from "node:assert/strict";
import test from "node:test";

import { isMet, newlyDone, nextTask } from "../../gradcalc/cards/guide_goal.js";
import { absentRoles, seenAt } from "../../gradcalc/live/browser/guided.js";

/** @import { Goal, Pair } from "../../gradcalc/live/browser/kernel.d.ts" */

const bowl = /** @type {any} */ ({ name: "bowl" });
const at = (/** @type {number} */ x, /** @type {number} */ y, angle = 0) =>
  seenAt({ x, y, angle }, bowl, /** @type {Pair} */ ([2 * x, 2 * y]), { azimuth: 0, elevation: 30 });

test("what is seen at a point of the bowl are its place, its slopes and its function", () => {
  const { slope, share, ...seen } = at(3, 4, 90);
  assert.deepEqual(seen, { x: 3, y: 4, angle: 90, elevation: 30, function: "bowl", steepness: 10 });
  assert.ok(Math.abs(Number(slope) - 8) < 1e-12);
  assert.ok(Math.abs(Number(share) - 0.8) < 1e-12);
  assert.equal(at(0, 0).share, 0);
});

test("a task is done where all its limits hold, the limits themselves included", () => {
  assert.ok(isMet({ x: [1, 2] }, at(1, 0)));
  assert.ok(isMet({ x: [1, 2], function: "bowl" }, at(2, 0)));
  assert.ok(!isMet({ x: [1, 2], function: "saddle" }, at(2, 0)));
  assert.ok(!isMet({ x: [1, 2], y: [1, 2] }, at(2, 0)));
});

test("where there is no gradient, no task is done that asks for a slope", () => {
  const seen = seenAt({ x: 0, y: 0, angle: 0 }, null, null, { azimuth: 0, elevation: 30 });
  assert.ok(!isMet({ steepness: [0, 1] }, seen));
  assert.ok(!isMet({ slope: [-1, 1] }, seen));
  assert.equal(seen.function, "");
});

test("one task alone is open, or all of them where all are shown; none is done twice", () => {
  /** @type {Goal[]} */
  const goals = [{ x: [1, 2] }, { y: [0, 1] }, { x: [0, 5] }];
  const seen = at(1, 1);
  assert.deepEqual(newlyDone(goals, { done: [], at: 1, whole: false }, seen), [1]);
  assert.deepEqual(newlyDone(goals, { done: [1], at: 1, whole: false }, seen), []);
  assert.deepEqual(newlyDone(goals, { done: [1], at: 0, whole: true }, seen), [0, 2]);
  assert.deepEqual(newlyDone(goals, { done: [], at: 3, whole: false }, seen), []);
});

test("behind a task comes the next that is not done, and behind the last none", () => {
  assert.equal(nextTask(4, [0], 0), 1);
  assert.equal(nextTask(4, [0, 1, 2], 0), 3);
  assert.equal(nextTask(4, [3], 3), 4);
});

test("marks of what comes later are not drawn inside a guide, and all of them are elsewhere", () => {
  const inside = (/** @type {string} */ absent) => /** @type {any} */ ({ closest: () => ({ dataset: { absent } }) });
  assert.deepEqual(absentRoles(inside("gradient hill")), ["gradient", "drop"]);
  assert.deepEqual(absentRoles(inside("")), []);
  assert.deepEqual(absentRoles(/** @type {any} */ ({ closest: () => null })), []);
});
