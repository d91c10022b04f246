// The point and the direction, moved in the pictures of an explorer.

import { axesOf, padded } from "../draw/axes.js";
import { absentRoles } from "../guided.js";
import { clamp } from "../numbers.js";
import { angleOf, fromAngle, times } from "../reading/vectors.js";
import { arrowMark, clipArrow, DIRECTION_LENGTH } from "../scenes/arrows.js";
import { gapOf, middleOf } from "./fingers.js";
import { listenOnHill } from "./hill.js";
import { ARROW_KEYS, listenToKeys, stepped } from "./keys.js";
import { atOf, listenToDrags, placeOf } from "./pointer.js";

/** @import { Pair, State } from "../kernel.d.ts" */
/** @import { Panel } from "../draw/panel.js" */
/** @import { CameraHand } from "./camera.js" */
/** @import { Two } from "./fingers.js" */
/** @import { At, OnPinch } from "./pointer.js" */
/** @import { Zoom } from "./zoom.js" */
/** @import { Shown } from "../shown.js" */
/** @import { Here } from "../state.js" */
/** @typedef {(part: Partial<State>) => void} Move */

/**
 * Drag the point in a map, or the tip of the arrow u where that is drawn.
 * @param {Panel} panel
 * @param {Pick<Shown, "start">} shown
 * @param {Here} state
 * @param {Zoom} zoom
 * @param {Move} move
 * @param {boolean} directed
 */
export function listenOnMap(panel, shown, state, zoom, move, directed) {
  const seen = () => ({ ...panel.frame, ...zoom.limits });

  /** @returns {Record<string, Pair | null>} */
  function grips() {
    const axes = axesOf(seen());
    const { x, y, angle } = state.now;
    /** @type {Record<string, Pair | null>} */
    const found = { point: [axes.x(x), axes.y(y)] };
    if (!directed || absentRoles(panel.box).includes("direction")) return found;
    const { xlim, ylim } = seen();
    const length = DIRECTION_LENGTH * Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
    const arrow = clipArrow(arrowMark(x, y, times(length, fromAngle(angle)), "direction"), xlim, ylim);
    return { ...found, tip: [axes.x(x + arrow.dx), axes.y(y + arrow.dy)] };
  }

  /** @param {At} at @param {string} held */
  function drag(at, held) {
    const [x, y] = placeOf(panel, at, zoom.limits);
    if (held === "tip") {
      if (x !== state.now.x || y !== state.now.y) move({ angle: Math.round(angleOf([x - state.now.x, y - state.now.y])) % 360 });
    } else {
      const { xlim, ylim } = zoom.window;
      move({ x: clamp(x, ...xlim), y: clamp(y, ...ylim) });
    }
  }

  listenToDrags(panel, drag, { grips, pinch: pinchOn(panel, zoom) });
  listenToPointKeys(panel, shown, state, zoom, move);
}

/**
 * Two fingers zoom and pan a map: what was between them when they began stays between them.
 * @param {Panel} panel
 * @param {Zoom} zoom
 * @returns {OnPinch}
 */
function pinchOn(panel, zoom) {
  /** @type {Two | null} */
  let begun = null;
  let [window, limits] = [zoom.window, zoom.limits];
  return {
    able: () => zoom.able,
    move(from, _, to) {
      if (from !== begun) [begun, window, limits] = [from, zoom.window, zoom.limits ?? { xlim: panel.frame.xlim, ylim: panel.frame.ylim }];
      const place = (/** @type {Two} */ two) => placeOf(panel, atOf(middleOf(two)), limits);
      zoom.hold(window, gapOf(from) / Math.max(gapOf(to), 1), place(from), place(to));
    },
    end: zoom.release,
  };
}

/**
 * Arrow keys and Home move the point.
 * @param {Panel} panel
 * @param {Pick<Shown, "start">} shown
 * @param {Here} state
 * @param {Zoom} zoom
 * @param {Move} move
 */
function listenToPointKeys(panel, shown, state, zoom, move) {
  listenToKeys(panel, (key, large) => {
    const { xlim, ylim } = zoom.window;
    if (key === "Home") {
      const [x, y] = shown.start;
      return move({ x: clamp(x, ...xlim), y: clamp(y, ...ylim) });
    }
    const [dx, dy] = ARROW_KEYS[key];
    move({ x: stepped(state.now.x, dx, large, xlim), y: stepped(state.now.y, dy, large, ylim) });
  });
}

/**
 * Drag the point on the hill or on its floor, or the tip of u there; a drag elsewhere turns the camera.
 * @param {Panel} panel
 * @param {Pick<Shown, "start">} shown
 * @param {Here} state
 * @param {Zoom} zoom
 * @param {Move} move
 * @param {CameraHand} camera
 * @param {boolean} directed
 */
export function listenOnSurface(panel, shown, state, zoom, move, camera, directed) {
  listenOnHill(panel, camera, {
    point: () => [state.now.x, state.now.y],
    tip() {
      if (!directed || !panel.hill) return null;
      const [xlim, ylim] = [padded(panel.hill.window.xlim), padded(panel.hill.window.ylim)];
      const { x, y, angle } = state.now;
      const arrow = arrowMark(x, y, times(DIRECTION_LENGTH * Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]), fromAngle(angle)), "direction");
      const { dx, dy } = clipArrow(arrow, xlim, ylim);
      return [x + dx, y + dy];
    },
    toPoint([x, y]) {
      const { xlim, ylim } = zoom.window;
      move({ x: clamp(x, ...xlim), y: clamp(y, ...ylim) });
    },
    toAngle: (degrees) => move({ angle: Math.round(degrees) % 360 }),
    by: (factor) => zoom.by(factor),
  });
  listenToPointKeys(panel, shown, state, zoom, move);
}

/**
 * Turn the direction in the graph of the slopes.
 * @param {Panel} panel
 * @param {Here} state
 * @param {Move} move
 */
export function listenOnSlopes(panel, state, move) {
  listenToDrags(panel, (at) => move({ angle: Math.round(clamp(placeOf(panel, at)[0], 0, 360)) }), { way: "x" });
  listenToKeys(panel, (key, large) => {
    const [dx, dy] = key === "Home" ? [0, 0] : ARROW_KEYS[key];
    const angle = key === "Home" ? 0 : state.now.angle + (dx + dy) * (large ? 15 : 1);
    move({ angle: ((angle % 360) + 360) % 360 });
  });
}

/**
 * Move the point along one axis in the slice along it.
 * @param {Panel} panel
 * @param {Pick<Shown, "start">} shown
 * @param {Here} state
 * @param {Zoom} zoom
 * @param {Move} move
 * @param {"x" | "y"} axis
 */
export function listenOnAxisSlice(panel, shown, state, zoom, move, axis) {
  const limits = () => zoom.window[/** @type {const} */ (`${axis}lim`)];
  const to = (/** @type {number} */ value) => move({ [axis]: clamp(value, ...limits()) });
  listenToDrags(panel, (at) => to(placeOf(panel, at)[0]), { way: "x" });
  listenToKeys(panel, (key, large) => {
    if (key === "Home") return to(shown.start[axis === "x" ? 0 : 1]);
    const [dx, dy] = ARROW_KEYS[key];
    to(stepped(state.now[axis], dx + dy, large, limits()));
  });
}
