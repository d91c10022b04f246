// Dragging and arrow keys on the pictures of a board.

import { axesOf } from "../draw/axes.js";
import { clamp } from "../numbers.js";
import { CAMERA_HINT } from "./hill_tools.js";
import { listenOnHill } from "./hill.js";
import { ARROW_KEYS, listenToKeys } from "./keys.js";
import { listenToDrags, placeOf } from "./pointer.js";

/** @import { BoardFrame, BoardTraits, Model, MovablePoint, Pair, Place } from "../kernel.d.ts" */
/** @import { Panel } from "../draw/panel.js" */
/** @import { CameraHand } from "./camera.js" */
/** @import { Way } from "./fingers.js" */
/** @import { Movable } from "./hill.js" */
/** @import { At } from "./pointer.js" */

const HAND_HINT = "Arrow keys move the point, with Shift in larger steps; Home leads back to the start.";

/**
 * Tells the kernel where a hand has moved the point of a picture, one message at a time.
 *
 * A point has one or two coordinates that move: of each, the kernel gives the place, the limits, the
 * start and the step. Keys count on from where the hand is, which the kernel may not have answered yet.
 * @param {Model<BoardTraits>} model
 * @param {Record<string, Panel>} panels
 * @param {CameraHand} camera before the hills among them
 * @param {(name: string, at: Place) => boolean} [moved] hears of each move, and says whether the page shows it by itself
 */
export function createHand(model, panels, camera, moved = () => false) {
  const own = Math.random(); // which of several browsers speaks
  let count = 0;
  /** @type {Record<string, MovablePoint>} */
  let points = {};
  /** @type {BoardTraits["hand"] | null} */
  let ahead = null; // the last move of this hand, until it is answered
  let last = ""; // the picture that it was in
  const listening = new Set();

  /** @param {string} name @param {Place} at */
  function tell(name, at) {
    last = name;
    const told = { panel: name, at, move: `${own} ${++count}` };
    model.set("hand", told);
    return told;
  }

  /** @param {string} name @param {Place} at */
  function move(name, at) {
    const told = tell(name, at);
    ahead = moved(name, at) ? null : told;
    model.save_changes();
  }

  /** @param {string} name @param {Place} at */
  const limited = (name, at) => at.map((value, i) => value === null ? null : clamp(value, ...points[name].limits[i]));

  /** Where the hand is, or the point. @param {string} name */
  const present = (name) => (ahead?.panel === name ? ahead.at : points[name].at);

  /** The point of a hill, of which both coordinates move. @param {string} name @returns {Movable} */
  const onHill = (name) => ({
    point: () => /** @type {Pair} */ (present(name)),
    tip: () => null,
    toPoint: (place) => move(name, limited(name, place)),
    toAngle() {},
  });

  /** @param {string} name @param {At} at */
  function drag(name, at) {
    const moving = points[name].at;
    move(name, limited(name, placeOf(panels[name], at).map((value, i) => (moving[i] === null ? null : value))));
  }

  /** What a finger takes hold of where a point can go both ways; where it can go one way, each finger may. @param {string} name */
  function gripsOf(name) {
    const [x, y] = present(name);
    const axes = axesOf(panels[name].frame);
    return { point: x === null || y === null ? null : /** @type {Pair} */ ([axes.x(x), axes.y(y)]) };
  }

  /** @param {string} name @returns {Way} */
  function wayOf(name) {
    const [x, y] = points[name].at;
    return x === null ? "y" : y === null ? "x" : "both";
  }

  /** @param {string} name @param {string} pressed @param {boolean} large */
  function key(name, pressed, large) {
    if (pressed === "Home") return move(name, points[name].start);
    const place = present(name);
    const direction = ARROW_KEYS[pressed];
    if (place.every((value, i) => value === null || direction[i] === 0)) return;
    move(name, limited(name, place.map((value, i) => {
      if (value === null) return null;
      return value + direction[i] * (large ? 10 : 1) * points[name].steps[i];
    })));
  }

  return {
    /** Take the hand on a picture whose point it can move. @param {string} name @param {boolean} moves */
    listen(name, moves) {
      const { box, hill } = panels[name];
      box.setAttribute("role", moves ? "application" : "img");
      if (!(moves || hill) || listening.has(name)) return;
      listening.add(name);
      if (hill) listenOnHill(panels[name], camera, moves ? onHill(name) : null);
      if (!moves) return;
      box.tabIndex = 0;
      box.setAttribute("aria-roledescription", `${hill ? "hill" : "picture"} with a movable point`);
      if (!hill) listenToDrags(panels[name], (at) => drag(name, at), { grips: () => gripsOf(name), way: wayOf(name) });
      listenToKeys(panels[name], (pressed, large) => key(name, pressed, large));
    },
    /** Say once more where the point is: what is on its way says where it was. */
    again() {
      tell(last, points[last].at);
      model.save_changes();
    },
    follow(/** @type {Pick<BoardFrame, "points" | "move">} */ frame) {
      points = frame.points;
      if (frame.move === ahead?.move) ahead = null;
    },
    hint: (/** @type {string} */ name) => [points[name] && HAND_HINT, panels[name].hill && CAMERA_HINT].filter(Boolean).join(" "),
  };
}
