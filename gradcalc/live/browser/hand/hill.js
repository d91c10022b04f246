// The point and the direction, moved on a hill and on its floor; a drag elsewhere turns the camera.

import { axesOf } from "../draw/axes.js";
import { clamp } from "../numbers.js";
import { angleOf, dot } from "../reading/vectors.js";
import { ARROW_KEYS, listenToKeys } from "./keys.js";

/** @import { Pair, Triple } from "../kernel.d.ts" */
/** @import { Panel } from "../draw/panel.js" */
/** @import { CameraHand } from "./camera.js" */
/**
 * What a hand can move there: where that is, and what it does.
 * @typedef {{ point(): Pair, tip(): Pair | null, toPoint(place: Pair): void, toAngle(degrees: number): void, by?: (factor: number) => void }} Movable
 */

const RADIUS = { mouse: 14, pen: 18, touch: 28 }; // pixels around a grip
const DEGREES = 0.4; // for each pixel of a drag
const FLAT = 10; // degrees above the floor: below, a point moves along the line that is seen
const PINCH = 1.25; // from one zoom to the next
const KEY = 5;
const LARGE_KEY = 20; // degrees

/**
 * @param {Panel} panel
 * @param {CameraHand} camera
 * @param {Movable | null} movable null where a hand can only turn the camera
 */
