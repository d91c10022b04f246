import { padded } from "../draw/axes.js";
import { clamp } from "../numbers.js";

/** @import { Limits, Model, ViewTraits, Window } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */
/** @import { Here } from "../state.js" */
/** @typedef {ReturnType<typeof createZoom>} Zoom */

const CLOSEST = 2 ** -8; // of the function's own window
const FARTHEST = 2 ** 4;

/**
 * Zooming: the picture is stretched at once, and drawn anew by the kernel.
 *
 * The point stays where it is on the screen, so it can never leave the window, and a smooth surface
 * turns into a plane around it.
 * @param {Model<Pick<ViewTraits, "window" | "home">>} model
 * @param {Pick<Here, "now">} state
 * @param {Pick<Post, "stamp">} post
 * @param {() => void} changed
 */
export function createZoom(model, state, post, changed) {
  /** @type {Window | null} */
  let wished = null; // the window on its way to the kernel

  function ask(/** @type {Window} */ window) {
    wished = window;
    model.set("window", { ...window, stamp: post.stamp() });
    model.save_changes();
    changed();
  }

  /** @returns {Limits} @param {number} point @param {Limits} limits @param {number} factor */
  function around(point, [low, high], factor) {
    return [point + (low - point) * factor, point + (high - point) * factor];
  }

  return {
    by(/** @type {number} */ factor) {
      const { xlim, ylim } = this.window;
      const home = model.get("home").xlim;
      const share = (xlim[1] - xlim[0]) / (home[1] - home[0]);
      const held = clamp(share * factor, CLOSEST, FARTHEST) / share;
      if (Math.abs(held - 1) < 1e-9) return;
      ask({ xlim: around(state.now.x, xlim, held), ylim: around(state.now.y, ylim, held) });
    },
    reset: () => ask(model.get("home")),
    /** The window that was asked for last. The model's may be an earlier one, which the kernel has drawn meanwhile. */
    get window() {
      return wished ?? model.get("window");
    },
    /** The limits of the map while the kernel draws it anew, or null. */
    get limits() {
      return wished && { xlim: padded(wished.xlim), ylim: padded(wished.ylim) };
    },
    done() {
      wished = null;
    },
  };
}

/**
 * Zoom by the wheel: on a picture in focus, or with Ctrl held, so that a page can be scrolled over pictures.
 * @param {{ box: HTMLElement }} panel
 * @param {Pick<Zoom, "by">} zoom
 */
export function listenToWheel(panel, zoom) {
  panel.box.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== panel.box) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      zoom.by(2 ** clamp((event.deltaY * lines) / 300, -1, 1));
    },
    { passive: false },
  );
}
