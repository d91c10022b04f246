// The state of a picture as the end of a link, which no server sees: the same as live/explorer/link.py, which explains it.

import { FIELD_LENGTHS } from "../computing/field.js";

const LONGEST_LINK = 20_000; // signs of a whole link
const LONGEST_LINKED_TEXT = 1_000; // of a formula
const LINKED_NAME = /^(?:[a-z][a-z_]{0,29}|[1-9][0-9]{0,2})$/;
const LINKED_NUMBER = /^[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?$/;
const LINK_NO_LETTER = /[\0-\x1f\x7f\ud800-\udfff]/u; // eslint-disable-line no-control-regex
export const UNREAD = "The link cannot be read, so the picture stands as it does without one.";
const LINKED_METHODS = ["central", "forward", "backward", "five-point", "complex"];
const LINKED_VIEWS = ["map", "level", "components", "slopes", "slice", "slice x", "slice y", "surface"];
const LINKED_LAYERS = ["cut", "slices", "plane", "level", "rises"];

/**
 * What a link says of an explorer, as far as it says it.
 * @typedef {object} LinkedState
 * @property {string} [f] a name of the gallery, or a formula
 * @property {number} [x]
 * @property {number} [y]
 * @property {number} [angle] degrees
 * @property {number} [h] the step size
 * @property {string} [method]
 * @property {number[]} [window] x0, x1, y0, y1
 * @property {string[]} [views]
 * @property {number[]} [camera] azimuth and elevation, degrees
 * @property {string[]} [shows]
 * @property {number} [arrows]
 * @property {string} [lengths]
 */

/** What is wrong with a link, in a sentence for its reader. */
export class LinkError extends Error {}

/** The parts of a link in their order, with how their text is read. @type {Record<keyof LinkedState, (text: string) => any>} */
const LINK_FIELDS = {
  f: (text) => fitsLink(text, text.length > 0 && [...text].length <= LONGEST_LINKED_TEXT),
  x: (text) => readLinkedNumber(text),
  y: (text) => readLinkedNumber(text),
  angle: (text) => readLinkedNumber(text),
  h: (text) => readLinkedNumber(text, 1e-16, 1),
  method: (text) => fitsLink(text, LINKED_METHODS.includes(text)),
  window(text) {
    const [x0, x1, y0, y1] = linkedNumbers(text, 4);
    return fitsLink([x0, x1, y0, y1], x0 < x1 && y0 < y1);
  },
  views: (text) => linkedNames(text, LINKED_VIEWS, 1),
  camera(text) {
    const [azimuth, elevation] = linkedNumbers(text, 2);
    return fitsLink([azimuth, elevation], elevation >= 0 && elevation <= 90);
  },
  shows: (text) => linkedNames(text, LINKED_LAYERS, 0),
  arrows: (text) => readLinkedWhole(text, 3, 40),
  lengths: (text) => fitsLink(text, FIELD_LENGTHS.includes(text)),
};

/**
 * The end of a link to a picture, from "#" on: its number on its page, or its name, and what it shows.
 * @param {string} picture
 * @param {LinkedState} state
 */
export function writeLink(picture, state) {
  const said = /** @type {[keyof LinkedState, any][]} */ (Object.entries(state));
  const order = Object.keys(LINK_FIELDS);
  const known = said.filter(([name, value]) => order.includes(name) && value !== undefined);
  return joinLink(picture, known.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)));
}

/**
 * The same, of parts with any names, in the order in which they are given.
 * @param {string} picture
 * @param {[string, string | number | (string | number)[]][]} parts
 */
export function joinLink(picture, parts) {
  return [`#gradcalc=${picture}`, ...parts.map(([name, value]) => `${name}=${writtenInLink(value)}`)].join("&");
}

/**
 * The picture that a link is to, and the state that it says. Throws LinkError, and nothing else.
 * @param {string} link
 * @returns {{ picture: string, state: LinkedState }}
 */
