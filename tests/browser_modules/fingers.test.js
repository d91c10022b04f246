import assert from "node:assert/strict";
import test from "node:test";

import { claims, fingersAfter, isPalm, nearestGrip, NO_FINGERS } from "../../gradcalc/live/browser/hand/fingers.js";

/** @import { Act, Grip, Rules, Touch } from "../../gradcalc/live/browser/hand/fingers.js" */
/** @import { Pair } from "../../gradcalc/live/browser/kernel.d.ts" */

/** @type {Rules} */
const MAP = { way: "both", pinch: true };
/** @type {Rules} */
const BOARD = { way: "both", pinch: false };
/** @type {Rules} */
const GRAPH = { way: "x", pinch: false };

/**
 * What a picture does by a row of touches: the kind, the finger, its place, and what is near.
 * @param {Rules} rules
 * @param {[Touch["kind"], number, Pair, (Grip | "palm")?][]} touches
 */
function played(rules, ...touches) {
  let fingers = NO_FINGERS;
  /** @type {Act[]} */
  const acts = [];
  for (const [kind, id, at, near] of touches) {
    const [palm, grip] = [near === "palm", typeof near === "object" ? near : null];
    const after = fingersAfter(fingers, { kind, id, at, palm, grip }, rules);
    fingers = after.fingers;
    if (after.act) acts.push(after.act);
  }
  return { fingers, acts };
}

/** @type {Grip} */
const POINT = { name: "point", at: [100, 100] };
/** @type {Grip} */
const TIP = { name: "tip", at: [150, 100] };

test("of what is near, the nearest is taken hold of; of two as near, the first", () => {
  /** @type {Record<string, Pair | null>} */
  const grips = { point: [0, 0], tip: [20, 0], none: null };
  assert.equal(nearestGrip(grips, [9, 0], 28)?.name, "point");
  assert.equal(nearestGrip(grips, [10, 0], 28)?.name, "point");
  assert.equal(nearestGrip(grips, [11, 0], 28)?.name, "tip");
  assert.equal(nearestGrip(grips, [49, 0], 28), null);
});

test("a finger takes hold near a grip alone, and what it holds keeps its distance", () => {
  const { acts, fingers } = played(MAP, ["down", 1, [110, 105], POINT], ["move", 1, [150, 205]], ["up", 1, [150, 205]]);
  assert.deepEqual(acts, [{ act: "drag", held: "point", at: [140, 200] }]);
  assert.equal(fingers.role, "idle");
  assert.deepEqual(played(MAP, ["down", 1, [160, 100], TIP], ["move", 1, [160, 140]]).acts, [{ act: "drag", held: "tip", at: [150, 140] }]);
  assert.deepEqual(played(MAP, ["down", 1, [300, 300]], ["move", 1, [300, 330]], ["move", 1, [100, 100]], ["up", 1, [100, 100]]).acts, []);
});

test("a tap moves the point, near it and elsewhere, but not from the tip, and not where the page has scrolled", () => {
  assert.deepEqual(played(MAP, ["down", 1, [300, 300]], ["move", 1, [303, 300]], ["up", 1, [303, 300]]).acts, [{ act: "tap", at: [303, 300] }]);
  assert.deepEqual(played(MAP, ["down", 1, [110, 100], POINT], ["up", 1, [111, 100]]).acts, [{ act: "tap", at: [111, 100] }]);
  assert.deepEqual(played(MAP, ["down", 1, [150, 100], TIP], ["up", 1, [150, 100]]).acts, []);
  assert.deepEqual(played(MAP, ["down", 1, [300, 300]], ["gone", 1, [300, 300]], ["up", 1, [300, 300]]).acts, []);
});

test("on a graph a finger drags along what moves, wherever it begins, and the page scrolls across", () => {
  assert.deepEqual(played(GRAPH, ["down", 1, [50, 50]], ["move", 1, [70, 54]], ["move", 1, [90, 90]], ["up", 1, [90, 90]]).acts, [
    { act: "drag", held: "point", at: [70, 54] },
    { act: "drag", held: "point", at: [90, 90] },
  ]);
  assert.deepEqual(played(GRAPH, ["down", 1, [50, 50]], ["move", 1, [54, 70]], ["move", 1, [90, 70]], ["up", 1, [90, 70]]).acts, []);
  assert.equal(played({ way: "y", pinch: false }, ["down", 1, [50, 50]], ["move", 1, [54, 70]]).acts.length, 1);
});

