// The point and the direction, moved in the pictures of an explorer.

import { axesOf, padded } from "../draw/axes.js";
import { clamp } from "../numbers.js";
import { angleOf, fromAngle, times } from "../reading/vectors.js";
import { arrowMark, clipArrow, DIRECTION_LENGTH } from "../scenes/arrows.js";
import { listenOnHill } from "./hill.js";
import { ARROW_KEYS, listenToKeys, stepped } from "./keys.js";
import { listenToDrags, placeOf } from "./pointer.js";

/** @import { Model, State, ViewTraits } from "../kernel.d.ts" */
/** @import { Axes } from "../draw/axes.js" */
/** @import { Panel } from "../draw/panel.js" */
/** @import { CameraHand } from "./camera.js" */
/** @import { Zoom } from "./zoom.js" */
/** @import { Here } from "../state.js" */
/** @typedef {(part: Partial<State>) => void} Move */

/** @type {Record<string, number>} */
const GRIP = { mouse: 12, pen: 16, touch: 26 }; // pixels around the tip of u in which it can be grasped

/**
 * Drag the point in a map, or the tip of the arrow u where that is drawn.
 * @param {Panel} panel
 * @param {Model<ViewTraits>} model
 * @param {Here} state
 * @param {Zoom} zoom
 * @param {Move} move
 * @param {boolean} directed
 */
export function listenOnMap(panel, model, state, zoom, move, directed) {
  /** @type {"tip" | "point"} */
  let grasped = "point";
  const seen = () => ({ ...panel.frame, ...zoom.limits });

  function tipAt(/** @type {Axes} */ axes) {
    const { xlim, ylim } = seen();
    const length = DIRECTION_LENGTH * Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
    const { x, y, angle } = state.now;
    const arrow = clipArrow(arrowMark(x, y, times(length, fromAngle(angle)), "direction"), xlim, ylim);
    return [axes.x(x + arrow.dx), axes.y(y + arrow.dy)];
  }

  function isOnTip(/** @type {PointerEvent} */ event) {
    if (!directed) return false;
    const axes = axesOf(seen());
    const [px, py] = panel.place(event);
    const [tipX, tipY] = tipAt(axes);
    const toTip = Math.hypot(px - tipX, py - tipY);
    const toPoint = Math.hypot(px - axes.x(state.now.x), py - axes.y(state.now.y));
    return toTip <= (GRIP[event.pointerType] ?? GRIP.mouse) && toTip < toPoint;
  }

  function drag(/** @type {PointerEvent} */ event) {
    const [x, y] = placeOf(panel, event, zoom.limits);
    if (grasped === "tip") {
      if (x !== state.now.x || y !== state.now.y) move({ angle: Math.round(angleOf([x - state.now.x, y - state.now.y])) % 360 });
    } else {
      const { xlim, ylim } = zoom.window;
      move({ x: clamp(x, ...xlim), y: clamp(y, ...ylim) });
    }
  }

  listenToDrags(panel, drag, {
    press(event) {
      grasped = isOnTip(event) ? "tip" : "point";
      if (grasped === "point") drag(event);
    },
    hover: (event) => (panel.box.style.cursor = isOnTip(event) ? "grab" : ""),
  });

  listenToPointKeys(panel, model, state, zoom, move);
}

/**
 * Arrow keys and Home move the point.
 * @param {Panel} panel
 * @param {Model<ViewTraits>} model
 * @param {Here} state
 * @param {Zoom} zoom
 * @param {Move} move
 */
function listenToPointKeys(panel, model, state, zoom, move) {
  listenToKeys(panel, (key, large) => {
    const { xlim, ylim } = zoom.window;
    if (key === "Home") {
      const [x, y] = model.get("start");
      return move({ x: clamp(x, ...xlim), y: clamp(y, ...ylim) });
    }
    const [dx, dy] = ARROW_KEYS[key];
    move({ x: stepped(state.now.x, dx, large, xlim), y: stepped(state.now.y, dy, large, ylim) });
  });
}

/**
 * Drag the point on the hill or on its floor, or the tip of u there; a drag elsewhere turns the camera.
 * @param {Panel} panel
 * @param {Model<ViewTraits>} model
 * @param {Here} state
 * @param {Zoom} zoom
 * @param {Move} move
 * @param {CameraHand} camera
 * @param {boolean} directed
 */
export function listenOnSurface(panel, model, state, zoom, move, camera, directed) {
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
  listenToPointKeys(panel, model, state, zoom, move);
}

/**
 * Turn the direction in the graph of the slopes.
 * @param {Panel} panel
 * @param {Here} state
 * @param {Move} move
 */
export function listenOnSlopes(panel, state, move) {
  listenToDrags(panel, (event) => move({ angle: Math.round(clamp(placeOf(panel, event)[0], 0, 360)) }));
  listenToKeys(panel, (key, large) => {
    const [dx, dy] = key === "Home" ? [0, 0] : ARROW_KEYS[key];
    const angle = key === "Home" ? 0 : state.now.angle + (dx + dy) * (large ? 15 : 1);
    move({ angle: ((angle % 360) + 360) % 360 });
  });
}

/**
 * Move the point along one axis in the slice along it.
 * @param {Panel} panel
 * @param {Model<ViewTraits>} model
 * @param {Here} state
 * @param {Move} move
 * @param {"x" | "y"} axis
 */
export function listenOnAxisSlice(panel, model, state, move, axis) {
  const limits = () => model.get("window")[/** @type {const} */ (`${axis}lim`)];
  const to = (/** @type {number} */ value) => move({ [axis]: clamp(value, ...limits()) });
  listenToDrags(panel, (event) => to(placeOf(panel, event)[0]));
  listenToKeys(panel, (key, large) => {
    if (key === "Home") return to(model.get("start")[axis === "x" ? 0 : 1]);
    const [dx, dy] = ARROW_KEYS[key];
    to(stepped(state.now[axis], dx + dy, large, limits()));
  });
}