export function readLink(link) {
  const { picture, parts } = splitLink(link);
  /** @type {Record<string, any>} */
  const state = {};
  for (const [name, read] of Object.entries(LINK_FIELDS)) {
    const text = parts.get(name);
    if (text !== undefined) state[name] = ofLink(name, () => read(text));
  }
  for (const [name, low, high] of /** @type {const} */ ([["x", 0, 1], ["y", 2, 3]])) {
    if (!(name in state && "window" in state)) continue;
    const inside = state.window[low] <= state[name] && state[name] <= state.window[high];
    if (!inside) throw new LinkError(`The link has a point outside of its window (${name}). ${UNREAD}`);
  }
  return { picture, state };
}

/** The picture that a link is to, and the texts of its parts by name, whatever they mean. Throws LinkError. @param {string} link */
export function splitLink(link) {
  if ([...link].length > LONGEST_LINK) throw new LinkError(`The link is too long. ${UNREAD}`);
  const start = link.indexOf("#gradcalc=");
  const [picture, ...rest] = start < 0 ? [""] : link.slice(start + "#gradcalc=".length).split("&");
  if (!LINKED_NAME.test(picture)) throw new LinkError(`The link names no picture. ${UNREAD}`);
  /** @type {Map<string, string>} */
  const parts = new Map();
  for (const part of rest.filter(Boolean)) {
    const at = part.indexOf("=");
    const [name, value] = at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    if (parts.has(name)) throw new LinkError(`The link says something twice. ${UNREAD}`);
    let text = null;
    try {
      text = decodeURIComponent(value);
    } catch {
      // a percent sign that belongs to no letter
    }
    if (text === null || LINK_NO_LETTER.test(text)) throw new LinkError(`The link is damaged. ${UNREAD}`);
    parts.set(name, text);
  }
  return { picture, parts };
}

/** What a reader of one part gives, or a sentence that names the part. @template Value @param {string} name @param {() => Value} read @returns {Value} */
export function ofLink(name, read) {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LinkError(`The link says something about “${name}” that does not fit. ${UNREAD}`, { cause: error });
  }
}

/** A number as links have it: the shortest that is read as the same double, without "+". @param {number} value */
function linkedNumberText(value) {
  const size = Math.abs(value);
  if (size && !(size >= 1e-4 && size < 1e15)) return value.toExponential().replace("e+", "e");
  return String(value + 0);
}

/** @param {string | number | (string | number)[]} value @returns {string} */
function writtenInLink(value) {
  if (Array.isArray(value)) return value.map(writtenInLink).join(",");
  if (typeof value === "number") return linkedNumberText(value);
  return encodeURIComponent(value).replace(/%2B/g, "+").replace(/%2C/g, ",").replace(/%2F/g, "/");
}

/** @template Value @param {Value} value @param {boolean} well @returns {Value} */
function fitsLink(value, well) {
  if (!well) throw new RangeError();
  return value;
}

/** A finite number between limits. Throws RangeError. @param {string} text */
export function readLinkedNumber(text, low = -Infinity, high = Infinity) {
  const value = LINKED_NUMBER.test(text) ? Number(text) : NaN;
  return fitsLink(value + 0, Number.isFinite(value) && value >= low && value <= high);
}

/** A whole number between limits. Throws RangeError. @param {string} text @param {number} low @param {number} high */
export function readLinkedWhole(text, low, high) {
  const value = readLinkedNumber(text, low, high);
  return fitsLink(value, Number.isInteger(value));
}

/** @param {string} text @param {number} count */
function linkedNumbers(text, count) {
  const values = text.split(",").map((part) => readLinkedNumber(part));
  return fitsLink(values, values.length === count);
}

/** @param {string} text @param {string[]} known @param {number} least */
function linkedNames(text, known, least) {
  const names = text ? text.split(",") : [];
  return fitsLink(names, names.every((name) => known.includes(name)) && new Set(names).size === names.length && names.length >= least);
}
