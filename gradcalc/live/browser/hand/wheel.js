// The wheel over a picture: it scrolls the page, and zooms with Ctrl or Cmd held, which is told now and then.

import { element } from "../element.js";
import { clamp } from "../numbers.js";

/** @import { Zoom } from "./zoom.js" */
/** @typedef {Pick<WheelEvent, "ctrlKey" | "metaKey" | "deltaMode" | "deltaY">} Turn */
/** @typedef {{ turned: number, told: number, times: number }} Known when the wheel was turned last, and the hint shown last, in milliseconds; and how often that was */

const WHEEL_DOUBLING = 300; // pixels of the wheel for a factor of two
const WHEEL_LINE = 16; // pixels, where a browser counts lines
const NEW_TURN = 500; // milliseconds without the wheel, after which a turn is a new one
const HINT_GAP = 60_000; // milliseconds from one hint to the next
const MOST_HINTS = 3; // hints on one page
const HINT_TIME = 1800; // milliseconds

/**
 * The factor by which a turn of the wheel zooms, null where it scrolls the page. Browsers send a pinch on a trackpad as a
 * turn with Ctrl held.
 * @param {Turn} turn
 */
export function wheelFactor({ ctrlKey, metaKey, deltaMode, deltaY }) {
  if (!ctrlKey && !metaKey) return null;
  return 2 ** clamp((deltaY * (deltaMode === 1 ? WHEEL_LINE : 1)) / WHEEL_DOUBLING, -1, 1);
}

/**
 * Whether a turn that scrolls the page brings up the hint: one that begins over the picture, not one that brings the
 * picture under the pointer.
 * @param {number} now milliseconds
 * @param {Known} known
 */
export function wantsHint(now, { turned, told, times }) {
  return now - turned > NEW_TURN && now - told > HINT_GAP && times < MOST_HINTS;
}

/** What the hint says. @param {string} platform of the navigator */
export const hintText = (platform) => `${/^(Mac|iP)/.test(platform) ? "⌘" : "Ctrl"} + wheel zooms`;

const WHEEL = Symbol.for("gradcalc.wheel");

/** One for all pictures of a page: each may have come with a copy of this module. @returns {Known} */
function knownOfPage() {
  const page = /** @type {Record<symbol, Known | undefined>} */ (/** @type {unknown} */ (window));
  if (page[WHEEL]) return page[WHEEL];
  const known = { turned: -Infinity, told: -Infinity, times: 0 };
  page[WHEEL] = known;
  // After the pictures have heard of the turn: to them it is new.
  window.addEventListener("wheel", (event) => void (known.turned = event.timeStamp), { passive: true });
  return known;
}

/**
 * Zoom a picture by the wheel.
 * @param {{ box: HTMLElement }} panel
 * @param {Pick<Zoom, "by" | "able">} zoom
 */
export function listenToWheel({ box }, zoom) {
  const known = knownOfPage();
  /** @type {HTMLElement | null} */
  let hint = null;

  function tell(/** @type {number} */ now) {
    known.told = now;
    known.times++;
    hint ??= element("p", "gradcalc-wheel-hint", box, hintText(window.navigator.platform), { "aria-hidden": "true" });
    hint.hidden = false;
    setTimeout(hide, HINT_TIME);
  }

  function hide() {
    if (hint) hint.hidden = true;
  }

  box.addEventListener(
    "wheel",
    (event) => {
      if (!zoom.able) return;
      const factor = wheelFactor(event);
      if (factor === null) return void (wantsHint(event.timeStamp, known) && tell(event.timeStamp));
      event.preventDefault();
      hide();
      zoom.by(factor);
    },
    { passive: false },
  );
}
