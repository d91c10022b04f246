import assert from "node:assert/strict";
import test from "node:test";

import { createHand } from "../../gradcalc/live/browser/hand/hand.js";
import { listenToKeys, stepped } from "../../gradcalc/live/browser/hand/keys.js";
import { listenToDrags, placeOf } from "../../gradcalc/live/browser/hand/pointer.js";
import { modelOf } from "./model.js";
import { boxOf } from "./page.js";

/** @import { BoardFrame, BoardTraits, MovablePoint } from "../../gradcalc/live/browser/kernel.d.ts" */
/** @import { Panel } from "../../gradcalc/live/browser/draw/panel.js" */
/** @import { CameraHand } from "../../gradcalc/live/browser/hand/camera.js" */

const FRAME = { width: 120, height: 120, left: 10, top: 10, box_width: 100, box_height: 100, xlim: [0, 10], ylim: [0, 10] };

const CAMERA = /** @type {CameraHand} */ (/** @type {unknown} */ ({ now: { azimuth: -90, elevation: 90 } }));

function panelOf(/** @type {typeof FRAME | null} */ frame = FRAME) {
  const box = boxOf();
  const place = (/** @type {{ clientX: number, clientY: number }} */ { clientX, clientY }) => [clientX, clientY];
  return { box, panel: /** @type {Panel} */ (/** @type {unknown} */ ({ box, frame, place })) };
}

test("arrow keys and Home are taken from the page, with Shift for a larger step, and no others", () => {
  const { box, panel } = panelOf();
  /** @type {[string, boolean][]} */
  const heard = [];
  listenToKeys(panel, (key, large) => heard.push([key, large]));
  assert.ok(box.press("ArrowLeft"));
  assert.ok(box.press("Home", { shiftKey: true }));
  for (const held of ["ctrlKey", "metaKey", "altKey"]) assert.ok(!box.press("ArrowLeft", { [held]: true }));
  assert.ok(!box.press("Tab"));
  assert.ok(!box.press("a"));
  assert.deepEqual(heard, [["ArrowLeft", false], ["Home", true]]);
});

test("a key moves by a hundredth of the range, with Shift by a tenth, and never out of it", () => {
  assert.equal(stepped(1, 1, false, [0, 10]), 1.1);
  assert.equal(stepped(1, -1, true, [0, 10]), 0);
  assert.equal(stepped(0.5, -1, true, [0, 10]), 0);
  assert.equal(stepped(1, 0, true, [0, 10]), 1);
});

test("a drag is followed from the press to the release, and only with the first button", () => {
  const { box, panel } = panelOf();
  /** @type {[string, number, number][]} */
  const heard = [];
  listenToDrags(panel, (at, held) => heard.push([held, ...placeOf(panel, at)]));
  box.point("pointerdown", 60, 60, 2);
  box.point("pointermove", 60, 10);
  box.point("pointerdown", 60, 60);
  box.point("pointermove", 110, 10);
  box.release();
  box.point("pointermove", 10, 110);
  assert.deepEqual(heard, [["point", 5, 5], ["point", 10, 10]]);
});

test("the mouse takes hold of a grip that is near, and shows it before", () => {
  const { box, panel } = panelOf();
  /** @type {string[]} */
  const heard = [];
  listenToDrags(panel, (_, held) => heard.push(held), { grips: () => ({ point: [20, 20], tip: [60, 60] }) });
  box.point("pointermove", 66, 66);
  assert.equal(box.style.cursor, "grab");
  box.point("pointermove", 22, 22);
  assert.equal(box.style.cursor, "");
  box.point("pointerdown", 66, 66);
  assert.deepEqual(heard, [], "it stays where it is until it is moved");
  box.point("pointermove", 90, 66);
  assert.deepEqual(heard, ["tip"]);
});

test("a finger beside the grips leaves the page to the browser, and a tap moves the point", () => {
  const { box, panel } = panelOf();
  /** @type {[string, number, number][]} */
  const heard = [];
  listenToDrags(panel, (at, held) => heard.push([held, ...placeOf(panel, at)]), { grips: () => ({ point: [20, 20] }) });
  assert.equal(box.dataset.way, "both");
  box.finger("pointerdown", 1, 90, 90);
  assert.ok(!box.claims([90, 90]));
  box.finger("pointermove", 1, 90, 60);
  box.finger("pointercancel", 1, 90, 60);
  assert.deepEqual(heard, []);
  box.finger("pointerdown", 1, 60, 60);
  box.finger("pointerup", 1, 62, 60);
  assert.deepEqual(heard.splice(0), [["point", 5.2, 5]]);
  box.finger("pointerdown", 1, 25, 22);
  assert.ok(box.claims([25, 22]));
  box.finger("pointermove", 1, 65, 62);
  box.finger("pointerup", 1, 65, 62);
  assert.deepEqual(heard, [["point", 5, 5]], "the point keeps its distance from the finger");
});

test("no drag begins before the picture is there", () => {
  const { box, panel } = panelOf(null);
  let heard = 0;
  listenToDrags(panel, () => heard++, { grips: () => ({ tip: [60, 60] }) });
  box.point("pointerdown", 60, 60);
  box.point("pointermove", 60, 60);
  assert.ok(!box.claims([60, 60]));
  assert.equal(heard, 0);
});

test("while a zoom is under way a place is that of the stretched picture", () => {
  const { panel } = panelOf();
  assert.deepEqual(placeOf(panel, { clientX: 60, clientY: 60 }, { xlim: [0, 1], ylim: [0, 1] }), [0.5, 0.5]);
});

