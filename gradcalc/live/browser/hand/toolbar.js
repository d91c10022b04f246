// The buttons under the pictures of an explorer.

import { element } from "../element.js";
import { showWhole } from "../guided.js";
import { linkedStateFor, linkOf, onwardLink } from "../linking/explorer_link.js";
import { followLinks } from "../linking/place.js";
import { restoreLinked } from "../linking/restoring.js";
import { createSharing } from "../linking/sharing.js";
import { button, group } from "./buttons.js";
import { angleOf } from "../reading/vectors.js";

/** @import { Model, Pair, State, ViewTraits } from "../kernel.d.ts" */
/** @import { Shown } from "../shown.js" */
/** @import { Here } from "../state.js" */
/** @import { CameraHand } from "./camera.js" */
/** @import { Move } from "./explorer.js" */
/** @import { Zoom } from "./zoom.js" */

const TURN = 45; // degrees a second
const REDUCED_TURN = 15; // degrees, once a second, for readers who have asked for less motion

/**
 * Lets the direction turn by itself.
 * @param {Here} state
 * @param {Move} move
 * @param {(playing: boolean) => void} changed
 */
function createTurn(state, move, changed) {
  let playing = false;
  let last = 0;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function step(/** @type {number} */ now) {
    if (!playing) return;
    const degrees = calm.matches ? REDUCED_TURN : (TURN * Math.min(now - last, 100)) / 1000;
    last = now;
    move({ angle: (state.now.angle + degrees) % 360 });
    next();
  }

  function next() {
    if (calm.matches) setTimeout(() => step(performance.now()), 1000);
    else requestAnimationFrame(step);
  }

  return {
    get playing() {
      return playing;
    },
    toggle() {
      playing = !playing;
      last = performance.now();
      changed(playing);
      if (playing) next();
    },
    stop() {
      playing = false;
      changed(playing);
    },
  };
}

/**
 * @param {Element} parent
 * @param {{ model: Model<ViewTraits>, shown: Shown, state: Here, zoom: Zoom, move: Move, camera: CameraHand, gradient: () => Pair | null }} hands
 */
export function createTools(parent, { model, shown, state, zoom, move, camera, gradient }) {
  function turnTo(/** @type {number} */ degrees) {
    const g = gradient();
    if (!g || !(Math.hypot(...g) > 0)) return;
    turn.stop(); // or u would go on from there at once
    move({ angle: (angleOf(g) + degrees) % 360 });
  }

  const direction = group(parent, "direction");
  const turn = createTurn(state, move, (playing) => {
    play.textContent = playing ? "‖ Pause" : "▶ Turn u";
    play.setAttribute("aria-pressed", String(playing));
  });
  const play = button(direction, "▶ Turn u", "Let the direction turn by itself", turn.toggle);
  play.setAttribute("aria-pressed", "false");
  play.classList.add("gradcalc-turn");
  button(direction, "u along ∇f", "Turn u along the gradient", () => turnTo(0));
  button(direction, "u along level curve", "Turn u along the level curve", () => turnTo(90));
  const view = group(parent, "zoom");
  button(view, "−", "Zoom out", () => zoom.by(2));
  button(view, "+", "Zoom in on the point", () => zoom.by(0.5));
  button(view, "Reset", "Reset the window", zoom.reset);
  const files = group(parent, "save");
  button(files, "Save PNG", "Save as PNG", () => model.send({ save: "png" }));
  button(files, "SVG", "Save as SVG", () => model.send({ save: "svg" }));
  const film = button(files, "GIF", "Save the turn of u as GIF", () => {
    film.disabled = true; // one at a time: the kernel needs a few seconds for it
    model.send({ save: "gif" });
  });
  direction.hidden = film.hidden = !model.get("directed");
  const bar = element("progress", "gradcalc-saving", files);
  bar.setAttribute("aria-label", "Drawing the turn of u");
  bar.hidden = true;
  const showing = () => ({ given: shown.given ?? {}, state: state.now, window: zoom.window, camera: camera.now });
  const sharing = createSharing(parent, () => linkOf(model, parent, showing));
  /** @type {(() => void) | undefined} */
  let stopFollowing;

  return {
    /** Saving needs a kernel, and so does zooming on what only Python computes. */
    live(/** @type {boolean} */ kernel) {
      files.hidden = !kernel;
      view.hidden = !zoom.able;
      parent.closest(".gradcalc-view")?.classList.toggle("gradcalc-alone", !kernel);
    },
    /** Follow the address of the page. @param {{ pick(text: string): void, set(part: Partial<State>): void }} hands */
    follow({ pick, set }) {
      const hands = { model, el: parent, shown, zoom, pick, set, move, camera };
      const restore = (/** @type {string} */ link) => (showWhole(parent), restoreLinked(linkedStateFor(parent, link), hands));
      stopFollowing = followLinks(parent, restore, sharing.say);
    },
    /** Whether u turns by itself. */
    get turning() {
      return turn.playing;
    },
    rest: turn.stop,
    onward: () => onwardLink(model, parent, showing),
    progress(/** @type {number | null} */ share) {
      bar.hidden = share === null;
      film.disabled = share !== null;
      bar.value = share ?? 0;
    },
    stop() {
      turn.stop();
      stopFollowing?.();
    },
  };
}
