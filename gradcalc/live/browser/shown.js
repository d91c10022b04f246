// Which function a picture shows: the kernel's, or one that a hand has chosen and the page computes at once.

/** @import { Card, Given, Model, Pair, ViewTraits, Window } from "./kernel.d.ts" */
/** @typedef {ReturnType<typeof createShown>} Shown */

/** @param {Model<ViewTraits>} model */
export function createShown(model) {
  /** @type {Card | null} */
  let chosen = null;

  return {
    /** The formula shown, or null for what only Python computes. @returns {Given | null} */
    get given() {
      if (chosen) return chosen;
      const given = model.get("given");
      return "tree" in given ? given : null;
    },
    /** Its own window. @returns {Window} */
    get home() {
      return chosen ?? model.get("home");
    },
    /** Where the Home key leads. @returns {Pair} */
    get start() {
      return chosen?.start ?? model.get("start");
    },
    /** Show a formula before the kernel has heard of it; null for what the kernel shows. @param {Card | null} card */
    choose: (card) => void (chosen = card),
  };
}
