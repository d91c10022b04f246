// Controls of a board, and values in the browser: as in gradcalc/live/board/inputs.py; and of any picture, joined to it.

import { clamp } from "../numbers.js";
import { listenOnlyToHands } from "./names.js";

/** @import { Control, Limits, MovablePoint, Place } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */
/** @typedef {Record<string, any>} Values of controls, by name */
/** @typedef {Record<string, any[]>} Choices what those controls stand for that choose, by name: the browser has only words for it */
/** @typedef {Pick<Control, "get" | "has">} Read */

const SLIDER_POSITIONS = 400; // of a slider, at least
const ROUNDING = 1e-9;

/** Where a value lies on a slider: itself, or its power. @param {Read} control @param {number} value */
const placeOn = (control, value) => (control.has("base") ? Math.log(value) / Math.log(control.get("base")) : value);

/** @param {Read} control @param {number} place */
const valueOfPlace = (control, place) => (control.has("base") ? control.get("base") ** place : place);

/**
 * The number of a slider's position nearest to a value.
 * @param {Read} slider
 * @param {number} value
 */
export function positionOf(slider, value) {
  return Math.round((placeOn(slider, value) - slider.get("min")) / slider.get("step"));
}

/**
 * The value of a position, in noUiSlider's own arithmetic: see controls.py.
 * @param {Read} slider
 * @param {number} position
 */
export function valueAt(slider, position) {
  const [min, width] = [slider.get("min"), slider.get("max") - slider.get("min")];
  const percent = clamp(position * ((slider.get("step") * 100) / width), 0, 100);
  return valueOfPlace(slider, (percent * width) / 100 + min);
}

/** Whether a control has positions between which values may lie. @param {Read} control */
const isSlider = (control) => control.has("step");
/** @param {Read} control */
const isWhole = (control) => isSlider(control) && /^Int/.test(control.get("_model_name"));

/** What a control stands at. @param {Read} control @param {any[]} [choices] */
export const valueOf = (control, choices) => (choices ? choices[control.get("index")] : control.get("value"));

/** The position of a control that shows a value best. @param {Read} control @param {any} value @param {any[]} [choices] */
function positionFor(control, value, choices) {
  if (!choices) return isSlider(control) ? positionOf(control, value) : value;
  const exact = choices.indexOf(value);
  if (exact >= 0 || typeof value !== "number") return exact;
  const apart = choices.map((choice) => Math.abs(choice - value));
  return apart.indexOf(Math.min(...apart));
}

/** Whether a control can stand at a position: new limits of a slider come later than what is shown. @param {Read} control @param {any} position @param {any[]} [choices] */
const reaches = (control, position, choices) =>
  Boolean(choices) || !isSlider(control) || (position >= 0 && position <= Math.round((control.get("max") - control.get("min")) / control.get("step")));

/** The traits of a control at a position. @param {Read} control @param {any} position @param {any[]} [choices] */
function traitsAt(control, position, choices) {
  if (choices) return { index: position };
  if (!isSlider(control)) return { value: position };
  return { value: isWhole(control) ? Math.round(valueAt(control, position)) : valueAt(control, position) };
}

/** @type {WeakSet<Control>} controls that a hand ahead of the kernel moves right now: other pictures leave them there */
const showing = new WeakSet();

/** Let a control show a value, as if it came from the kernel: nothing is kept to be sent later. @param {Control} control @param {any} value @param {any[]} [choices] @param {boolean} [ahead] whether a hand moved it */
export function showOn(control, value, choices, ahead = true) {
  if (ahead) showing.add(control);
  try {
    control.set_state(traitsAt(control, positionFor(control, value, choices), choices));
  } finally {
    showing.delete(control);
  }
}

/** Let a control tell the kernel where a hand has moved it. @param {Control} control @param {object} traits */
function tellOn(control, traits) {
  showing.add(control);
  try {
    for (const [trait, value] of Object.entries(traits)) control.set(trait, value);
    control.save_changes();
  } finally {
    showing.delete(control);
  }
}

