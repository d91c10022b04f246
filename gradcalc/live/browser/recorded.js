// A board on a page without a kernel: replays what gradcalc/live/recording.py has recorded.

import { isDark } from "./page.js";

/** @import { BoardBackground, BoardTraits, Control, Model, Place, RecordedFrame, RecordedHill, RecordedMove, RecordedSheet } from "./kernel.d.ts" */

const RECORDED = "There is no Python behind this page. You see recorded positions: each control moves by itself, from where all of them stood at first. What is grey, and buttons that are missing here, need Python; a hill turns without it.";
const NEAREST = "What the link says was not recorded: you see the position that is nearest to it.";
const NOT_RECORDED = "There is no Python behind this page, and this picture needs it: it stands still.";

/** What recording.py has packed, or the address of it. @param {DataView<ArrayBuffer> | string} packed @returns {Promise<any>} */
async function unpacked(packed) {
  const blob = typeof packed === "string" ? await (await fetch(packed)).blob() : new Blob([packed]);
  const stream = blob.stream().pipeThrough(new DecompressionStream("gzip"));
  return withBytes(await new Response(stream).json());
}

/**
 * A sheet as a theme shows it; a hill has its colours for both.
 * @param {RecordedSheet} sheet
 * @param {"light" | "dark"} theme
 * @param {RecordedHill} [shape]
 * @returns {Omit<BoardBackground, "sheet">}
 */
export function wornSheet(sheet, theme, shape) {
  return { ...sheet, png: sheet[theme], dark: theme === "dark", levels: shape?.levels ?? null, hill: shape?.hill ?? null };
}

/** Bytes stand in JSON as letters. @returns {any} @param {any} value */
export function withBytes(value) {
  if (Array.isArray(value)) return value.map(withBytes);
  if (value === null || typeof value !== "object") return value;
  if ("base64" in value) return new DataView(Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0)).buffer);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withBytes(part)]));
}

/**
 * Where a control stands, as a number: as key() in narrow.py.
 * @param {Pick<Control, "get" | "has">} control
 */
export function keyOf(control) {
  if (control.has("index")) return control.get("index");
  if (control.has("base")) return Math.log(control.get("value")) / Math.log(control.get("base"));
  return Number(control.get("value"));
}

/**
 * The recorded move nearest to a place; each coordinate counts in its own spacing.
 * @param {RecordedMove[]} moves
 * @param {Place} at
 * @param {number[]} steps
 */
export function nearestMove(moves, at, steps) {
  const distance = (/** @type {RecordedMove} */ move) => Math.hypot(...at.map((value, i) => (value === null ? 0 : (/** @type {number} */ (move.at[i]) - value) / steps[i])));
  return moves.reduce((best, move) => (distance(move) < distance(best) ? move : best));
}

/**
 * The recorded frame nearest to where controls are wished to stand; null is no wish. Each counts by its own range.
 * @param {Pick<RecordedFrame, "controls">[]} frames
 * @param {Pick<Control, "get" | "has">[]} controls
 * @param {(object | null)[]} wishes
 * @returns {{ frame: number, apart: number }}
 */
export function nearestFrame(frames, controls, wishes) {
  const keyIn = (/** @type {number} */ i, /** @type {any} */ state) => keyOf({ has: (name) => controls[i].has(name), get: (name) => state[name] ?? controls[i].get(name) });
  const keys = frames.map((frame) => frame.controls.map((state, i) => keyIn(i, state)));
  const ranges = controls.map((_, i) => Math.max(...keys.map((key) => key[i])) - Math.min(...keys.map((key) => key[i])) || 1);
  const apart = keys.map((key) => wishes.reduce((sum, wish, i) => sum + (wish ? Math.abs(key[i] - keyIn(i, wish)) / ranges[i] : 0), 0));
  const least = Math.min(...apart);
  return { frame: apart.indexOf(least), apart: least };
}

/** What a reader has to know of a board without Python. @param {BoardTraits["recorded"]} recorded */
export const replayWords = (recorded) => (recorded.frames ? RECORDED : NOT_RECORDED);

/**
 * Let a board answer from its recording: toward shows the position that is nearest to a wish, and says so where it is
 * another.
 * @param {Model<BoardTraits>} model
 * @param {Control[]} controls
 */
export async function replay(model, controls) {
  const recorded = model.get("recorded");
  if (!recorded.frames) return { toward: () => NOT_RECORDED };
  const { sheets, controls: alone, points } = recorded;
  /** @type {RecordedFrame[]} */
  const frames = await unpacked(recorded.frames);
  /** @type {Map<number, RecordedHill>} */
  const hills = new Map(); // by the number of their sheet, as soon as they are shown
  let present = frames[0];
  let following = false;

  /** @param {RecordedFrame} frame @param {string | null} move */
  async function show(frame, move) {
    present = frame;
    following = true;
    frame.controls.forEach((state, i) => controls[i].set_state(state)); // as if it came from the kernel
    following = false;
    const missing = Object.values(frame.sheets).filter((i) => sheets[i].hill && !hills.has(i));
    if (missing.length) {
      await Promise.all(missing.map(async (i) => hills.set(i, await unpacked(/** @type {string} */ (sheets[i].hill)))));
      if (present !== frame) return; // moved on meanwhile
    }
    const theme = isDark() ? "dark" : "light";
    const worn = Object.entries(frame.sheets).map(([name, i]) => ({ name, background: { ...wornSheet(sheets[i], theme, hills.get(i)), sheet: `${i} ${theme}` } }));
    const known = model.get("backgrounds");
    if (worn.some(({ name, background }) => known[name].sheet !== background.sheet)) {
      model.set("backgrounds", Object.fromEntries(worn.map(({ name, background }) => [name, background])));
    }
    model.set("frame", { ...frame, move, sheets: Object.fromEntries(worn.map(({ name, background }) => [name, background.sheet])) });
  }

  controls.forEach((control, i) => {
    if (!alone[i].length) return;
    const moves = alone[i].map(({ at, frame }) => ({ at: [at], frame }));
    control.on("change:value change:index", () => {
      if (!following) show(frames[nearestMove(moves, [keyOf(control)], [1]).frame], null);
    });
  });
  model.on("change:hand", () => {
    const { panel, at, move } = model.get("hand");
    show(frames[nearestMove(points[panel], at, present.points[panel].steps).frame], move);
  });
  model.on("change:screen", () => show(present, null));
  await show(present, null);
  return {
    /** @param {(object | null)[]} wishes */
    toward(wishes) {
      const { frame, apart } = nearestFrame(frames, controls, wishes);
      show(frames[frame], null);
      return apart < 1e-6 ? "" : NEAREST;
    },
  };
}
