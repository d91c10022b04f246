// Which finger does what in a picture: takes hold, taps, pinches with another one, or leaves the page to the browser.

/** @import { Pair } from "../kernel.d.ts" */
/**
 * Places are in CSS pixels of the page. A grip is what lies near a finger, and where that is.
 * @typedef {{ id: number, from: Pair, at: Pair }} Finger
 * @typedef {{ name: string, at: Pair }} Grip
 * @typedef {{ kind: "down" | "move" | "up" | "gone", id: number, at: Pair, palm?: boolean, grip?: Grip | null }} Touch
 * @typedef {{ way: Way, pinch: boolean }} Rules what moves in a picture, and whether two fingers change it
 * @typedef {"both" | "x" | "y"} Way
 * @typedef {"idle" | "waiting" | "dragging" | "pinching" | "spent"} Role
 * @typedef {[Pair, Pair]} Two
 * @typedef {{ act: "drag", held: string, at: Pair } | { act: "tap", at: Pair } | { act: "pinch", from: Two, before: Two, to: Two } | { act: "release" }} Act
 * @typedef {{ role: Role, touching: Finger[], held: string, offset: Pair, moved: boolean, from: Two | null }} Fingers
 */

export const RADIUS = { mouse: 14, pen: 22, touch: 28 }; // CSS pixels around a grip
const PALM = 70; // CSS pixels: no finger is so wide
const SLOP = 8; // CSS pixels that a resting finger may go

/** @type {Fingers} */
export const NO_FINGERS = { role: "idle", touching: [], held: "point", offset: [0, 0], moved: false, from: null };

export const isPalm = (/** @type {{ width?: number, height?: number }} */ { width = 0, height = 0 }) => Math.max(width, height) > PALM;

export const gapOf = (/** @type {Two} */ [[ax, ay], [bx, by]]) => Math.hypot(ax - bx, ay - by);
export const middleOf = (/** @type {Two} */ [[ax, ay], [bx, by]]) => /** @type {Pair} */ ([(ax + bx) / 2, (ay + by) / 2]);

/**
 * What of some grips is nearest to a place, and near enough; of two as near, the first.
 * @param {Record<string, Pair | null>} grips
 * @param {Pair} place
 * @param {number} radius
 * @returns {Grip | null}
 */
export function nearestGrip(grips, [px, py], radius) {
  let [found, nearest] = [/** @type {Grip | null} */ (null), radius];
  for (const [name, at] of Object.entries(grips)) {
    const away = at ? Math.hypot(px - at[0], py - at[1]) : Infinity;
    if (at && away <= nearest) [found, nearest] = [{ name, at }, away - 1e-9];
  }
  return found;
}

/**
 * The fingers on a picture after one more event, and what the picture does then.
 *
 * One finger takes hold of a grip, and moves it as it moves itself. Elsewhere it taps; or it drags along the one
 * coordinate that moves; or the page scrolls, which the browser tells by taking the finger away. Two fingers pinch,
 * also where one had taken hold, and what they leave behind does nothing until it is lifted, or joined by another.
 * Palms and third fingers count for nothing.
 * @param {Fingers} fingers
 * @param {Touch} touch
 * @param {Rules} rules
 * @returns {{ fingers: Fingers, act?: Act }}
 */
export function fingersAfter(fingers, touch, rules) {
  if (touch.kind === "down") return { fingers: put(fingers, touch, rules) };
  const finger = fingers.touching.find(({ id }) => id === touch.id);
  if (!finger) return { fingers };
  return touch.kind === "move" ? move(fingers, finger, touch.at, rules) : lift(fingers, touch);
}

/** @param {Fingers} fingers @param {Touch} touch @param {Rules} rules @returns {Fingers} */
function put(fingers, { id, at, palm, grip }, rules) {
  if (palm || fingers.touching.length > 1) return fingers;
  const touching = [...fingers.touching, { id, from: at, at }];
  if (touching.length === 1) {
    const offset = /** @type {Pair} */ (grip ? [at[0] - grip.at[0], at[1] - grip.at[1]] : [0, 0]);
    return { role: grip ? "dragging" : "waiting", touching, held: grip?.name ?? "point", offset, moved: false, from: null };
  }
  if (rules.pinch) return { ...fingers, role: "pinching", touching, from: [touching[0].at, at] };
  return fingers.role === "dragging" ? fingers : { ...fingers, role: "spent", touching };
}

/** @param {Fingers} fingers @param {Finger} finger @param {Pair} at @param {Rules} rules @returns {{ fingers: Fingers, act?: Act }} */
function move(fingers, finger, at, rules) {
  const touching = fingers.touching.map((one) => (one === finger ? { ...one, at } : one));
  const next = { ...fingers, touching };
  const [right, down] = [Math.abs(at[0] - finger.from[0]), Math.abs(at[1] - finger.from[1])];
  if (fingers.role === "pinching" && fingers.from) {
    const places = (/** @type {Finger[]} */ all) => /** @type {Two} */ (all.map((one) => one.at));
    return { fingers: next, act: { act: "pinch", from: fingers.from, before: places(fingers.touching), to: places(touching) } };
  }
  if (fingers.role === "waiting" && Math.hypot(right, down) > SLOP) {
    const along = rules.way === "x" ? right > down : rules.way === "y" && down > right;
    next.role = along ? "dragging" : "spent";
  }
  if (next.role !== "dragging") return { fingers: next };
  next.moved = fingers.moved || Math.hypot(right, down) > SLOP;
  if (!next.moved) return { fingers: next };
  const [dx, dy] = fingers.offset;
  return { fingers: next, act: { act: "drag", held: fingers.held, at: [at[0] - dx, at[1] - dy] } };
}

/** @param {Fingers} fingers @param {Touch} touch @returns {{ fingers: Fingers, act?: Act }} */
function lift(fingers, { kind, id, at }) {
  const touching = fingers.touching.filter((one) => one.id !== id);
  const left = { ...fingers, touching, role: /** @type {Role} */ (touching.length ? "spent" : "idle") };
  if (fingers.role === "pinching") return { fingers: left, act: { act: "release" } };
  const rested = fingers.role === "waiting" || (fingers.role === "dragging" && !fingers.moved && fingers.held === "point");
  return kind === "up" && rested ? { fingers: left, act: { act: "tap", at } } : { fingers: left };
}

/**
 * Whether the browser must leave new touches to the picture; touch-action says the rest, see touch.css.
 * @param {Fingers} fingers
 * @param {(Grip | null)[]} near what lies near each of the touches on the picture
 * @param {Rules} rules
 */
export function claims(fingers, near, rules) {
  return near.some(Boolean) || fingers.role === "dragging" || (rules.pinch && near.length > 1);
}
