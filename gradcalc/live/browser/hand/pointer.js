// Mouse, touch and pen on a picture.

import { axesOf } from "../draw/axes.js";
import { NO_FINGERS, RADIUS, claims, fingersAfter, isPalm, nearestGrip } from "./fingers.js";

/** @import { Pair, Window } from "../kernel.d.ts" */
/** @import { Panel } from "../draw/panel.js" */
/** @import { Touch, Two, Way } from "./fingers.js" */
/** @typedef {{ clientX: number, clientY: number }} At a place of the page */
/** @typedef {(at: At, held: string, before: At) => void} OnDrag */
/** @typedef {{ able(): boolean, move(from: Two, before: Two, to: Two): void, end(): void }} OnPinch */

/**
 * Follow a pointer from where it presses on a picture to where it lets go, also outside.
 *
 * The mouse takes hold of what it presses on, and of elsewhere; "point" goes to where it is at once. What
 * fingers and pens do, fingers.js says. grips are in pixels of the frame.
 * @param {Panel} panel
 * @param {OnDrag} drag hears of each place, of what is dragged there, and of the place before
 * @param {object} [rules]
 * @param {() => Record<string, Pair | null>} [rules.grips]
 * @param {string} [rules.elsewhere] what the mouse drags where no grip is near
 * @param {Way} [rules.way] which coordinates move
 * @param {boolean} [rules.taps] whether a tap moves the point
 * @param {OnPinch | null} [rules.pinch]
 */
export function listenToDrags(panel, drag, { grips = () => ({}), elsewhere = "point", way = "both", taps = true, pinch = null } = {}) {
  const { box } = panel;
  box.dataset.way = way;
  if (pinch) box.dataset.pinch = "";
  let [fingers, held] = [NO_FINGERS, elsewhere];
  /** @type {At} */
  let before = { clientX: 0, clientY: 0 };
  const rules = () => ({ way, pinch: pinch?.able() ?? false });

  /** What is near, and where on the page. @param {At} at @param {number} radius */
  function near(at, radius) {
    if (!panel.frame) return null;
    const [place, scale] = [panel.place(at), scaleOf(panel)];
    const grip = nearestGrip(grips(), place, radius * scale);
    if (!grip) return null;
    return { name: grip.name, at: /** @type {Pair} */ ([at.clientX + (grip.at[0] - place[0]) / scale, at.clientY + (grip.at[1] - place[1]) / scale]) };
  }

  const radiusOf = (/** @type {PointerEvent} */ { pointerType }) => RADIUS[/** @type {keyof typeof RADIUS} */ (pointerType)] ?? RADIUS.mouse;

  /** @param {PointerEvent} event @param {Touch["kind"]} kind */
  function touch(event, kind) {
    const at = /** @type {Pair} */ ([event.clientX, event.clientY]);
    const grip = kind === "down" ? near(event, radiusOf(event)) : null;
    const after = fingersAfter(fingers, { kind, id: event.pointerId, at, palm: isPalm(event), grip }, rules());
    fingers = after.fingers;
    const act = after.act;
    if (act?.act === "drag") drag(atOf(act.at), act.held, before);
    if (act?.act === "tap" && taps) drag(atOf(act.at), "point", atOf(act.at));
    if (act?.act === "pinch") pinch?.move(act.from, act.before, act.to);
    if (act?.act === "release") pinch?.end();
    before = event;
  }

  box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !panel.frame) return;
    box.setPointerCapture(event.pointerId);
    if (event.isPrimary) fingers = NO_FINGERS; // the first of its kind: none is left, whatever was missed
    if (event.pointerType !== "mouse") return touch(event, "down");
    held = near(event, RADIUS.mouse)?.name ?? elsewhere;
    if (held === "point") drag(event, held, event);
    before = event;
  });
  box.addEventListener("pointermove", (event) => {
    const hovering = !box.hasPointerCapture(event.pointerId);
    if (event.pointerType !== "mouse") {
      // A pen that comes near a grip: where browsers send no touchstart for it, this alone keeps the page from scrolling.
      if (event.pointerType === "pen" && event.buttons === 0) box.style.touchAction = near(event, RADIUS.pen) ? "none" : "";
      return touch(event, "move");
    }
    if (hovering) {
      const grip = near(event, RADIUS.mouse);
      box.style.cursor = grip && grip.name !== "point" ? "grab" : "";
      return;
    }
    drag(event, held, before);
    before = event;
  });
  for (const [name, kind] of /** @type {const} */ ([["pointerup", "up"], ["pointercancel", "gone"], ["lostpointercapture", "gone"]])) {
    box.addEventListener(name, (event) => event.pointerType !== "mouse" && touch(event, kind));
  }
  // Only where this is not passive can the browser be kept from scrolling or zooming the page.
  box.addEventListener(
    "touchstart",
    (event) => {
      const touched = [...event.targetTouches].map((at) => near(at, RADIUS.touch));
      if (event.cancelable && claims(fingers, touched, rules())) event.preventDefault();
    },
    { passive: false },
  );
}

/** @param {Pair} place @returns {At} */
export const atOf = ([clientX, clientY]) => ({ clientX, clientY });

/** Pixels of the frame for each CSS pixel: not 1 in a narrow window. @param {Pick<Panel, "place">} panel */
const scaleOf = (panel) => panel.place(atOf([1, 0]))[0] - panel.place(atOf([0, 0]))[0];

/**
 * Where a pointer is, in data; zoomed holds other limits while a zoom is under way.
 * @param {Pick<Panel, "frame" | "place">} panel
 * @param {At} at
 * @param {Window | null} [zoomed]
 * @returns {Pair}
 */
export function placeOf(panel, at, zoomed = null) {
  const axes = axesOf({ ...panel.frame, ...zoomed });
  const [px, py] = panel.place(at);
  return [axes.dataX(px), axes.dataY(py)];
}
