/** @import { State } from "./kernel.d.ts" */
/** @typedef {ReturnType<typeof createState<State>>} Here */

/**
 * Where the point and the direction are now, or the controls of a board: moved by a hand at once, confirmed by the
 * kernel later.
 *
 * While the hand is ahead, answers to its earlier places are passed over. Once everything is
 * answered the kernel is right: it has taken the last place of the hand, or refused it.
 * @template {object} [All=State]
 * @param {{ get(name: "frame"): any }} model
 * @param {() => void} changed called after every move
 * @param {string} [part] of the kernel's frame, where it says the state
 */
export function createState(model, changed, part = "state") {
  const known = () => /** @type {All} */ (model.get("frame")[part]);
  const state = { ...known() };
  let ahead = false;

  return {
    now: state,
    get confirmed() {
      const theirs = known();
      return /** @type {(keyof All)[]} */ (Object.keys(theirs)).every((name) => theirs[name] === state[name]);
    },
    get ahead() {
      return ahead;
    },
    /** @param {Partial<All>} moved */
    move(moved) {
      Object.assign(state, moved);
      ahead = true;
      changed();
    },
    /** Take over the kernel's state, unless a hand is ahead. */
    follow() {
      if (!ahead) Object.assign(state, known());
    },
    /** Everything is answered. */
    answered() {
      ahead = false;
      this.follow();
    },
  };
}
