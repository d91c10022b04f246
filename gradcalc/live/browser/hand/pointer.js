// Mouse, touch and pen on a picture.

import { axesOf } from "../draw/axes.js";

/** @import { Pair, Window } from "../kernel.d.ts" */
/** @import { Panel } from "../draw/panel.js" */
/** @typedef {(event: PointerEvent) => void} OnPointer */

/**
 * Follow a pointer from where it presses on a picture to where it lets go, also outside: drag hears of each place.
 * @param {Panel} panel
 * @param {OnPointer} drag
 * @param {{ press?: OnPointer, hover?: OnPointer }} [others] what a press does instead, and a move without one
 */
export function listenToDrags(panel, drag, { press = drag, hover } = {}) {
  panel.box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !panel.frame) return;
    panel.box.setPointerCapture(event.pointerId);
    press(event);
  });
  panel.box.addEventListener("pointermove", (event) => {
    if (panel.box.hasPointerCapture(event.pointerId)) drag(event);
    else if (panel.frame) hover?.(event);
  });
}

/**
 * Where a pointer is, in data; zoomed holds other limits while a zoom is under way.
 * @param {Pick<Panel, "frame" | "place">} panel
 * @param {{ clientX: number, clientY: number }} event
 * @param {Window | null} [zoomed]
 * @returns {Pair}
 */
export function placeOf(panel, event, zoomed = null) {
  const axes = axesOf({ ...panel.frame, ...zoomed });
  const [px, py] = panel.place(event);
  return [axes.dataX(px), axes.dataY(py)];
}
