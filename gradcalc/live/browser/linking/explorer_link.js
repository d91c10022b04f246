// The link to what an explorer shows, and an explorer that shows what a link says.

import { formulaText } from "../formula/writing.js";
import { readLink, writeLink, LinkError } from "./link.js";
import { isNamed, ownNames, placeOnSite } from "./place.js";

/** @import { Model, Window } from "../kernel.d.ts" */
/** @import { LinkedState } from "./link.js" */

export const LINKED_GALLERY = ["bowl", "elliptic bowl", "tilted plane", "saddle", "monkey saddle", "Rosenbrock", "Himmelblau", "two hills", "ripple", "ridge", "kinks", "not differentiable"];
export const IN_PYTHON = "A function written in Python cannot stand in a link: only formulas and the gallery's functions can.";
const TOO_LONG_FOR_A_LINK = "This formula is too long for a link: it may have 1,000 signs.";
export const NOT_HERE = "The picture of this link is not on this page.";
const HOME = "explorer#1"; // a page with every picture, of which a link says which are shown

/**
 * What an explorer shows: all that a link says of it.
 * @typedef {object} Showing
 * @property {{ name?: string, tree?: any }} given the formula, empty for what only Python computes
 * @property {{ x: number, y: number, angle: number, step: number, method: string, arrows: number, lengths: string }} state
 * @property {Window} window
 * @property {{ azimuth: number, elevation: number }} camera
 */

/**
 * The name of a gallery's function, where that is what it is, or else the formula.
 * @param {Showing["given"]} given
 * @param {Record<string, { tree?: any }>} known functions by name
 */
export function linkedFunction({ name = "", tree }, known) {
  const gallery = LINKED_GALLERY.includes(name) && JSON.stringify(known[name]?.tree) === JSON.stringify(tree);
  return gallery ? name : formulaText(tree);
}

/**
 * The state of a link to what is shown: each picture adds what it depends on.
 * @param {Showing} showing
 * @param {{ functions: Record<string, { tree?: any }>, kinds: string[], directed: boolean, shows: string[] }} known
 * @returns {LinkedState}
 */
export function linkedState({ given, state, window, camera }, { functions, kinds, directed, shows }) {
  return {
    f: linkedFunction(given, functions),
    x: state.x,
    y: state.y,
    ...(directed ? { angle: state.angle } : {}),
    h: state.step,
    method: state.method,
    window: [...window.xlim, ...window.ylim],
    views: kinds,
    ...(kinds.includes("surface") ? { camera: [camera.azimuth, camera.elevation], shows } : {}),
    ...(kinds.includes("map") ? { arrows: state.arrows, lengths: state.lengths } : {}),
  };
}

/**
 * The link to what an explorer shows, or why there is none.
 * @param {Model<any>} model
 * @param {Element} el
 * @param {() => Showing} showing
 */
export function linkOf(model, el, showing) {
  const present = showing();
  if (!present.given.tree) return { reason: IN_PYTHON };
  const place = placeOnSite(el, window.location, model.get("site"), HOME);
  if (typeof place === "string") return { reason: place };
  const kinds = shownKinds(el, model.get("panels").map((/** @type {{ kind: string }} */ { kind }) => kind));
  const state = linkedState(present, { functions: model.get("functions"), kinds, directed: model.get("directed"), shows: model.get("shows") });
  if ((state.f ?? "").length > 1000) return { reason: TOO_LONG_FOR_A_LINK };
  return { link: place.page + writeLink(place.picture, state) };
}

/**
 * The end of a link to the same picture with Python, where the function is known: it needs no name, nor a window. "" where
 * the page has no lesson to lead to.
 * @param {Model<any>} model
 * @param {Element} el
 * @param {() => Showing} showing
 */
export function onwardLink(model, el, showing) {
  const [place, { state, camera }] = [ownNames(el), showing()];
  const hill = model.get("panels").some((/** @type {{ kind: string }} */ { kind }) => kind === "surface");
  const seen = hill ? { camera: [camera.azimuth, camera.elevation], shows: model.get("shows") } : {};
  return place ? writeLink(place.number, { x: state.x, y: state.y, angle: state.angle, ...seen }) : "";
}

const boxOfKind = (/** @type {Element} */ el, /** @type {string} */ kind) => /** @type {HTMLElement | null} */ (el.closest(".gradcalc-view")?.querySelector(`.gradcalc-${kind.replace(" ", "-")}`));

/** The pictures that no link has hidden. @param {Element} el @param {string[]} kinds */
function shownKinds(el, kinds) {
  return kinds.filter((kind) => !boxOfKind(el, kind)?.hidden);
}

/** Show some of the pictures; those that are not there are not missed. @param {Element} el @param {string[]} kinds @param {string[]} wanted */
export function showKinds(el, kinds, wanted) {
  if (!kinds.some((kind) => wanted.includes(kind))) return;
  for (const kind of kinds) {
    const box = boxOfKind(el, kind);
    if (box) box.hidden = !wanted.includes(kind);
  }
}

/**
 * What a link says of an explorer that stands at el. Throws LinkError.
 * @param {Element} el
 * @param {string} link
 */
export function linkedStateFor(el, link) {
  const { picture, state } = readLink(link);
  if (!isNamed(el, picture)) throw new LinkError(NOT_HERE);
  return state;
}
