// The camera before a hill: turned by a hand, by keys and by itself.

import { clamp } from "../numbers.js";
import { wrapped } from "../space/camera.js";

/** @import { Camera, Model, ViewTraits } from "../kernel.d.ts" */
/** @typedef {ReturnType<typeof createCamera>} CameraHand */

const SPIN = 24; // degrees a second
const CALM_SPIN = 15; // degrees, once a second, for readers who have asked for less motion
const GLIDE = 600; // milliseconds on the way to another place
const REST = 250; // milliseconds without a move, after which the kernel hears of it

/**
 * Where the camera stands. The browser turns the hill by itself; the kernel, which only speaks of it, hears of rests.
 * @param {Model<Pick<ViewTraits, "azimuth" | "elevation">>} model
 * @param {() => void} changed
 */
export function createCamera(model, changed) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const told = () => ({ azimuth: model.get("azimuth"), elevation: model.get("elevation") });
  /** @type {Camera} */
  const now = told();
  const home = { ...now };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  let motion = 0; // the number of the glide or turn under way
  let spinning = false;

  /** @param {Partial<Camera>} part */
  function show(part) {
    Object.assign(now, part);
    now.azimuth = wrapped(now.azimuth);
    now.elevation = clamp(now.elevation, 0, 90);
    clearTimeout(resting);
    resting = setTimeout(tell, REST);
    changed();
  }

  function tell() {
    const { azimuth, elevation } = now;
    const moved = azimuth !== model.get("azimuth") || elevation !== model.get("elevation");
    model.set("azimuth", azimuth);
    model.set("elevation", elevation);
    resting = undefined; // only now: between the two, the model is nowhere to be followed to
    if (moved) model.save_changes(); // nothing to send would never be answered, and the picture would wait for it
    changed();
  }

  function stop() {
    motion++;
    spinning = false;
  }

  /** @param {(share: number, milliseconds: number) => boolean} step says whether it goes on */
  function run(step) {
    const mine = ++motion;
    const began = performance.now();
    let last = began;
    requestAnimationFrame(function next(time) {
      if (mine !== motion) return;
      const more = step((time - began) / GLIDE, Math.min(time - last, 100));
      last = time;
      if (more) requestAnimationFrame(next);
    });
  }

  return {
    now,
    /** Whether it is on its way, or has just been. */
    get turning() {
      return resting !== undefined;
    },
    get spinning() {
      return spinning;
    },
    /** Turned by a hand, by so many degrees. @param {number} azimuth @param {number} elevation */
    turn(azimuth, elevation) {
      stop();
      show({ azimuth: now.azimuth + azimuth, elevation: now.elevation + elevation });
    },
    /** On the shortest way to another place, at once for readers who have asked for less motion. @param {Camera} place */
    glide(place) {
      stop();
      if (calm.matches) return show(place);
      const [from, around] = [{ ...now }, wrapped(place.azimuth - now.azimuth)];
      run((share) => {
        const eased = share >= 1 ? 1 : share * share * (3 - 2 * share);
        show({ azimuth: from.azimuth + eased * around, elevation: from.elevation + eased * (place.elevation - from.elevation) });
        return share < 1;
      });
    },
    /** At another place at once. @param {Camera} place */
    stand(place) {
      stop();
      show(place);
    },
    reset() {
      this.glide(home);
    },
    spin() {
      if (spinning) return stop();
      stop();
      spinning = true;
      if (!calm.matches) return run((_, passed) => (show({ azimuth: now.azimuth + (SPIN * passed) / 1000 }), true));
      const mine = motion;
      setTimeout(function next() {
        if (mine !== motion) return;
        show({ azimuth: now.azimuth + CALM_SPIN });
        setTimeout(next, 1000);
      }, 1000);
    },
    /** Take over where the kernel has put the camera, unless a hand is about to tell it. */
    follow() {
      if (resting !== undefined) return;
      Object.assign(now, told());
      changed();
    },
    stop() {
      stop();
      clearTimeout(resting);
    },
  };
}
