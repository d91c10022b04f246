// The link to what a board shows, by the names of its controls, and a board that shows what a link says.

import { clamp } from "../numbers.js";
import { NOT_HERE } from "./explorer_link.js";
import { joinLink, LinkError, ofLink, readLinkedNumber, readLinkedWhole, splitLink } from "./link.js";
import { isNamed, ownNames, placeOnSite } from "./place.js";

/** @import { BoardTraits, Camera, Control, Model } from "../kernel.d.ts" */
/** @typedef {Pick<Control, "get" | "has">} ReadControl */
/** @typedef {{ index: number } | { value: number | boolean }} Setting the trait of a control that says where it stands */

/**
 * The link to what a board shows, or why there is none.
 * @param {Model<BoardTraits>} model
 * @param {Element} el
 * @param {ReadControl[]} controls
 * @param {Camera | null} camera where there is a hill
 * @returns {{ link: string } | { reason: string }}
 */
export function linkOfBoard(model, el, controls, camera) {
  const place = placeOnSite(el, window.location, model.get("site"), model.get("home"));
  if (typeof place === "string") return { reason: place };
  /** @type {[string, string | number | number[]][]} */
  const parts = model.get("names").map((name, i) => [name, textOfControl(controls[i])]);
  if (camera) parts.push(["camera", [camera.azimuth, camera.elevation]]);
  return { link: place.page + joinLink(place.picture, parts) };
}

/**
 * The end of that link on a page, for the same board with Python; "" elsewhere.
 * @param {Model<BoardTraits>} model
 * @param {Element} el
 * @param {ReadControl[]} controls
 * @param {Camera | null} camera
 */
export function onwardLinkOfBoard(model, el, controls, camera) {
  const found = ownNames(el) ? linkOfBoard(model, el, controls, camera) : { reason: "" };
  return "link" in found ? new URL(found.link).hash : "";
}

/** @param {ReadControl} control @returns {string | number} */
export function textOfControl(control) {
  if (control.has("index")) return control.get("_options_labels")[control.get("index")];
  return Number(Number(control.get("value")).toPrecision(12)); // a slider's positions are counted in rounded numbers
}

/**
 * Where a control stands by a text of a link: a slider over numbers at the nearest of them. A page may have less of a
 * slider than the board that the link is from, by one step. Throws RangeError.
 * @param {ReadControl} control
 * @param {string} text
 * @returns {Setting}
 */
export function settingOfControl(control, text) {
  if (control.has("index")) return { index: indexOfLabel(control.get("_options_labels"), text) };
  if (typeof control.get("value") === "boolean") return { value: readLinkedWhole(text, 0, 1) === 1 };
  const [min, max, step] = ["min", "max", "step"].map((name) => control.get(name));
  const valueOf = (/** @type {number} */ place) => (control.has("base") ? control.get("base") ** place : place);
  const value = readLinkedNumber(text, valueOf(min - step), valueOf(max + step));
  if (Number.isInteger(control.get("value")) && /^Int/.test(control.get("_model_name"))) readLinkedWhole(text, -Infinity, Infinity);
  return { value: clamp(value, valueOf(min), valueOf(max)) };
}

/** @param {string[]} labels @param {string} text */
function indexOfLabel(labels, text) {
  if (labels.includes(text)) return labels.indexOf(text);
  const numbers = labels.map(Number);
  const wanted = numbers.some(Number.isNaN) ? NaN : readLinkedNumber(text, Math.min(...numbers), Math.max(...numbers));
  if (Number.isNaN(wanted)) throw new RangeError();
  const apart = numbers.map((number) => Math.abs(number - wanted));
  return apart.indexOf(Math.min(...apart));
}

/**
 * Let a board show what a link says. Controls are set in their order, because one may set the limits of those that
 * follow; where one does not fit, all go back. A board that is replayed has positions of all of them together.
 * Throws LinkError.
 * @param {Model<BoardTraits>} model
 * @param {Element} el
 * @param {Control[]} controls
 * @param {string} link
 * @param {{ turn(camera: Camera): void, replayed: { toward(settings: (Setting | null)[]): string } | null }} hands
 * @returns {string} the sentence that there is to say
 */
export function followBoardLink(model, el, controls, link, { turn, replayed }) {
  const { picture, parts } = splitLink(link);
  if (!isNamed(el, picture)) throw new LinkError(NOT_HERE);
  const [azimuth, elevation = ""] = (parts.get("camera") ?? "").split(",");
  const camera = azimuth && ofLink("camera", () => ({ azimuth: readLinkedNumber(azimuth), elevation: readLinkedNumber(elevation, 0, 90) }));
  const before = controls.map((control) => (control.has("index") ? { index: control.get("index") } : { value: control.get("value") }));
  let said = "";
  try {
    const settings = model.get("names").map((name, i) => {
      const text = parts.get(name);
      const setting = text === undefined ? null : ofLink(name, () => settingOfControl(controls[i], text));
      if (setting && !replayed) setControl(controls[i], setting);
      return setting;
    });
    if (replayed) said = replayed.toward(settings);
  } catch (error) {
    if (!replayed) controls.forEach((control, i) => setControl(control, before[i]));
    throw error;
  }
  if (camera) turn(camera);
  return said;
}

/** @param {Control} control @param {Setting} setting */
function setControl(control, setting) {
  for (const [trait, value] of Object.entries(setting)) control.set(trait, value);
}
