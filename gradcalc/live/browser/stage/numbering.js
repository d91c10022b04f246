// Which numbers stand along an axis and how they are written: Matplotlib's AutoLocator and its ScalarFormatter as
// gradcalc/pictures/frames.py sets it, and the labels of graphs as in panels.py and live/board/board_pictures.py.

import { general } from "../draw/text.js";
import { clamp, roundedEven } from "../numbers.js";
import { AXIS_STEPS, decadeOf, niceTicks, powerOfTen } from "./ticks.js";

/** @import { Limits } from "../kernel.d.ts" */
/** @typedef {{ places: number[], texts: string[], from: string }} Numbering from is what all are counted from, if not 0, and in which unit */

export const TICK_SIZE = 12.5; // pixels: the 9 points of frames.py
const NUMBER_SPACE = { x: 3, y: 2 }; // how many letters high a number is taken to be, along each axis
const NEAR_AXIS_END = 1e-10; // of an axis: a number as little beyond its end is drawn
const PLAIN_DECADES = { above: -5, below: 6 }; // decades that are written without a power of ten

const withMinus = (/** @type {string} */ text) => text.replaceAll("-", "−");

/** How many numbers find room along an axis, less one. @param {"x" | "y"} name @param {number} pixels */
const roomAlong = (name, pixels) => clamp(Math.floor(pixels / (TICK_SIZE * NUMBER_SPACE[name]) + 1e-6), 1, 9);

/** Which of places lie on an axis. @param {number[]} places @param {Limits} limits */
function placesOnAxis(places, [low, high]) {
  const slack = (high - low) * NEAR_AXIS_END;
  return places.filter((place) => place >= low - slack && place <= high + slack);
}

/**
 * Along the axis of a map, or below a graph.
 * @returns {Numbering}
 * @param {"x" | "y"} name @param {Limits} limits @param {number} pixels of the axis
 */
export function plainNumbering(name, limits, pixels) {
  return writtenPlaces(niceTicks(...limits, roomAlong(name, pixels), AXIS_STEPS), limits);
}

/** Beside a graph. @returns {Numbering} @param {Limits} limits @param {number} pixels */
export function heightNumbering(limits, pixels) {
  const places = placesOnAxis(niceTicks(...limits, roomAlong("y", pixels), AXIS_STEPS), limits);
  return { places, texts: places.map((place) => withMinus(general(place, 6))), from: "" };
}

/** Degrees of a full turn. @returns {Numbering} @param {Limits} limits */
export const turnNumbering = (limits) => writtenPlaces(Array.from({ length: 9 }, (_, i) => 45 * i), limits);

/** Along an axis of powers of ten: what is behind ^ is to be raised. @returns {Numbering} @param {Limits} limits */
export function powerNumbering(limits) {
  const places = placesOnAxis(niceTicks(...limits, 5, undefined, true), limits);
  return { places, texts: places.map((place) => `10^${withMinus(String(roundedEven(place)))}`), from: "" };
}

/**
 * Numbers with as many decimals as all of them need. Far from zero they are counted from a round number.
 * @returns {Numbering}
 * @param {number[]} ticks some of which may lie off the axis
 * @param {Limits} limits
 */
function writtenPlaces(ticks, limits) {
  const start = countedFrom(limits);
  const places = placesOnAxis(ticks, limits);
  const decade = decadeOfPlaces(places, limits, start);
  const unit = powerOfTen(decade);
  const decimals = decimalsOfPlaces(ticks.map((tick) => (tick - start) / unit));
  const texts = places.map((place) => {
    const shown = (place - start) / unit;
    return withMinus((Math.abs(shown) < 1e-8 ? 0 : shown).toFixed(decimals));
  });
  const from = (decade ? `1e${decade}` : "") + (start ? (start > 0 ? "+" : "") + startText(start) : "");
  return { places, texts, from: withMinus(from) };
}

/** The round number that numbers are counted from. @param {Limits} limits */
function countedFrom([low, high]) {
  const [width, far] = [high - low, Math.max(Math.abs(low), Math.abs(high))];
  if (far < Math.max(1e6, 1e4 * width)) return 0;
  const decade = decadeOf(width);
  const unit = powerOfTen(powerOfTen(decade) < width ? decade + 1 : decade);
  return roundedEven((low + high) / 2 / unit) * unit;
}

/** The decade in which numbers are written, 0 where they are plain. @param {number[]} places @param {Limits} limits @param {number} start */
function decadeOfPlaces(places, [low, high], start) {
  const largest = Math.max(0, ...places.filter((place) => place >= low && place <= high).map(Math.abs));
  const decade = start ? decadeOf(high - low) : largest ? decadeOf(largest) : 0;
  return decade > PLAIN_DECADES.above && decade < PLAIN_DECADES.below ? 0 : decade;
}

/** How many decimals tell numbers apart. @param {number[]} shown */
function decimalsOfPlaces(shown) {
  const range = Math.max(...shown) - Math.min(...shown) || Math.max(...shown.map(Math.abs)) || 1;
  const decade = decadeOf(range);
  const close = 1e-3 * powerOfTen(decade);
  const isEnough = (/** @type {number} */ decimals) =>
    shown.every((value) => Math.abs(value - roundedEven(value * powerOfTen(decimals)) / powerOfTen(decimals)) < close);
  let decimals = Math.max(0, 3 - decade);
  while (decimals >= 0 && isEnough(decimals)) decimals--;
  return decimals + 1;
}

/** @param {number} value */
function startText(value) {
  const decade = decadeOf(Math.abs(value));
  const digits = general(Number((value / powerOfTen(decade)).toFixed(10)), 10);
  return decade ? `${digits}e${decade}` : digits;
}
