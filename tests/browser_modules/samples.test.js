import assert from "node:assert/strict";
import test from "node:test";

import { heightsAt, interpolator, readLocally } from "../../gradcalc/live/browser/reading/samples.js";
import { sample } from "./sampled.js";

const cubic = (/** @type {number} */ x, /** @type {number} */ y) => x ** 3 - 2 * x * y ** 2 + y - 0.5;
const near = (/** @type {number} */ found, /** @type {number} */ right) => assert.ok(Math.abs(found - right) < 1e-5, `${found} is not ${right}`);

test("a cubic is found everywhere in the window, at its edges and corners too", () => {
  const at = interpolator(sample([cubic]));
  for (const x of [-2, -1.99, -0.123, 0, 0.7071, 1.95, 2]) {
    for (const y of [-1, -0.98, 0, 1.2345, 2.99, 3]) near(at(x, y)?.[0] ?? NaN, cubic(x, y));
  }
});

test("all functions that were sampled together are found together", () => {
  const found = interpolator(sample([cubic, (x, y) => x - y]))(0.3, 0.4);
  assert.equal(found?.length, 2);
  near(found?.[0] ?? NaN, cubic(0.3, 0.4));
  near(found?.[1] ?? NaN, -0.1);
});

test("outside the window nothing is known", () => {
  const at = interpolator(sample([cubic]));
  for (const [x, y] of [[-2.01, 0], [2.01, 0], [0, -1.01], [0, 3.01]]) assert.equal(at(x, y), null);
});

test("a cell that cannot be trusted tells nothing, and its neighbours do", () => {
  const at = interpolator(sample([cubic], [[10, 25]])); // of the tenth row from y = 0 up, and x = 0.5 on to the right
  assert.equal(at(0.55, 0.05), null);
  assert.equal(at(0.501, 0.099), null);
  for (const [x, y] of [[0.49, 0.05], [0.61, 0.05], [0.55, -0.01], [0.55, 0.11]]) near(at(x, y)?.[0] ?? NaN, cubic(x, y));
});

test("the rows of cells are as long as there are cells in them, not samples", () => {
  const at = interpolator(sample([cubic], [[39, 0]]));
  assert.equal(at(-1.95, 2.95), null);
  near(at(1.95, 2.85)?.[0] ?? NaN, cubic(1.95, 2.85));
});

test("a reading has the slope along u, and says where the gradient is zero up to its error", () => {
  const bowl = interpolator(sample([(x) => 2 * x, (_, y) => 2 * y]));
  const reading = readLocally({ x: 1, y: 1, angle: 90 }, bowl, null, 1e-3);
  assert.ok(reading.gradient);
  near(reading.slope, 2);
  near(reading.length, Math.sqrt(8));
  assert.equal(reading.flat, false);
  assert.equal(reading.value, null);
  assert.equal(readLocally({ x: 1e-5, y: 0, angle: 0 }, bowl, null, 1e-3).flat, true);
});

test("without samples of the gradient a reading knows the direction alone", () => {
  const unknown = { gradient: null, value: null, slope: null, length: null, noise: null, flat: null, projected: null, parts: null };
  const none = { sloped: false, differentiable: false, tangent: false };
  const { u, ...others } = readLocally({ x: 9, y: 9, angle: 180 }, interpolator(sample([cubic, cubic])), null, 0);
  assert.deepEqual(others, { x: 9, y: 9, angle: 180, ...unknown, ...none });
  near(u[0], -1);
});

test("heights are known at all places or not at all", () => {
  const at = interpolator(sample([cubic]));
  const heights = heightsAt(at, [[0, 0], [1, 1]]) ?? [];
  near(heights[0], -0.5);
  near(heights[1], -0.5);
  assert.equal(heightsAt(at, [[0, 0], [5, 1]]), null);
  assert.equal(heightsAt(null, [[0, 0]]), null);
});
