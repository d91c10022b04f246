// What a hand can do in each picture of an explorer, and how that is said.

import { listenOnAxisSlice, listenOnMap, listenOnSlopes, listenOnSurface } from "./explorer.js";
import { CAMERA_HINT } from "./hill_tools.js";
import { listenToWheel } from "./wheel.js";

/** @import { Panel } from "../draw/panel.js" */
/** @import { Shown } from "../shown.js" */
/** @import { Here } from "../state.js" */
/** @import { CameraHand } from "./camera.js" */
/** @import { Move } from "./explorer.js" */
/** @import { Zoom } from "./zoom.js" */

/** @type {Record<string, string>} */
export const HINTS = {
  map: "Arrow keys move the point, with Shift in larger steps; Home leads back to the start.",
  surface: `Arrow keys move the point along x and y, with Shift in larger steps; Home leads back to the start. ${CAMERA_HINT}`,
  slopes: "Arrow keys turn the direction, with Shift in larger steps.",
  "slice x": "Arrow keys move the point along x, with Shift in larger steps.",
  "slice y": "Arrow keys move the point along y, with Shift in larger steps.",
};
HINTS.components = HINTS.level = HINTS.map;

export const isMap = (/** @type {string} */ kind) => ["map", "components", "level"].includes(kind);

/**
 * @param {string} kind
 * @param {Panel} panel
 * @param {{ directed: boolean, shown: Shown, state: Here, zoom: Zoom, move: Move, camera: CameraHand }} hands
 */
export function listenOn(kind, panel, { directed, shown, state, zoom, move, camera }) {
  panel.box.setAttribute("role", kind in HINTS ? "application" : "img");
  if (!(kind in HINTS)) return;
  panel.box.tabIndex = 0;
  const moves = kind === "slopes" ? "angle" : "point";
  const what = kind === "surface" ? "hill" : isMap(kind) ? "map" : "graph";
  panel.box.setAttribute("aria-roledescription", `${what} with a movable ${moves}`);
  if (kind === "slopes") return listenOnSlopes(panel, state, move);
  if (kind.startsWith("slice")) return listenOnAxisSlice(panel, shown, state, zoom, move, kind === "slice x" ? "x" : "y");
  if (kind === "surface") listenOnSurface(panel, shown, state, zoom, move, camera, directed);
  else listenOnMap(panel, shown, state, zoom, move, kind !== "components");
  listenToWheel(panel, zoom);
}
