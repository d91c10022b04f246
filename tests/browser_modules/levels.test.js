import assert from "node:assert/strict";
import test from "node:test";

import { decodeLevels } from "../../gradcalc/live/browser/draw/levels.js";
import { clamp, numbers } from "../../gradcalc/live/browser/numbers.js";
import { bytes } from "./sampled.js";

test("the contours are decoded to paths in data, from whole numbers along the sides of the window", () => {
  const points = bytes(new Uint16Array([0, 0, 65535, 65535, 0, 65535, 13107, 0]));
  const paths = decodeLevels({ xlim: [-2, 3], ylim: [10, 20], points, ends: bytes(new Uint32Array([1, 1, 4])) });
  assert.deepEqual(paths.map((path) => [...path]), [[-2, 10], [], [3, 20, -2, 20, -1, 10]]);
});

test("no contours are no paths", () => {
  const none = bytes(new Uint8Array([]));
  assert.deepEqual(decodeLevels({ xlim: [0, 1], ylim: [0, 1], points: none, ends: none }), []);
});

test("numbers are read from bytes that start anywhere", () => {
  assert.deepEqual([...numbers(bytes(new Float64Array([Math.PI, -0.1])), Float64Array)], [Math.PI, -0.1]);
});

test("a number is held between limits", () => {
  assert.deepEqual([-1, 0.5, 7].map((value) => clamp(value, 0, 1)), [0, 0.5, 1]);
});
