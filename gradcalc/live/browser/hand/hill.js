// The point and the direction, moved on a hill and on its floor; a drag elsewhere turns the camera.

import { axesOf } from "../draw/axes.js";
import { clamp } from "../numbers.js";
import { angleOf, dot } from "../reading/vectors.js";
import { gapOf, middleOf } from "./fingers.js";
import { ARROW_KEYS, listenToKeys } from "./keys.js";
import { atOf, listenToDrags } from "./pointer.js";

/** @import { Pair, Triple } from "../kernel.d.ts" */
/** @import { Panel } from "../draw/panel.js" */
/** @import { CameraHand } from "./camera.js" */
/** @import { Two } from "./fingers.js" */
/** @import { At } from "./pointer.js" */
/**
 * What a hand can move there: where that is, and what it does.
 * @typedef {{ point(): Pair, tip(): Pair | null, toPoint(place: Pair): void, toAngle(degrees: number): void, by?: (factor: number) => void }} Movable
 */

const DEGREES = 0.4; // for each CSS pixel of a drag
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
  /** Where the point is seen, on the hill and on its floor, and the tip of u. @returns {Record<string, Pair | null>} */
  function grips() {
    const { view, frame } = panel;
    if (!view || !movable) return {};
    const axes = axesOf(frame);
    const pixel = (/** @type {Pair | null} */ at) => at && /** @type {Pair} */ ([axes.x(at[0]), axes.y(at[1])]);
    const [x, y] = movable.point();
    const [tip, top] = [movable.tip(), heightAbove(x, y)];
    return {
      top: pixel(top === null ? null : view.at(x, y, top)),
      tip: pixel(tip && view.onFloor(...tip)),
      floor: pixel(view.onFloor(x, y)),
    };
  }

  /** The height of the hill over a place, null where there is none. @param {number} x @param {number} y */
  function heightAbove(x, y) {
    const height = panel.hill?.heightAt(x, y) ?? NaN;
    return Number.isNaN(height) ? null : height;
  }

  /** @param {Pair} pixel @param {string} held */
  function moveTo([px, py], held) {
    const { view, hill, frame } = panel;
    if (!view || !hill || !movable) return;
    const axes = axesOf(frame);
    const [X, Y] = [axes.dataX(px), axes.dataY(py)];
    const from = movable.point();
    if (held === "tip") return movable.toAngle(angleSeen(X, Y, movable));
    const top = held === "top";
    movable.toPoint(placeSeen(X, Y, top ? hill.drawn(heightAbove(...from) ?? hill.base) : hill.drawn(hill.floor), from, top));
  }

  /** The place of the plane at a drawn height that is seen there; on the hill, the one that is hit. @returns {Pair} */
  function placeSeen(/** @type {number} */ X, /** @type {number} */ Y, /** @type {number} */ rise, /** @type {Pair} */ from, onHill = false) {
    const { view, hill } = /** @type {Required<Panel> & { view: NonNullable<Panel["view"]>, hill: NonNullable<Panel["hill"]> }} */ (panel);
    const { right, up, towards } = view.eye;
    const [cx, cy, middle] = hill.middle;
    if (camera.now.elevation < FLAT) {
      const [seen] = view.project(...from, rise);
      return [from[0] + (X - seen) * right[0], from[1] + (X - seen) * right[1]];
    }
    const start = /** @type {Triple} */ ([0, 1, 2].map((i) => [cx, cy, middle][i] + (X - cx) * right[i] + (Y - cy) * up[i]));
    if (onHill) {
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

  /** @param {At} before @param {At} at */
  function turn(before, at) {
    camera.turn(-DEGREES * (at.clientX - before.clientX), DEGREES * (at.clientY - before.clientY));
  }

  /** @type {Two | null} */
  let begun = null;
  let apart = 0; // of two fingers, when they zoomed last

  /** Two fingers turn the hill together, and zoom step by step. @param {Two} from @param {Two} before @param {Two} to */
  function pinch(from, before, to) {
    if (from !== begun) [begun, apart] = [from, gapOf(from)];
    turn(atOf(middleOf(before)), atOf(middleOf(to)));
    const now = gapOf(to);
    if (!movable?.by || apart === 0 || Math.max(now / apart, apart / now) < PINCH) return;
    movable.by(apart / now);
    apart = now;
  }

  listenToDrags(panel, (at, held, before) => (held === "camera" ? turn(before, at) : moveTo(panel.place(at), held)), {
    grips,
    elsewhere: "camera",
    taps: false,
    pinch: { able: () => true, move: pinch, end() {} },
  });
  panel.box.addEventListener("dblclick", () => camera.reset());
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