/** A step of 1, 2 or 5 times a power of ten, with which a slider has its positions: round_step in controls.py. @param {number} width */
export function roundStep(width) {
  const power = 10 ** Math.floor(Math.log10(width / SLIDER_POSITIONS));
  return power * ([5, 2].find((digit) => digit * power * SLIDER_POSITIONS <= width) ?? 1);
}

/** The traits of a slider over limits, as slider() in inputs.py makes it. @param {Limits} limits @param {number} value */
export function sliderOver([low, high], value) {
  const step = roundStep(high - low);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + ROUNDING));
  return { min: low, max: high, step, value, readout_format: `.${digits}f` };
}

/** The value of a slider whose point a hand has moved to a place. @param {Read} control @param {number} place */
export function nearestValue(control, place) {
  const value = valueOfPlace(control, clamp(place, control.get("min"), control.get("max")));
  return isWhole(control) ? Math.round(value) : value;
}

/**
 * Where a point stands that sliders move, as point_on() in inputs.py; null where none moves it.
 * @param {(string | null)[]} moves
 * @param {Record<string, Read>} controls
 * @param {Values} values
 * @param {Values} starts
 * @returns {MovablePoint}
 */
export function pointOn(moves, controls, values, starts) {
  /** @returns {any[]} @param {(control: Read, name: string) => any} read */
  const each = (read) => moves.map((name) => name && read(controls[name], name));
  return {
    at: each((control, name) => placeOn(control, values[name])),
    start: each((control, name) => placeOn(control, starts[name])),
    limits: each((control) => [control.get("min"), control.get("max")]),
    steps: each((control) => Math.max((control.get("max") - control.get("min")) / 100, isWhole(control) ? 1 : 0)),
  };
}

/** The values of the sliders whose point is moved to a place. @param {(string | null)[]} moves @param {Place} at @param {Record<string, Read>} controls */
export function valuesAt(moves, at, controls) {
  /** @type {Values} */
  const values = {};
  moves.forEach((name, i) => name && (values[name] = nearestValue(controls[name], /** @type {number} */ (at[i]))));
  return values;
}

/**
 * Join controls to a picture: they follow its state, and slide hears of what a hand does with them.
 * @param {Record<string, Control>} controls
 * @param {Choices} choices
 * @param {{ readonly now: Values, readonly ahead: boolean }} state
 * @param {Post} post
 * @param {(part: Values) => void} slide
 */
export function joinInputs(controls, choices, state, post, slide) {
  const context = {}; // by which the listeners are taken off again
  let following = false;

  /**
   * Move the controls after the picture. Those that have something on its way to the kernel must tell it again.
   * @param {boolean} [telling]
   */
  function follow(telling) {
    following = true;
    for (const [name, control] of Object.entries(controls)) {
      const [position, there] = [state.now[name], valueOf(control, choices[name])].map((value) => positionFor(control, value, choices[name]));
      if (position === there || !reaches(control, position, choices[name])) continue;
      if (telling) tellOn(control, traitsAt(control, position, choices[name]));
      else showOn(control, state.now[name], choices[name], state.ahead);
    }
    following = false;
  }

  for (const [name, control] of Object.entries(controls)) {
    listenOnlyToHands(control, post);
    const onMove = () => {
      if (following || showing.has(control)) return;
      if (control._state_lock) {
        // Moved by the kernel, whose frame the picture follows; but maybe to an earlier place of the hand.
        if (state.ahead) queueMicrotask(() => follow());
        return;
      }
      // A slider rounds what it is given, which must not move the point.
      const value = valueOf(control, choices[name]);
      if (positionFor(control, value, choices[name]) !== positionFor(control, state.now[name], choices[name])) slide({ [name]: value });
    };
    control.on(choices[name] ? "change:index" : "change:value", onMove, context);
  }
  return {
    all: Object.values(controls),
    /** Whether something of them is on its way to the kernel. */
    get telling() {
      return post.waits(...Object.values(controls));
    },
    follow,
    leave() {
      for (const control of Object.values(controls)) control.off(null, null, context);
    },
  };
}