/** A board with the picture "map", whose point moves as told. @param {Partial<MovablePoint>} told */
function board(told = {}) {
  const { box, panel } = panelOf();
  const model = modelOf(/** @type {BoardTraits} */ ({}));
  const hand = createHand(model, { map: panel }, CAMERA);
  /** @type {MovablePoint} */
  const point = { at: [5, 5], start: [1, 1], limits: [[0, 9], [0, 9]], steps: [0.1, 0.2], ...told };
  const follow = (/** @type {MovablePoint} */ now, /** @type {string | null} */ move = null) =>
    hand.follow(/** @type {BoardFrame} */ (/** @type {unknown} */ ({ points: { map: now }, move })));
  follow(point);
  hand.listen("map", true);
  return { box, model, hand, point, follow, at: () => model.sent.at(-1).hand.at };
}

test("a point is dragged within its limits", () => {
  const { box, model, at } = board();
  box.point("pointerdown", 60, 20);
  assert.deepEqual(at(), [5, 9]);
  assert.equal(model.sent[0].hand.panel, "map");
  box.point("pointermove", 200, 110);
  assert.deepEqual(at(), [9, 0]);
});

test("a coordinate that does not move stays out of it", () => {
  const { box, model, at } = board({ at: [5, null], start: [1, null], limits: [[0, 9]], steps: [0.1] });
  box.point("pointerdown", 60, 20);
  assert.deepEqual(at(), [5, null]);
  assert.equal(box.dataset.way, "x");
  box.press("ArrowRight");
  assert.deepEqual(at(), [5.1, null]);
  const sent = model.sent.length;
  box.press("ArrowUp");
  assert.equal(model.sent.length, sent, "there is no way up");
});

test("keys count on from where the hand is, which the kernel may not have answered yet", () => {
  const { box, model, point, follow, at } = board();
  box.press("ArrowRight");
  box.press("ArrowRight");
  assert.deepEqual(at(), [5.199999999999999, 5]);
  follow({ ...point, at: [5.1, 5] }, model.sent[0].hand.move); // the answer to the first of the two
  box.press("ArrowUp", { shiftKey: true });
  assert.deepEqual(at(), [5.199999999999999, 7]);
  follow({ ...point, at: [4, 4] }, model.sent.at(-1).hand.move);
  box.press("ArrowDown");
  assert.deepEqual(at(), [4, 3.8]);
});

test("Home leads to the start, and every move has a name of its own", () => {
  const { box, model, at } = board();
  box.press("Home");
  box.press("Home");
  assert.deepEqual(at(), [1, 1]);
  assert.notEqual(model.sent[0].hand.move, model.sent[1].hand.move);
});

test("only a picture with a point to move is one to put the hand on", () => {
  const { box, panel } = panelOf();
  const hand = createHand(modelOf(/** @type {BoardTraits} */ ({})), { map: panel }, CAMERA);
  hand.listen("map", false);
  assert.deepEqual([box.attributes.role, box.tabIndex, hand.hint("map")], ["img", -1, ""]);
  hand.follow(/** @type {BoardFrame} */ ({ points: /** @type {any} */ ({ map: { at: [1, 1] } }), move: null }));
  hand.listen("map", true);
  assert.deepEqual([box.attributes.role, box.tabIndex], ["application", 0]);
  assert.match(hand.hint("map"), /Arrow keys move the point/);
});

test("on a hill the point is dragged and moved by keys, and a drag elsewhere turns the camera", () => {
  const { box, panel } = panelOf();
  /** @type {[number, number][]} */
  const turned = [];
  const camera = { now: { azimuth: -90, elevation: 90 }, turn: (/** @type {number} */ a, /** @type {number} */ e) => turned.push([a, e]) };
  // Level ground at the height of its floor, seen from above: places are those of a map.
  const hill = { heightAt: () => 0, base: 0, floor: 0, drawn: (/** @type {number} */ z) => z, middle: [5, 5, 0], side: 10, hit: () => null };
  const at = (/** @type {number} */ x, /** @type {number} */ y) => [x, y];
  Object.assign(panel, { hill, view: { at, onFloor: at, eye: { right: [1, 0, 0], up: [0, 1, 0], towards: [0, 0, 1] } } });
  const model = modelOf(/** @type {BoardTraits} */ ({}));
  const hand = createHand(model, { hill: panel }, /** @type {CameraHand} */ (/** @type {unknown} */ (camera)));
  hand.follow(/** @type {BoardFrame} */ (/** @type {unknown} */ ({ points: { hill: { at: [5, 5], start: [1, 1], limits: [[0, 9], [0, 9]], steps: [0.1, 0.2] } }, move: null })));
  hand.listen("hill", true);
  assert.match(hand.hint("hill"), /Arrow keys move the point.* The camera has a button/);
  box.point("pointerdown", 61, 60); // near the point, at (60, 60)
  box.point("pointermove", 80, 20);
  assert.deepEqual(model.sent.at(-1).hand.at, [7, 9]);
  box.release();
  box.point("pointerup", 80, 20);
  const moves = model.sent.length;
  box.point("pointerdown", 20, 100);
  box.point("pointermove", 30, 95);
  assert.equal(model.sent.length, moves);
  assert.deepEqual(turned, [[-4, -2]]);
  box.press("ArrowLeft");
  assert.deepEqual(model.sent.at(-1).hand.at, [6.9, 9]);
});
