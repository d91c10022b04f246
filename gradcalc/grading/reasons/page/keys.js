// What a key means: where focus is decides it, and a key of the browser's own stays the browser's.

/**
 * @typedef {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} Pressed
 * @typedef {"text" | "control" | "elsewhere"} Place where somebody writes, on something that Enter presses, or neither
 * @typedef {{ does: "points", value: number } | { does: "half" | "clear" | "next" | "previous" | "waiting" | "comment" |
 *   "open" | "undo" | "leave" }} Meaning
 */

const LETTERS = new Map(
  /** @type {const} */ ([
    ["j", "next"], ["k", "previous"], ["h", "half"], ["c", "comment"], ["o", "open"], ["u", "undo"], ["Backspace", "clear"], ["Delete", "clear"],
  ]),
);

/** @param {Pressed} pressed @param {Place} place @param {boolean} letters whether letters and numbers are keys @returns {Meaning | null} */
export function meaning({ key, ctrlKey, metaKey, altKey }, place, letters = true) {
  const chord = ctrlKey || metaKey || altKey;
  if (place === "text") return key === "Escape" || (key === "Enter" && (ctrlKey || metaKey)) ? { does: "leave" } : null;
  if (chord) return null;
  if (key === "Enter") return place === "elsewhere" ? { does: "waiting" } : null;
  if (!letters) return null;
  if (/^[0-9]$/.test(key)) return { does: "points", value: Number(key) };
  const does = LETTERS.get(/** @type {"j"} */ (key.length === 1 ? key.toLowerCase() : key));
  return does ? { does } : null;
}

/** Half a point more, or where that is too many, less. @param {number | null} points @param {number} most */
export function half(points, most) {
  if (points === null) return Math.min(0.5, most);
  if (points % 1) return Math.floor(points);
  return points + 0.5 <= most ? points + 0.5 : Math.max(0, points - 0.5);
}

/** The points for which there are buttons. @param {number} most */
export const steps = (most) => Array.from({ length: 2 * most + 1 }, (_, number) => number / 2);
