// Lets an explorer show the state that a link says, as far as its page can.

import { showKinds } from "./explorer_link.js";

/** @import { Model } from "../kernel.d.ts" */
/** @import { CameraHand } from "../hand/camera.js" */
/** @import { Move } from "../hand/explorer.js" */
/** @import { Zoom } from "../hand/zoom.js" */
/** @import { LinkedState } from "./link.js" */

/**
 * Point, direction, camera, and what is shown; gives a sentence where a link says what this page cannot show.
 * @param {{ model: Model<any>, el: Element, zoom: Pick<Zoom, "window">, move: Move, camera: Pick<CameraHand, "stand"> }} hands
 * @returns {(state: LinkedState) => string}
 */
export function createRestore({ model, el, zoom, move, camera }) {
  return ({ f, x, y, angle, window = [], views, camera: place, shows }) => {
    const { xlim, ylim } = zoom.window;
    const other = (f !== undefined && f !== model.get("given").name) || [...xlim, ...ylim].some((limit, i) => (window[i] ?? limit) !== limit);
    const inside = (x ?? xlim[0]) >= xlim[0] && (x ?? xlim[0]) <= xlim[1] && (y ?? ylim[0]) >= ylim[0] && (y ?? ylim[0]) <= ylim[1];
    if (other || !inside) return "This page shows this function in this window alone: what the link says needs Python.";
    move(Object.fromEntries(Object.entries({ x, y, angle }).filter(([, value]) => value !== undefined)));
    if (views) showKinds(el, model.get("panels").map((/** @type {{ kind: string }} */ { kind }) => kind), views);
    if (place) camera.stand({ azimuth: place[0], elevation: place[1] });
    if (shows) {
      model.set("shows", shows);
      model.save_changes();
    }
    return "";
  };
}
