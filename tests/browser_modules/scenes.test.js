import assert from "node:assert/strict";
import test from "node:test";

import { interpolator, readLocally } from "../../gradcalc/live/browser/reading/samples.js";
import { isKept, SCENES } from "../../gradcalc/live/browser/scenes/all.js";
import { arrowMark, clipArrow, dotLabel } from "../../gradcalc/live/browser/scenes/arrows.js";
import { FRAME, sample, UNKNOWN, WINDOW } from "./sampled.js";

/** @import { Mark } from "../../gradcalc/live/browser/kernel.d.ts" */

// The smooth surfaces of the gallery are compared with the kernel's marks in test_local_marks.py.
const plane = interpolator(sample([() => 3, () => 4]));
const heights = interpolator(sample([(x, y) => 3 * x + 4 * y]));
const reading = readLocally({ x: 0, y: 0, angle: 0 }, plane, heights, 0);
const known = { ...UNKNOWN, heightAt: heights };

/** The only mark of a kind and a role. @template {Mark["kind"]} Kind @param {Mark[]} marks @param {Kind} kind @param {string} role */
function only(marks, kind, role) {
  const found = marks.filter((mark) => mark.kind === kind && mark.role === role);
  assert.equal(found.length, 1, `${found.length} marks ${kind}, ${role}`);
  return /** @type {Extract<Mark, { kind: Kind }>} */ (found[0]);
}

const near = (/** @type {number[]} */ found, /** @type {number[]} */ right) =>
  found.forEach((value, i) => assert.ok(Math.abs(value - right[i]) < 1e-6, `${found} is not ${right}`));

test("the projection ends at the foot of the drop from the gradient, with a right angle inside the triangle", () => {
  const marks = SCENES.map(reading, FRAME, 0.2, [], UNKNOWN);
  const [gradient, projection] = [only(marks, "Arrow", "gradient"), only(marks, "Arrow", "projection")];
  near([gradient.dx, gradient.dy, projection.dx, projection.dy], [0.6, 0.8, 0.6, 0]);
  const drop = only(marks, "Polyline", "drop");
  near([...[0, 1].map((i) => Number(/** @type {number[]} */ (drop.x)[i]))], [0.6, 0.6]);
  const corner = only(marks, "RightAngle", "drop");
  near([corner.x, corner.y], [0.6, 0]);
  assert.ok(corner.ax < 0 && corner.by > 0, "its legs lead back along u, and up along the drop");
  near([corner.ay, corner.bx], [0, 0]);
});

test("where the gradient has to come from the kernel, what it has drawn last stays, and the hand moves the rest", () => {
  const unknown = readLocally({ x: 1, y: 2, angle: 90 }, null, null, 0);
  /** @type {Mark[]} */
  const kept = ["gradient", "part x", "level tangent", "level", "point", "line"].map((role) => ({ kind: "Dot", x: 7, y: 7, role }));
  const of = (/** @type {string} */ kind) => SCENES[kind](unknown, FRAME, 1, kept, UNKNOWN);
  const still = (/** @type {string} */ kind) => of(kind).filter((mark) => mark.kind === "Dot" && mark.x === 7).map(({ role }) => role);
  assert.deepEqual(still("map"), ["gradient"]);
  assert.deepEqual(still("components"), ["gradient", "part x"]);
  assert.deepEqual(still("level"), ["level", "gradient", "level tangent"]);
  for (const kind of ["map", "components", "level"]) near([only(of(kind), "Dot", "point").x], [1]);
  for (const kind of ["slopes", "slice", "slice x", "slice y"]) assert.equal(of(kind), kept);
});

test("a slice needs the heights as well as the gradient", () => {
  const kept = /** @type {Mark[]} */ ([]);
  const unknown = readLocally({ x: 0, y: 0, angle: 0 }, plane, null, 0);
  for (const kind of ["slice", "slice x", "slice y"]) assert.equal(SCENES[kind](unknown, FRAME, 1, kept, UNKNOWN), kept);
  for (const kind of ["slice", "slice x", "slice y"]) assert.notEqual(SCENES[kind](reading, FRAME, 1, kept, known), kept);
});

test("a slice ends where its line leaves the window", () => {
  const curve = only(SCENES.slice(reading, { ...FRAME, xlim: [-9, 9] }, 1, [], known), "Polyline", "curve");
  const xs = /** @type {number[]} */ (curve.x);
  near([xs[0], xs[xs.length - 1]], WINDOW.xlim);
});

test("where slopes along all directions are no cosine, the kernel draws their graph", () => {
  const kept = /** @type {Mark[]} */ ([]);
  assert.equal(SCENES.slopes(reading, FRAME, 1, kept, { ...known, cosine: false }), kept);
  near([Number(/** @type {any} */ (SCENES.slopes(reading, FRAME, 1, kept, known)).find((/** @type {Mark} */ m) => m.kind === "Dot").y)], [3]);
});

test("an arrow that would leave the axes is cut off before their edge and marked as broken", () => {
  const arrow = arrowMark(1, 1, [4, 2], "gradient");
  assert.deepEqual(clipArrow(arrow, [0, 5], [0, 5]), arrow);
  const cut = clipArrow(arrow, [0, 3], [0, 5]);
  assert.ok(cut.broken);
  near([cut.dx, cut.dy], [0.97 * 2, 0.97]);
  near([clipArrow(arrow, [0, 5], [0, 2]).dy], [0.97]);
});

test("a label stands to one side, however far off that was pointed out", () => {
  const { dx, dy } = dotLabel("u", 0, 0, [30, -40], "point");
  near([dx, dy], [0.6, -0.8]);
  near([dotLabel("u", 0, 0, [0, 0], "point").dx], [0]);
});

test("every picture tells whether the page drew all of it, or kept something of the kernel's", () => {
  const unread = readLocally({ x: 0, y: 0, angle: 0 }, null, null, 0);
  for (const [kind, scene] of Object.entries(SCENES)) {
    const kept = scene(reading, FRAME, 1, [], { ...known, cosine: true });
    assert.ok(kept.length > 0, kind);
    assert.equal(isKept(scene(reading, FRAME, 1, kept, { ...known, cosine: true }), kept), false, kind);
    assert.equal(isKept(scene(unread, FRAME, 1, kept, UNKNOWN), kept), true, kind);
  }
});
