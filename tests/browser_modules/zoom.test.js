import assert from "node:assert/strict";
import test from "node:test";

import { createZoom } from "../../gradcalc/live/browser/hand/zoom.js";
import { padded } from "../../gradcalc/live/browser/draw/axes.js";
import { modelOf } from "./model.js";

/** @import { Given, ViewTraits, Window } from "../../gradcalc/live/browser/kernel.d.ts" */

/** @type {Window} */
const HOME = { xlim: [-2, 2], ylim: [-1, 3] };

function zooming({ x = 1, y = 0, given = /** @type {Given | null} */ (null) } = {}) {
  const model = modelOf(/** @type {ViewTraits} */ ({ window: HOME }));
  let count = 0;
  const zoom = createZoom(model, { given, home: HOME }, { now: { x, y } }, { stamp: () => `stamp ${++count}` }, () => {});
  return { model, zoom };
}

test("the point stays where it is in the picture", () => {
  const { zoom } = zooming();
  zoom.by(0.5);
  assert.deepEqual({ xlim: zoom.window.xlim, ylim: zoom.window.ylim }, { xlim: [-0.5, 1.5], ylim: [-0.5, 1.5] });
  zoom.by(2);
  assert.deepEqual({ xlim: zoom.window.xlim, ylim: zoom.window.ylim }, HOME);
});

test("zooming ends at a 256th of the home window, and at sixteen times of it", () => {
  const { model, zoom } = zooming();
  for (let i = 0; i < 20; i++) zoom.by(0.5);
  assert.equal(zoom.window.xlim[1] - zoom.window.xlim[0], 4 / 256);
  const sent = model.sent.length;
  zoom.by(0.5);
  assert.equal(model.sent.length, sent, "the kernel is not asked for what it has");
  for (let i = 0; i < 30; i++) zoom.by(2);
  assert.equal(zoom.window.xlim[1] - zoom.window.xlim[0], 4 * 16);
  assert.ok(zoom.window.xlim[0] < 1 && 1 < zoom.window.xlim[1]);
});

test("a window is wished for, with a stamp of its own, until the kernel has drawn it", () => {
  const { model, zoom } = zooming();
  assert.equal(zoom.limits, null);
  zoom.by(0.5);
  zoom.by(0.5);
  assert.deepEqual(model.sent.map(({ window }) => window.stamp), ["stamp 1", "stamp 2"]);
  model.traits.window = HOME; // an earlier one, which the kernel has drawn meanwhile
  assert.deepEqual(zoom.window.xlim, [0.25, 1.25]);
  assert.deepEqual(zoom.limits, { xlim: padded([0.25, 1.25]), ylim: padded([-0.25, 0.75]) });
  zoom.done();
  assert.equal(zoom.limits, null);
  assert.equal(zoom.window, HOME);
});

test("what was under two fingers goes with them, and the kernel hears of it once they let go", () => {
  const { model, zoom } = zooming();
  zoom.hold(HOME, 0.5, [1, 1], [0, 1]); // twice as large, and a unit of the window before to the left
  assert.deepEqual(zoom.window, { xlim: [0, 2], ylim: [0, 2] });
  assert.deepEqual(zoom.limits, { xlim: padded([0, 2]), ylim: padded([0, 2]) });
  zoom.done(); // an answer to something else
  assert.deepEqual(zoom.window.xlim, [0, 2]);
  assert.equal(model.sent.length, 0);
  zoom.release();
  assert.deepEqual(model.sent.map(({ window }) => window.xlim), [[0, 2]]);
  zoom.release();
  assert.equal(model.sent.length, 1);
  zoom.done();
  assert.equal(zoom.limits, null);
});

test("two fingers push no point out of the window, and zoom no farther than the buttons", () => {
  const { zoom } = zooming();
  zoom.hold(HOME, 1, [2, 0], [-9, 0]);
  assert.deepEqual(zoom.window, { xlim: [1, 5], ylim: [-1, 3] });
  zoom.hold(HOME, 0.001, [1, 0], [1, 0]);
  assert.equal(zoom.window.xlim[1] - zoom.window.xlim[0], 4 / 256);
});

test("Reset asks for the home window", () => {
  const { zoom } = zooming();
  zoom.by(0.5);
  zoom.reset();
  assert.deepEqual({ xlim: zoom.window.xlim, ylim: zoom.window.ylim }, HOME);
});

test("a formula is drawn in the new window at once, so its picture is not stretched", () => {
  const { zoom } = zooming({ given: { name: "x", tree: "x", title: "" } });
  zoom.by(0.5);
  assert.deepEqual([zoom.window.xlim, zoom.limits], [[-0.5, 1.5], null]);
});

test("without a kernel a formula is zoomed and stays so, and nothing else is", () => {
  const formula = zooming({ given: { name: "x", tree: "x", title: "" } });
  const other = zooming();
  for (const { zoom } of [formula, other]) {
    zoom.live(false);
    zoom.by(0.5);
    zoom.done();
  }
  assert.deepEqual([formula.zoom.able, formula.zoom.window.xlim, formula.model.sent.length], [true, [-0.5, 1.5], 0]);
  assert.deepEqual([other.zoom.able, other.zoom.window.xlim], [false, HOME.xlim]);
  formula.zoom.reset();
  assert.deepEqual(formula.zoom.window.xlim, HOME.xlim);
});
