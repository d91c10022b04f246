import assert from "node:assert/strict";
import test from "node:test";

import { axesOf, padded } from "../../gradcalc/live/browser/draw/axes.js";

const axes = axesOf({ left: 50, top: 30, box_width: 400, box_height: 200, xlim: [-1, 3], ylim: [10, 20] });

test("the corners of the axes are those of the data", () => {
  assert.deepEqual([axes.x(-1), axes.x(3)], [axes.left, axes.right]);
  assert.deepEqual([axes.y(20), axes.y(10)], [axes.top, axes.bottom]);
  assert.deepEqual([axes.left, axes.right, axes.top, axes.bottom], [50, 450, 30, 230]);
});

test("pixels lead back to the data that they came from", () => {
  for (const [x, y] of [[-1, 10], [0.5, 12.5], [3, 20], [-4, 31]]) {
    assert.deepEqual([axes.dataX(axes.x(x)), axes.dataY(axes.y(y))], [x, y]);
  }
});

test("up in the data is up on the screen", () => {
  assert.ok(axes.dataY(40) > axes.dataY(50));
  assert.ok(axes.dataX(60) > axes.dataX(50));
  assert.deepEqual([axes.dx(1), axes.dy(1)], [100, -20]);
});

test("a picture shows a tenth more than its window on every side", () => {
  assert.deepEqual(padded([0, 10]), [-1, 11]);
});
