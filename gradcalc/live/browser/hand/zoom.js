import { padded } from "../draw/axes.js";
import { clamp } from "../numbers.js";

/** @import { Limits, Model, Pair, ViewTraits, Window } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */
/** @import { Shown } from "../shown.js" */
/** @typedef {ReturnType<typeof createZoom>} Zoom */

const CLOSEST = 2 ** -8; // of the function's own window
const FARTHEST = 2 ** 4;

/**
 * Zooming: a formula is drawn anew at once; another picture is stretched at once, and drawn anew by the kernel.
 *
 * The point stays where it is on the screen, so it can never leave the window, and a smooth surface
 * turns into a plane around it.
 * @param {Model<Pick<ViewTraits, "window">>} model
 * @param {Pick<Shown, "given" | "home">} shown
 * @param {{ now: { x: number, y: number } }} state
 * @param {Pick<Post, "stamp">} post
 * @param {() => void} changed
 * @param {(window: Window) => boolean} [refused] whether nothing could be seen there, which has been said
 */
export function createZoom(model, shown, state, post, changed, refused = () => false) {
  /** @type {Window | null} */
  let wished = null; // the window on its way to the kernel
  let held = false; // by two fingers, until they let go
  let alone = false; // without a kernel

  function ask(/** @type {Window} */ window) {
    if (refused(window)) return;
    wished = window;
    if (alone) return changed();
    model.set("window", { ...window, stamp: post.stamp() });
    model.save_changes();
    changed();
  }

  /** @returns {Limits} @param {number} point @param {Limits} limits @param {number} factor */
  function around(point, [low, high], factor) {
    return [point + (low - point) * factor, point + (high - point) * factor];
  }

  /** As much of a factor as keeps a window neither too small nor too large. @param {Window} window @param {number} factor */
  function bounded({ xlim }, factor) {
    const home = shown.home.xlim;
    const share = (xlim[1] - xlim[0]) / (home[1] - home[0]);
    return clamp(share * factor, CLOSEST, FARTHEST) / share;
  }

  return {
    /** Only formulas are drawn without a kernel. */
    get able() {
      return !alone || shown.given !== null;
    },
    live: (/** @type {boolean} */ kernel) => void (alone = !kernel),
    /** Look at a function that a hand has chosen: the kernel, which hears of that, goes to the same window. @param {Window} window */
    enter: (window) => void (wished = window),
    by(/** @type {number} */ factor) {
      const { xlim, ylim } = this.window;
      const bound = bounded(this.window, factor);
      if (!this.able || Math.abs(bound - 1) < 1e-9) return;
      ask({ xlim: around(state.now.x, xlim, bound), ylim: around(state.now.y, ylim, bound) });
    },
    /**
     * Two fingers hold the picture of a window: what was at one place of it is at another now, and larger or smaller.
     * The point stays inside. The kernel hears of it once they let go.
     * @param {Window} window
     * @param {number} factor
     * @param {Pair} from
     * @param {Pair} to
     */
    hold(window, factor, from, to) {
      const bound = bounded(window, factor);
      const seen = (/** @type {Limits} */ limits, /** @type {0 | 1} */ i, /** @type {number} */ point) => {
        const [low, high] = limits.map((limit) => from[i] + (limit - to[i]) * bound);
        const back = Math.min(0, point - low) + Math.max(0, point - high);
        return /** @type {Limits} */ ([low + back, high + back]);
      };
      const wish = { xlim: seen(window.xlim, 0, state.now.x), ylim: seen(window.ylim, 1, state.now.y) };
      if (refused(wish)) return;
      held = true;
      wished = wish;
      changed();
    },
    release() {
      if (held && wished) ask(wished);
      held = false;
    },
    /** Whether a window can be seen, which then is. @param {Window} window */
    to(window) {
      if (this.able) ask(window);
      return wished === window;
    },
    reset: () => ask({ xlim: shown.home.xlim, ylim: shown.home.ylim }),
    /** The window that was asked for last. The model's may be an earlier one, which the kernel has drawn meanwhile. */
    get window() {
      return wished ?? model.get("window");
    },
    /** The limits of the map while the kernel draws it anew, or null. */
    get limits() {
      return wished && (shown.given ? null : { xlim: padded(wished.xlim), ylim: padded(wished.ylim) });
    },
    /** The kernel has drawn it, where there is one. */
    done() {
      if (!held && !(alone && shown.given)) wished = null;
    },
  };
}
