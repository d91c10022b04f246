/** @import { Model, State, ViewTraits } from "./kernel.d.ts" */
/** @typedef {ReturnType<typeof createState>} Here */

/**
 * Where the point and the direction are now: moved by a hand at once, confirmed by the kernel later.
 *
 * While the hand is ahead, answers to its earlier places are passed over. Once everything is
 * answered the kernel is right: it has taken the last place of the hand, or refused it.
 * @param {Model<ViewTraits>} model
 * @param {() => void} changed called after every move
 */
export function createState(model, changed) {
  const state = { ...model.get("frame").state };
  let ahead = false;

  return {
    now: state,
    get confirmed() {
      const known = model.get("frame").state;
      return /** @type {const} */ (["x", "y", "angle"]).every((name) => known[name] === state[name]);
    },
    get ahead() {
      return ahead;
    },
    /** @param {Partial<State>} part */
    move(part) {
      Object.assign(state, part);
      ahead = true;
      changed();
    },
    /** Take over the kernel's state, unless a hand is ahead. */
    follow() {
      if (!ahead) Object.assign(state, model.get("frame").state);
    },
    /** Everything is answered. */
    answered() {
      ahead = false;
      this.follow();
    },
  };
}
