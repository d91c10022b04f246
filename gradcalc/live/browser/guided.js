// A guide around a picture hears what a hand makes of it, and says what is not shown yet: see gradcalc/cards/guide.js.

import { dot, fromAngle } from "./reading/vectors.js";

/** @import { Camera, Given, GuideTraits, Pair, Standing, State } from "./kernel.d.ts" */
/** @import { CameraHand } from "./hand/camera.js" */
/** @import { Move } from "./hand/explorer.js" */
/** @typedef {{ pick: (name: string) => void, move: Move, reset: () => void, rest: () => void }} Hands that can bring a picture back */
/** @typedef {{ within: Element, home: GuideTraits["asked"]["home"] }} Homeward */
/** @typedef {Record<string, number | string>} Seen what there is to see of a picture, see QUANTITIES in questions/guide.py */

export const MOVED = "gradcalc-moved"; // an event with what is seen, after it has been drawn
export const ABSENT = "gradcalc-absent"; // an event: what is not shown yet has changed
export const HOME = "gradcalc-home"; // an event: pictures within an element go back to where the guide begins
export const GUIDED = ".gradcalc-guided"; // what holds a guide and its picture
export const LINKED = "gradcalc-linked"; // an event: a link has brought a guided picture somewhere

/** @type {Record<string, string[]>} */
const ROLES = {
  gradient: ["gradient", "drop"],
  direction: ["direction", "line", "projection", "drop"],
  field: ["field"],
};

/** The roles of marks that are not drawn yet. @param {Element} box */
export function absentRoles(box) {
  const guided = /** @type {HTMLElement | null} */ (box.closest?.("[data-absent]") ?? null);
  return guided ? (guided.dataset.absent ?? "").split(" ").flatMap((part) => ROLES[part] ?? []) : [];
}

/** Whoever follows a link to a guided picture sees all of it, whichever task is open. @param {Element} el */
export function showWhole(el) {
  const guided = /** @type {HTMLElement | null} */ (el.closest(GUIDED));
  if (!guided) return;
  guided.dataset.linked = ""; // the guide may be drawn later than its picture
  document.dispatchEvent(new CustomEvent(LINKED));
}

/**
 * What is seen of a picture; without a gradient nothing that it tells.
 * @param {Pick<Standing, "x" | "y" | "angle">} at @param {Given | null} given @param {Pair | null} gradient @param {Camera} camera
 * @returns {Seen}
 */
export function seenAt({ x, y, angle }, given, gradient, { elevation }) {
  /** @type {Seen} */
  const seen = { x, y, angle, elevation, function: given?.name ?? "" };
  if (!gradient) return seen;
  const [steepness, slope] = [Math.hypot(...gradient), dot(gradient, fromAngle(angle))];
  return { ...seen, steepness, slope, share: steepness > 0 ? slope / steepness : 0 };
}

/**
 * @param {Element} root
 * @param {{ state: { now: State }, shown: { given: Given | null }, camera: Pick<CameraHand, "now" | "stand">, gradient: () => Pair | null, draw: () => void }} picture
 */
export function joinGuide(root, { state, shown, camera, gradient, draw }) {
  let waiting = false;
  /** @type {Hands | null} */
  let hands = null;

  /** @param {Event} event */
  function goHome(event) {
    const { within, home } = /** @type {CustomEvent<Homeward>} */ (event).detail;
    if (!hands || !within.contains(root)) return;
    const { function: name, x, y, angle, azimuth, elevation } = home;
    hands.rest();
    if (shown.given?.name !== name) hands.pick(name);
    else hands.reset(); // a point outside of the window would be brought to its edge
    hands.move({ x, y, angle });
    camera.stand({ azimuth, elevation });
  }

  document.addEventListener(HOME, goHome);
  document.addEventListener(ABSENT, draw);
  return {
    /** A hand has moved something. The guide hears of it once it is on the screen. */
    moved() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        const detail = seenAt(state.now, shown.given, gradient(), camera.now);
        root.dispatchEvent(new CustomEvent(MOVED, { bubbles: true, detail }));
      });
    },
    /** @param {Hands} given */
    follow: (given) => void (hands = given),
    stop() {
      document.removeEventListener(ABSENT, draw);
      document.removeEventListener(HOME, goHome);
    },
  };
}
