import assert from "node:assert/strict";
import test from "node:test";

import { keyOf, nearestMove, withBytes } from "../../gradcalc/live/browser/recorded.js";

const MOVES = [[0, 0], [1, 0], [0, 10], [1, 10]].map((at, frame) => ({ at, frame }));

test("the nearest recorded move counts each coordinate in its own spacing", () => {
  assert.equal(nearestMove(MOVES, [0.6, 4], [1, 10]).frame, 1);
  assert.equal(nearestMove(MOVES, [0.6, 6], [1, 10]).frame, 3);
  assert.equal(nearestMove(MOVES, [0.4, 6], [1, 10]).frame, 2);
});

test("a step along one coordinate is as far as a step along another", () => {
  const moves = [{ at: [0, 0], frame: 0 }, { at: [1, 10], frame: 1 }];
  assert.equal(nearestMove(moves, [0.9, 4], [1, 10]).frame, 1);
  assert.equal(nearestMove(moves, [0.9, 4], [1, 1]).frame, 0);
});

test("a coordinate that does not move is no distance", () => {
  assert.equal(nearestMove([{ at: [0, null], frame: 0 }, { at: [5, null], frame: 1 }], [4, null], [1, 1]).frame, 1);
});

test("a control stands at a number: its index, its power or its value", () => {
  const control = (/** @type {Record<string, unknown>} */ traits) => ({ has: (/** @type {string} */ name) => name in traits, get: (/** @type {string} */ name) => traits[name] });
  assert.equal(keyOf(control({ index: 2, value: "c" })), 2);
  assert.ok(Math.abs(keyOf(control({ base: 10, value: 1e-3 })) + 3) < 1e-12);
  assert.equal(keyOf(control({ value: 0.5 })), 0.5);
  assert.equal(keyOf(control({ value: true })), 1);
});

test("bytes come out of letters, however deep they lie, and all else as it is", () => {
  const { rows, others } = withBytes({ rows: [{ x: { base64: "AAEC/w==" } }], others: [1, null, "two", { three: true }] });
  assert.ok(rows[0].x instanceof DataView);
  assert.deepEqual([0, 1, 2, 3].map((i) => rows[0].x.getUint8(i)), [0, 1, 2, 255]);
  assert.deepEqual(others, [1, null, "two", { three: true }]);
});
