// Lets an explorer show the state that a link says, as far as its page can.

import { linkedFunction, showKinds } from "./explorer_link.js";

/** @import { Model, State } from "../kernel.d.ts" */
/** @import { CameraHand } from "../hand/camera.js" */
/** @import { Move } from "../hand/explorer.js" */
/** @import { Zoom } from "../hand/zoom.js" */
/** @import { Shown } from "../shown.js" */
/** @import { LinkedState } from "./link.js" */

const NO_SUCH_PLACE = "The link says a place that this picture does not show, so the picture stands as it does without one.";

/**
 * All that a link says; gives a sentence where the picture cannot show it.
 * @param {object} hands
 * @param {Model<any>} hands.model
 * @param {Element} hands.el
 * @param {Pick<Shown, "given">} hands.shown
 * @param {Pick<Zoom, "window" | "to">} hands.zoom
 * @param {(text: string) => string} hands.pick a function, by its name or its formula
 * @param {(part: Partial<State>) => void} hands.set how slopes are found and drawn
 * @param {Move} hands.move
 * @param {Pick<CameraHand, "stand">} hands.camera
 * @returns {(state: LinkedState) => string}
 */
export function createRestore({ model, el, shown, zoom, pick, set, move, camera }) {
  const known = (/** @type {Record<string, unknown>} */ part) => Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
  return ({ f, x, y, angle, h: step, method, window, arrows, lengths, views, camera: place, shows }) => {
    const other = f !== undefined && (!shown.given || linkedFunction(shown.given, model.get("functions")) !== f);
    const why = other ? pick(f) : "";
    if (why) return why;
    if (window && !zoom.to({ xlim: [window[0], window[1]], ylim: [window[2], window[3]] })) return NO_SUCH_PLACE;
    const { xlim, ylim } = zoom.window;
    const inside = (x ?? xlim[0]) >= xlim[0] && (x ?? xlim[0]) <= xlim[1] && (y ?? ylim[0]) >= ylim[0] && (y ?? ylim[0]) <= ylim[1];
    if (!inside) return NO_SUCH_PLACE;
    set(known({ step, method, arrows, lengths }));
    move(known({ x, y, angle }));
    if (views) showKinds(el, model.get("panels").map((/** @type {{ kind: string }} */ { kind }) => kind), views);
    if (place) camera.stand({ azimuth: place[0], elevation: place[1] });
    if (shows) {
      model.set("shows", shows);
      model.save_changes();
    }
    return "";
  };
}
