// Lets an explorer show the state that a link says, with the same hands as a reader has.

import { parseFormula } from "../formula/parser.js";
import { FormulaError } from "../formula/tree.js";
import { linkedFunction, LINKED_GALLERY, showKinds } from "./explorer_link.js";
import { LinkError, UNREAD } from "./link.js";

/** @import { Model, State, Window } from "../kernel.d.ts" */
/** @import { CameraHand } from "../hand/camera.js" */
/** @import { Move } from "../hand/explorer.js" */
/** @import { Zoom } from "../hand/zoom.js" */
/** @import { Shown } from "../shown.js" */
/** @import { LinkedState } from "./link.js" */

const OUTSIDE = `The point of the link lies outside of the window. ${UNREAD}`;
const LINK_NEEDS_PYTHON = "The link says something that only Python can show, and there is no Python behind this page.";

/**
 * Show a state; gives the sentence that there is to say. Throws LinkError for what cannot be.
 * @param {LinkedState} state
 * @param {object} hands
 * @param {Model<any>} hands.model
 * @param {Element} hands.el
 * @param {Pick<Shown, "given">} hands.shown
 * @param {Pick<Zoom, "window" | "able" | "to">} hands.zoom
 * @param {(text: string) => void} hands.pick a function, by its name or its formula
 * @param {(part: Partial<State>) => void} hands.set how slopes are found and drawn
 * @param {Move} hands.move
 * @param {Pick<CameraHand, "stand">} hands.camera
 */
export function restoreLinked({ f, h: step, window: limits, views, camera: place, shows, ...rest }, { model, el, shown, zoom, pick, set, move, camera }) {
  if (f !== undefined && !isReadable(f)) throw new LinkError(`The formula of the link cannot be read. ${UNREAD}`);
  const now = shown.given && linkedFunction(shown.given, model.get("functions"));
  if (f !== undefined && f !== now) pick(f);
  const [x0, x1, y0, y1] = limits ?? [...zoom.window.xlim, ...zoom.window.ylim];
  const { x, y, angle, method, arrows, lengths } = rest;
  if ((x ?? x0) < x0 || (x ?? x0) > x1 || (y ?? y0) < y0 || (y ?? y0) > y1) throw new LinkError(OUTSIDE);
  /** @type {Window} */
  const wished = { xlim: [x0, x1], ylim: [y0, y1] };
  const other = JSON.stringify(wished) !== JSON.stringify({ xlim: zoom.window.xlim, ylim: zoom.window.ylim });
  if (other && !zoom.able) return LINK_NEEDS_PYTHON;
  if (other && !zoom.to(wished)) return ""; // which has been said
  set(said({ step, method, arrows, lengths }));
  move(said({ x, y, angle }));
  if (views) showKinds(el, model.get("panels").map((/** @type {{ kind: string }} */ { kind }) => kind), views);
  if (place) camera.stand({ azimuth: place[0], elevation: place[1] });
  if (shows) {
    model.set("shows", shows);
    model.save_changes();
  }
  return "";
}

/** What a link says, without what it does not. @param {Record<string, unknown>} parts */
const said = (parts) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));

/** Whether a text is a function of the gallery or a formula. @param {string} text */
function isReadable(text) {
  try {
    return LINKED_GALLERY.includes(text) || parseFormula(text) !== null;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return false;
  }
}