export function listenOnHill(panel, camera, movable) {
  const { box } = panel;
  /** @type {Map<number, Pair>} */
  const fingers = new Map(); // where each pointer is, in pixels of the frame
  /** @type {"floor" | "top" | "tip" | "camera" | null} */
  let grasped = null;
  let apart = 0; // of two fingers, when they zoomed last

  /** @param {Pair} place @param {number} radius */
  function gripAt([px, py], radius) {
    const { view, frame } = panel;
    if (!view || !movable) return null;
    const axes = axesOf(frame);
    const [x, y] = movable.point();
    const [tip, top] = [movable.tip(), heightAbove(x, y)];
    /** @type {["floor" | "top" | "tip", Pair | null][]} */
    const grips = [
      ["top", top === null ? null : view.at(x, y, top)],
      ["tip", tip && view.onFloor(...tip)],
      ["floor", view.onFloor(x, y)],
    ];
    let [found, nearest] = [/** @type {"floor" | "top" | "tip" | null} */ (null), radius];
    for (const [name, at] of grips) {
      const away = at ? Math.hypot(px - axes.x(at[0]), py - axes.y(at[1])) : Infinity;
      if (away <= nearest) [found, nearest] = [name, away - 1e-9];
    }
    return found;
  }

  /** The height of the hill over a place, null where there is none. @param {number} x @param {number} y */
  function heightAbove(x, y) {
    const height = panel.hill?.heightAt(x, y) ?? NaN;
    return Number.isNaN(height) ? null : height;
  }

  const radiusOf = (/** @type {PointerEvent} */ { pointerType }) => RADIUS[/** @type {keyof RADIUS} */ (pointerType)] ?? RADIUS.mouse;

  /** @param {Pair} pixel */
  function moveTo([px, py]) {
    const { view, hill, frame } = panel;
    if (!view || !hill || !movable) return;
    const axes = axesOf(frame);
    const [X, Y] = [axes.dataX(px), axes.dataY(py)];
    const from = movable.point();
    if (grasped === "tip") return movable.toAngle(angleSeen(X, Y, movable));
    movable.toPoint(placeSeen(X, Y, grasped === "top" ? hill.drawn(heightAbove(...from) ?? hill.base) : hill.drawn(hill.floor), from));
  }

  /** The place of the plane at a drawn height that is seen there; on the hill, the one that is hit. @returns {Pair} */
  function placeSeen(/** @type {number} */ X, /** @type {number} */ Y, /** @type {number} */ rise, /** @type {Pair} */ from) {
    const { view, hill } = /** @type {Required<Panel> & { view: NonNullable<Panel["view"]>, hill: NonNullable<Panel["hill"]> }} */ (panel);
    const { right, up, towards } = view.eye;
    const [cx, cy, middle] = hill.middle;
    if (camera.now.elevation < FLAT) {
      const [seen] = view.project(...from, rise);
      return [from[0] + (X - seen) * right[0], from[1] + (X - seen) * right[1]];
    }
    const start = /** @type {Triple} */ ([0, 1, 2].map((i) => [cx, cy, middle][i] + (X - cx) * right[i] + (Y - cy) * up[i]));
    if (grasped === "top") {
      const far = 3 * hill.side;
      const hit = hill.hit(/** @type {Triple} */ (start.map((at, i) => at + far * towards[i])), /** @type {Triple} */ (towards.map((way) => -way)));
      if (hit) return hit;
    }
    const back = (rise - start[2]) / towards[2];
    return [start[0] + back * towards[0], start[1] + back * towards[1]];
  }

  function angleSeen(/** @type {number} */ X, /** @type {number} */ Y, /** @type {Movable} */ movable) {
    const { view, hill } = /** @type {any} */ (panel);
    const from = movable.point();
    const rise = hill.drawn(hill.floor);
    if (camera.now.elevation >= FLAT) {
      const [x, y] = placeSeen(X, Y, rise, from);
      return angleOf([x - from[0], y - from[1]]);
    }
    // From so low only the share of u to the right is seen: it is turned to that share, on the side where it is.
    const tip = movable.tip() ?? from;
    const length = Math.hypot(tip[0] - from[0], tip[1] - from[1]) || 1;
    const share = clamp((X - view.project(...from, rise)[0]) / length, -1, 1);
    const [right, ahead] = [[view.eye.right[0], view.eye.right[1]], [-view.eye.right[1], view.eye.right[0]]];
    const side = dot(/** @type {Pair} */ (ahead), [tip[0] - from[0], tip[1] - from[1]]) < 0 ? -1 : 1;
    const across = side * Math.sqrt(1 - share * share);
    return angleOf([share * right[0] + across * ahead[0], share * right[1] + across * ahead[1]]);
  }

  box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !panel.frame) return;
    const place = panel.place(event);
    fingers.set(event.pointerId, place);
    if (fingers.size === 2) {
      const [[ax, ay], [bx, by]] = [...fingers.values()];
      [grasped, apart] = ["camera", Math.hypot(ax - bx, ay - by)];
      for (const id of fingers.keys()) capture(id);
      return;
    }
    grasped = gripAt(place, radiusOf(event)) ?? (event.pointerType === "touch" ? null : "camera");
    if (grasped) capture(event.pointerId);
  });

  function capture(/** @type {number} */ id) {
    if (!box.hasPointerCapture(id)) box.setPointerCapture(id);
  }

  box.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (panel.frame) box.style.cursor = gripAt(panel.place(event), radiusOf(event)) ? "grab" : "";
      return;
    }
    const place = panel.place(event);
    fingers.set(event.pointerId, place);
    if (grasped === "camera") {
      const share = fingers.size; // two fingers turn it together
      camera.turn((-DEGREES * (place[0] - before[0])) / share, (DEGREES * (place[1] - before[1])) / share);
      if (share === 2) pinch();
    } else if (grasped) moveTo(place);
  });

  function pinch() {
    const [[ax, ay], [bx, by]] = [...fingers.values()];
    const now = Math.hypot(ax - bx, ay - by);
    if (!movable?.by || apart === 0 || Math.max(now / apart, apart / now) < PINCH) return;
    movable.by(apart / now);
    apart = now;
  }

  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) {
    box.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      if (fingers.size === 0 || grasped === "camera") grasped = null;
    });
  }

  // A single finger scrolls the page, unless it begins on a grip; two never do.
  box.addEventListener(
    "touchstart",
    (event) => {
      const grips = [...event.targetTouches].some((touch) => gripAt(panel.place(touch), RADIUS.touch));
      if (event.cancelable && (event.targetTouches.length > 1 || grips)) event.preventDefault();
    },
    { passive: false },
  );
  box.addEventListener("dblclick", () => camera.reset());
}

/**
 * Arrow keys on the camera's own handle.
 * @param {HTMLElement} handle
 * @param {CameraHand} camera
 */
export function listenOnCamera(handle, camera) {
  listenToKeys({ box: handle }, (key, large) => {
    if (key === "Home") return camera.reset();
    const step = large ? LARGE_KEY : KEY;
    const [azimuth, elevation] = ARROW_KEYS[key];
    camera.turn(step * azimuth, step * elevation);
  });
}