test("two fingers pinch, also where one had taken hold, and what they leave behind does nothing", () => {
  const { acts, fingers } = played(
    MAP,
    ["down", 1, [100, 100], POINT],
    ["move", 1, [120, 100]],
    ["down", 2, [220, 100]],
    ["move", 2, [320, 100]],
    ["up", 1, [120, 100]],
    ["move", 2, [300, 300]],
    ["up", 2, [300, 300]],
  );
  assert.deepEqual(acts, [
    { act: "drag", held: "point", at: [120, 100] },
    { act: "pinch", from: [[120, 100], [220, 100]], before: [[120, 100], [220, 100]], to: [[120, 100], [320, 100]] },
    { act: "release" },
  ]);
  assert.equal(fingers.role, "idle");
});

test("a finger that stays after a pinch pinches again with the next one", () => {
  const begun = played(MAP, ["down", 1, [0, 0]], ["down", 2, [50, 0]], ["up", 1, [0, 0]], ["down", 3, [0, 50]], ["move", 3, [0, 90]]);
  assert.deepEqual(begun.acts.at(-1), { act: "pinch", from: [[50, 0], [0, 50]], before: [[50, 0], [0, 50]], to: [[50, 0], [0, 90]] });
});

test("a third finger and a palm count for nothing", () => {
  const { acts, fingers } = played(MAP, ["down", 1, [0, 0]], ["down", 2, [50, 0]], ["down", 3, [80, 80]], ["move", 3, [90, 90]], ["up", 3, [90, 90]]);
  assert.deepEqual([acts, fingers.role], [[], "pinching"]);
  assert.deepEqual(played(MAP, ["down", 1, [9, 9], "palm"], ["up", 1, [9, 9]]).acts, []);
  const held = played(MAP, ["down", 1, [100, 100], POINT], ["down", 2, [300, 300], "palm"], ["move", 1, [120, 100]]);
  assert.deepEqual(held.acts, [{ act: "drag", held: "point", at: [120, 100] }]);
  assert.ok(isPalm({ width: 90, height: 60 }) && !isPalm({ width: 40, height: 45 }) && !isPalm({}));
});

test("where two fingers change nothing, a second one leaves a drag alone, and taps no more", () => {
  const held = played(BOARD, ["down", 1, [100, 100], POINT], ["down", 2, [300, 300]], ["move", 2, [0, 0]], ["move", 1, [120, 100]], ["up", 2, [0, 0]]);
  assert.deepEqual(held.acts, [{ act: "drag", held: "point", at: [120, 100] }]);
  assert.deepEqual(played(BOARD, ["down", 1, [0, 0]], ["down", 2, [50, 0]], ["up", 2, [50, 0]], ["up", 1, [0, 0]]).acts, []);
});

test("a finger that the browser takes away leaves the point where it was", () => {
  const { acts, fingers } = played(MAP, ["down", 1, [100, 100], POINT], ["move", 1, [120, 100]], ["gone", 1, [120, 100]], ["move", 1, [0, 0]]);
  assert.deepEqual([acts.length, fingers.role], [1, "idle"]);
  const pinched = played(MAP, ["down", 1, [0, 0]], ["down", 2, [50, 0]], ["gone", 2, [50, 0]], ["gone", 1, [0, 0]]);
  assert.deepEqual([pinched.acts, pinched.fingers.role], [[{ act: "release" }], "idle"]);
});

test("the browser scrolls and zooms the page unless the picture has the fingers", () => {
  assert.ok(claims(NO_FINGERS, [POINT], BOARD));
  assert.ok(!claims(NO_FINGERS, [null], MAP));
  assert.ok(claims(NO_FINGERS, [null, null], MAP));
  assert.ok(!claims(NO_FINGERS, [null, null], BOARD));
  assert.ok(claims(played(BOARD, ["down", 1, [100, 100], POINT]).fingers, [null, null], BOARD));
});
