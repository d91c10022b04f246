// Lets an explorer show the state that a link says, with the same hands as a reader has.

import { parseFormula } from "../formula/parser.js";
import { FormulaError } from "../formula/tree.js";
import { controlModel } from "../hand/names.js";
import { linkedFunction, LINKED_GALLERY, showKinds } from "./explorer_link.js";
import { LinkError, UNREAD } from "./link.js";

/** @import { Control, Model, Window } from "../kernel.d.ts" */
/** @import { CameraHand } from "../hand/camera.js" */
/** @import { Zoom } from "../hand/zoom.js" */
/** @import { LinkedState } from "./link.js" */

const LINKED_LENGTHS_IN_ORDER = ["proportional", "equal", "compressed"]; // as in field_controls.py
const LINK_OUTSIDE = `The point of the link lies outside of the window. ${UNREAD}`;
const LINK_NEEDS_PYTHON = "The link says something that only Python can show, and there is no Python behind this page.";

/**
 * Show a state; gives the sentence that there is to say. Throws LinkError for what cannot be, before anything has moved.
 * @param {LinkedState} state
 * @param {object} hands
 * @param {Model<any>} hands.model
 * @param {Element} hands.el
 * @param {{ given: any }} hands.shown the formula on the screen
 * @param {Pick<Zoom, "window" | "able" | "hold" | "release">} hands.zoom
 * @param {(part: any) => void} hands.move
 * @param {Pick<CameraHand, "stand">} hands.camera
 */
export async function restoreLinked({ f, h, window: limits, views, camera: place, shows, ...rest }, { model, el, shown, zoom, move, camera }) {
  if (f !== undefined && !isLinkable(f)) throw new LinkError(`The formula of the link cannot be read. ${UNREAD}`);
  const now = shown.given?.tree ? linkedFunction(shown.given, model.get("functions")) : null;
  if (f !== undefined && f !== now && f !== shown.given?.name) {
    (await linkedChooser(model, "formula"))?.set("value", f); // which tells the page, as a hand does
    if (shown.given?.name !== f) return LINK_NEEDS_PYTHON;
  }
  const [x0, x1, y0, y1] = limits ?? [...zoom.window.xlim, ...zoom.window.ylim];
  /** @type {Window} */
  const wished = { xlim: [x0, x1], ylim: [y0, y1] };
  const other = JSON.stringify([wished.xlim, wished.ylim]) !== JSON.stringify([zoom.window.xlim, zoom.window.ylim]);
  if (other && !zoom.able) return LINK_NEEDS_PYTHON;
  const { x, y, angle, method, arrows, lengths } = rest;
  if ((x ?? x0) < x0 || (x ?? x0) > x1 || (y ?? y0) < y0 || (y ?? y0) > y1) throw new LinkError(LINK_OUTSIDE);
  const part = { x, y, angle, step: h, method, arrows, lengths };
  move(Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)));
  if (other) {
    zoom.hold(wished, 1, [0, 0], [0, 0]); // as two fingers do, and let go
    zoom.release();
  }
  if (method !== undefined) await chooseLinked(model, "method", (control) => ({ index: control.get("_options_labels").indexOf(method) }));
  if (arrows !== undefined) await chooseLinked(model, "arrows", () => ({ value: arrows }));
  if (lengths !== undefined) await chooseLinked(model, "lengths", () => ({ index: LINKED_LENGTHS_IN_ORDER.indexOf(lengths) }));
  if (views) showKinds(el, model.get("panels").map((/** @type {{ kind: string }} */ { kind }) => kind), views);
  if (place) camera.stand({ azimuth: place[0], elevation: place[1] });
  if (shows) {
    model.set("shows", shows);
    model.save_changes();
  }
  return "";
}

/** Whether a text is a function of the gallery or a formula. @param {string} text */
function isLinkable(text) {
  try {
    return LINKED_GALLERY.includes(text) || parseFormula(text) !== null;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return false;
  }
}

/** One of the other controls, where an explorer has it. @param {Model<any>} model @param {string} name @returns {Promise<Control | null>} */
async function linkedChooser(model, name) {
  const reference = model.get("choosers")?.[name];
  return reference ? controlModel(model, reference) : null;
}

/** Let a control show a choice. @param {Model<any>} model @param {string} name @param {(control: Control) => Record<string, any>} traits */
async function chooseLinked(model, name, traits) {
  const control = await linkedChooser(model, name);
  if (control) for (const [trait, value] of Object.entries(traits(control))) control.set(trait, value);
}
