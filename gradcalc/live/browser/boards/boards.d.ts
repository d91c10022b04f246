// What a board is that the page computes by itself, as types. Nothing of this runs.

import type { Shown } from "../draw/panel.js";
import type { Tree } from "../formula/tree.js";
import type { Choices, Values } from "../hand/inputs.js";
import type { BoardFrame, Frame, Pair, Window } from "../kernel.d.ts";
import type { Hill } from "../space/hill.js";

export type { Choices, Values };

/** A function, see live/board/computed.py; the tree of one that is no formula is null. */
export interface ToldSurface extends Window {
  name: string;
  tree: Tree | null;
  start: Pair;
  /** where f is least, as far as that is known */
  lowest: Pair[];
}
/** The trait `computed` of a board: what the page knows of it beside where its controls stand. */
export interface BoardTold {
  name: string;
  /** of the controls, in the order of the trait `controls` */
  names: string[];
  choices: Choices;
  starts: Values;
  /** the sliders that a hand moves in each picture */
  moves: Record<string, (string | null)[]>;
  surfaces: Record<string, ToldSurface>;
  /** A board may be told more. */
  [more: string]: any;
}
/** What lies under the marks: panels are such. */
export interface Ground {
  frame: Frame;
  hill: Hill | null;
}
/** What changes with a move. */
export type Parts = Pick<BoardFrame, "table" | "remark" | "note" | "alternatives" | "marks"> & Partial<Pick<BoardFrame, "solids">>;

/** A board that the page computes by itself, by the name that it is told. */
export interface ComputedBoard {
  /** What the backgrounds depend on, as one text; null where the page cannot compute these values: it asks the kernel. */
  ground(values: Values, told: BoardTold): string | null;
  /** The backgrounds, where the page can make them; the same objects for the same values. Without them the kernel's are waited for. */
  papers?(values: Values, told: BoardTold): Record<string, Shown>;
  frame(values: Values, told: BoardTold, grounds: Record<string, Ground>): Parts;
  /** What else moves with a control that a hand has moved: traits of other controls, by name, their values among them. */
  follows?(name: string, values: Values, told: BoardTold): Record<string, Record<string, any>>;
  /** What the buttons do, in moves, one after another with a pause in seconds. */
  actions?: Record<string, (now: () => Values, told: BoardTold) => Generator<Values>>;
  pause?: number;
}
