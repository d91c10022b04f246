// A board as the page computes it: at once where a hand is, while the kernel, where there is one, is still to confirm it.

import { joinInputs, pointOn, showOn, valuesAt } from "../hand/inputs.js";
import { preparePapers } from "../draw/levels.js";
import { createState } from "../state.js";
import { COMPUTED } from "./computed.js";

/** @import { BoardFrame, BoardTraits, Control, Model, Place } from "../kernel.d.ts" */
/** @import { Panel } from "../draw/panel.js" */
/** @import { Post } from "../post.js" */
/** @import { Values } from "./boards.d.ts" */
/** @typedef {NonNullable<ReturnType<typeof createPageBoard>>} PageBoard */

/**
 * Null for a board that only the kernel can compute.
 * @param {Model<BoardTraits>} model
 * @param {Control[]} controls
 * @param {Record<string, Panel>} panels
 * @param {Post} post
 * @param {{ onMove(): void, onSlide(): void }} hears of every move, and afterwards of one that was a control's
 */
export function createPageBoard(model, controls, panels, post, { onMove, onSlide }) {
  const told = model.get("computed");
  const board = COMPUTED[told.name];
  if (!board) return null;
  const named = Object.fromEntries(told.names.map((name, i) => [name, controls[i]]));
  /** @type {ReturnType<typeof createState<Values>>} */
  const state = createState(model, onMove, "values");
  const inputs = joinInputs(named, told.choices, state, post, (part) => {
    move(part);
    onSlide();
  });
  let playing = 0; // the number of what is being played

  /** @param {Values} part */
  function move(part) {
    let all = part;
    for (const name of Object.keys(part)) {
      for (const [other, traits] of Object.entries(board.follows?.(name, { ...state.now, ...part }, told) ?? {})) {
        if (!told.choices[other]) named[other].set_state(traits);
        showOn(named[other], traits.value, told.choices[other]);
        all = { ...all, [other]: traits.value };
      }
    }
    state.move(all);
  }

  /** Whether the page can compute it where the controls stand. */
  const can = () => board.ground(state.now, told) !== null;

  return {
    can,
    get ahead() {
      return state.ahead;
    },
    /** The backgrounds that the page has made, or null where the kernel's are to be seen. */
    papers: () => (can() ? (board.papers?.(state.now, told) ?? null) : null),
    /** What the list of functions may ask for next, in pieces of work. */
    pieces: () => (told.choices.function ?? []).map((name) => () => {
      const values = { ...state.now, function: name };
      if (board.ground(values, told) !== null) preparePapers(board.papers?.(values, told) ?? {});
    }),
    /** Where the points of the pictures stand. */
    points: () => Object.fromEntries(Object.entries(told.moves).map(([name, moves]) => [name, pointOn(moves, named, state.now, told.starts)])),
    /** What is to be seen now, or null where it has to come from the kernel. @returns {Omit<BoardFrame, "sheets" | "values"> | null} */
    frame() {
      const ground = board.ground(state.now, told);
      // Without papers of its own it needs those of the kernel, which may still be those of another function.
      if (ground === null || (!board.papers && ground !== board.ground(model.get("frame").values, told))) return null;
      const parts = board.frame(state.now, told, panels);
      const sentence = [...Object.values(parts.alternatives), parts.remark].filter(Boolean).join(" ");
      return { solids: {}, ...parts, points: this.points(), move: null, sentence };
    },
    /** A hand has moved the point of a picture. @param {string} panel @param {Place} at */
    drag(panel, at) {
      move(valuesAt(told.moves[panel], at, named));
      inputs.follow(inputs.telling);
    },
    /** The kernel has sent a frame. */
    heard() {
      if (post.waits()) state.follow();
      else state.answered();
      inputs.follow(); // theirs may have been an earlier place of the hand
    },
    /** Nothing is on its way to the kernel any more. */
    answered() {
      state.answered();
      inputs.follow();
    },
    /** Do what a button says, without a kernel. @param {string} name @param {(running: boolean) => void} show */
    act(name, show) {
      const moves = board.actions?.[name]?.(() => state.now, told);
      if (!moves) return;
      const mine = ++playing;
      show(true);
      (function next() {
        if (mine !== playing) return;
        const { value, done } = moves.next();
        if (done) return show(false);
        move(value);
        inputs.follow();
        setTimeout(next, 1000 * (board.pause ?? 0));
      })();
    },
    /** End what is being played. */
    rest: () => void playing++,
    leave() {
      playing++;
      inputs.leave();
    },
  };
}
