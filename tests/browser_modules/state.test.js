import assert from "node:assert/strict";
import test from "node:test";

import { createState } from "../../gradcalc/live/browser/state.js";
import { modelOf } from "./model.js";

/** @import { Standing } from "../../gradcalc/live/browser/kernel.d.ts" */

function moving() {
  const model = modelOf({ frame: { state: { x: 1, y: 2, angle: 30 } } });
  let changes = 0;
  const state = createState(model, () => changes++);
  const tell = (/** @type {Standing} */ told) => (model.traits.frame = { ...model.traits.frame, state: told });
  return { state, tell, changes: () => changes };
}

test("a hand is ahead at once, and confirmed when the kernel has come to where it is", () => {
  const { state, tell, changes } = moving();
  assert.deepEqual([state.ahead, state.confirmed], [false, true]);
  state.move({ x: 5 });
  assert.deepEqual([state.now, state.ahead, state.confirmed, changes()], [{ x: 5, y: 2, angle: 30 }, true, false, 1]);
  tell({ x: 5, y: 2, angle: 30 });
  assert.deepEqual([state.ahead, state.confirmed], [true, true]);
});

test("answers to earlier places of the hand are passed over", () => {
  const { state, tell } = moving();
  state.move({ x: 5 });
  state.move({ angle: 90 });
  tell({ x: 5, y: 2, angle: 30 });
  state.follow();
  assert.deepEqual(state.now, { x: 5, y: 2, angle: 90 });
});

test("once everything is answered the kernel is right, also where it has refused the hand", () => {
  const { state, tell } = moving();
  state.move({ x: 500 });
  tell({ x: 2, y: 2, angle: 30 });
  state.answered();
  assert.deepEqual([state.now, state.ahead], [{ x: 2, y: 2, angle: 30 }, false]);
});

test("without a hand ahead the kernel is followed", () => {
  const { state, tell } = moving();
  tell({ x: 0, y: 0, angle: 0 });
  state.follow();
  assert.deepEqual(state.now, { x: 0, y: 0, angle: 0 });
});
