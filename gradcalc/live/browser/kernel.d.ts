// What the kernel and the browser tell each other, as types: the traits of view.py, board_view.py and cards/prediction.py.
// Nothing of this runs. An editor and tsc read it.

import type { Background, Camera, Frame, HillData, Levels, Limits, Look, Mark, Pair, Solid, Window } from "./pictures.d.ts";
import type { Tree } from "./formula/tree.js";
import type { BoardTold, Values } from "./boards/boards.d.ts";
import type { Hill } from "./space/hill.js";

export type * from "./pictures.d.ts";

/** Where the point is, and the angle of the direction in degrees. */
export interface Standing {
  x: number;
  y: number;
  angle: number;
}
/** And how slopes are found and drawn. */
export interface State extends Standing {
  step: number;
  method: string;
  arrows: number;
  lengths: string;
}
/** A formula, which the page computes. A title stands in place of the formula. */
export interface Given {
  name: string;
  tree: Tree;
  title: string;
}
/** A formula with the window it comes with and its first test point: see explorer/cards.py. */
export interface Card extends Given, Window {
  start: Pair;
}
/** Samples of one or more functions on a grid, see samples.py. */
export interface Samples extends Window {
  size: number;
  stencil: number;
  unit: number;
  samples: DataView[];
  trusted: DataView;
}
/** Samples of the partial derivatives. */
export interface Partials extends Samples {
  scheme: string;
  cosine: boolean;
  error: number;
  gap: number;
}
/** What samples know of f at a place: one value for each function, or null where they cannot be trusted. */
export type Interpolator = (x: number, y: number) => number[] | null;
/** By which differences slopes are found. */
export interface Scheme {
  step: number;
  method: string;
}
/** What is said of f at a point, see readings/diagnosis.py. */
export interface Diagnosis {
  exists: boolean;
  differentiable: boolean;
  sloped: boolean;
  flat: boolean;
  remark: string;
  partials: [boolean, boolean];
}
/** The numbers at a state, where there is a gradient, */
export interface Told extends Standing {
  u: Pair;
  value: number | null;
  gradient: Pair;
  slope: number;
  length: number;
  /** What is too small to be read beside the gradient. */
  noise: number;
  flat: boolean;
  /** Whether the slope is only that of the projection. */
  projected: boolean;
  /** Whether there is a slope along u. */
  sloped: boolean;
  differentiable: boolean;
  /** Whether the gradient tells the tangent of the level curve. */
  tangent: boolean;
  /** The slopes along the axes, where there are any. */
  parts: [number | null, number | null];
  certain?: boolean;
}
/** where it is known that there is none, */
export interface Bare extends Omit<Told, "gradient"> {
  gradient: null;
  certain: true;
}
/** and where that is not known. */
export interface Untold extends Standing {
  u: Pair;
  value: number | null;
  gradient: null;
  slope: null;
  length: null;
  noise: null;
  flat: null;
  projected: null;
  sloped: false;
  differentiable: false;
  tangent: false;
  parts: null;
  certain?: false;
}
export type Reading = Told | Bare | Untold;
/** A reading of a formula; certain says that Python says the same. */
export type Computed = Reading &
  Scheme & {
    certain: boolean;
    /** Whether NumPy takes no complex steps of it, so that Python says nothing either. */
    refused: boolean;
    /** Why it is not certain. */
    doubt: string;
    value: number;
    window: Window;
    exact: Pair;
    /** The gradient for words: the exact one where it is known. */
    truth: Pair;
    differences: Pair;
    diagnosis: Diagnosis;
    /** Whether the differences are far from the gradient; lost: because the step is lost in rounding. */
    off: boolean;
    lost: boolean;
  };
/** What the browser has beside a reading, for its scenes. */
export interface Known {
  /** Whether the slopes along all directions are a cosine. */
  cosine: boolean;
  heightAt: Interpolator | null;
  window: Window;
  /** The slope along an angle in degrees, where f is computed here. */
  along?: (angle: number) => number;
}
/** What the layers of a hill are drawn from. */
export interface Raised extends Pick<Told, "x" | "y" | "u" | "slope" | "noise" | "sloped" | "differentiable" | "parts"> {
  hill: Hill;
  heightAt: Interpolator | null;
  /** Of forward differences; 0 for others. */
  step: number;
  z: number;
  gradient: Pair;
}
/** A scene: marks for a reading, or those that the kernel has sent last where the samples do not tell. */
export type Scene = (reading: Reading, frame: Frame, scale: number, kept: Mark[], known: Known) => Mark[];

/** What stands beside the pictures. */
export interface Words {
  table: string[][];
  note: string;
  remark: string;
  sentence: string;
}
export interface ViewFrame extends Words {
  state: State;
  scheme: string;
  marks: Record<string, Mark[]>;
  solids: Record<string, Solid[]>;
  shows: string[];
  alternatives: Record<string, string>;
  gradient: Pair | null;
}
/** A point of a board's picture; a coordinate that does not move is null. */
export type Place = (number | null)[];
export interface MovablePoint {
  at: Place;
  start: Place;
  limits: Limits[];
  steps: number[];
}
export interface BoardFrame extends Words {
  marks: Record<string, Mark[]>;
  solids: Record<string, Solid[]>;
  points: Record<string, MovablePoint>;
  move: string | null;
  alternatives: Record<string, string>;
  sheets: Record<string, Sheet>;
  /** Of the controls, where the page computes the board by itself. */
  values: Values;
}
/** The number of a drawing of a background; with its theme, where it is recorded. */
export type Sheet = number | string;
export interface BoardBackground extends Background {
  sheet: Sheet;
  moves: boolean;
}
export interface Screen {
  pixel_ratio: number;
  dark: boolean;
}

export interface ViewTraits {
  panels: (Background & { kind: string })[];
  given: Given | {};
  functions: Record<string, Card | {}>;
  home: Window;
  window: Window & { stamp?: string };
  start: Pair;
  directed: boolean;
  scale: number;
  heights: Samples | { samples?: undefined };
  partials: Partials;
  field: DataView | null;
  frame: ViewFrame;
  message: string;
  site: string;
  progress: number | null;
  hand: Standing & { stamp: string };
  screen: Screen;
  azimuth: number;
  elevation: number;
  shows: string[];
  sliders: Record<string, string>;
  choosers: Record<string, string>;
  recorded: { dark?: Background["png"][] };
  look: Look;
  layout: Control;
}
export interface BoardTraits {
  columns: string[][];
  head: string[];
  actions: string[];
  backgrounds: Record<string, BoardBackground>;
  frame: BoardFrame;
  message: string;
  work: { running: boolean; share: number | null };
  hand: { panel: string; at: Place; move: string };
  screen: Screen;
  azimuth: number;
  elevation: number;
  controls: string[];
  names: string[];
  grey: Grey;
  home: string;
  site: string;
  computed: BoardTold;
  recorded: Recorded | { frames?: undefined };
  look: Look;
  layout: Control;
}

/** By the labels of lists, their names that cannot be chosen, and what would bring each. */
export type Grey = Record<string, Record<string, string>>;

/** A board's recording, see recording.py. */
export interface Recorded {
  frames: DataView<ArrayBuffer> | string;
  sheets: RecordedSheet[];
  controls: { at: number; frame: number }[][];
  points: Record<string, RecordedMove[]>;
}
/** Its pictures, and its hill, packed, for both themes; a page keeps them as files. */
export interface RecordedSheet extends Omit<BoardBackground, "sheet" | "png" | "dark" | "levels" | "hill"> {
  light: DataView | string;
  dark: DataView | string;
  hill?: DataView<ArrayBuffer> | string;
}
export interface RecordedHill {
  levels: Levels;
  hill: HillData;
}
export interface RecordedMove {
  at: Place;
  frame: number;
}
export interface RecordedFrame extends Omit<BoardFrame, "sheets" | "move"> {
  controls: Record<string, unknown>[];
  sheets: Record<string, number>;
}

/** A question, see cards/prediction.py. */
export interface Asked {
  kind: "number" | "choice" | "match" | "point";
  name: string; // what cells that answer it call it
  question: string;
  unit: string;
  one: string; // the unit of one of what is counted
  moved: string; // the label of a slider that shows what is right, where there is one
  choices: string[];
  items: string[];
  map: (Frame & { light: DataView | string; dark: DataView | string; xrange: Limits; yrange: Limits; look: Look }) | null;
  picture: { light: DataView<ArrayBuffer> | string; dark: DataView<ArrayBuffer> | string; width: number; words: string[] } | null;
}
export interface PredictionTraits {
  asked: Asked;
  commitment: Answer | null;
  confidence: Confidence;
  revealed: Revealed;
  encoded: string;
  layout: Control;
}
export interface DrillTraits {
  shown: {
    /** of the question, so that a fresh one is known */
    number: number;
    title: string;
    how: string;
    verdict: "" | "right" | "close" | "wrong" | "unreadable";
    said: string;
    standing: string;
    over: boolean;
    /** HTML, as are words and steps */
    question: string;
    words: string;
    steps: string[];
  };
  layout: Control;
}
/** Limits for what is seen of a picture, or the name of its function: see questions/guide.py. */
export type Goal = Record<string, Pair | string>;
export interface GuideTraits {
  asked: { tasks: { about: string; say: string; goal: Goal; seen: string; brings: string[] }[]; end: string; home: Standing & Camera & { function: string } };
  done: number[];
  at: number;
  whole: boolean;
  layout: Control;
}
export interface CheckTraits {
  shown: {
    /** of the answers that the notebook knows by the names of the task */
    names: string[];
    /** how the exercise stands, as its class says it */
    state: string;
    title: string;
    /** HTML, as are parts and found */
    card: string;
    /** help that is open, or why a right answer works */
    parts: { name: string; title: string; html: string }[];
    /** the row of buttons */
    actions: { name: string; words: string }[];
    said: string;
    /** of fresh cases the one that is not right */
    found: string;
  };
  layout: Control;
}
/** Something to draw, see cards/draw.py: its axes for both themes, and what is drawn there. */
export interface Ground extends Frame {
  light: DataView | string;
  dark: DataView | string;
  look: Look;
  shape: "arrows" | "points" | "curve";
  /** where arrows begin, or a curve passes, with their letters */
  places: { letter: string; at: Pair }[];
  /** how long an arrow of length 1 lies in the picture */
  scale: number;
  /** how many pairs may be drawn */
  most: number;
}
export interface DrawTraits extends DrillTraits {
  ground: Ground;
  /** what is right, once that may be seen; none before */
  right: Pair[];
}
export type Answer = number | string | string[] | Pair;
/** How sure the reader was: "" where nobody asked. */
export type Confidence = "sure" | "think so" | "guess" | "";
/** What a card shows after the commitment, see cards/revealed.py. */
export interface Revealed {
  sentence?: string;
  verdict?: "right" | "close" | "not";
  answers?: Answer[];
}
/** What is right, for a page without Python, see cards/recording.py. */
export interface PredictionKey {
  answers: Answer[];
  also: Answer[];
  because: string;
  closeness: { steepest: number | Pair; low: number; high: number; words: string; tree: import("./formula/tree.js").Tree | null } | null;
}

/** Callbacks with a message to the kernel, as ipywidgets takes them. */
export interface Callbacks {
  shell?: object;
  iopub?: { status?: (message: { content: { execution_state: string } }) => void };
}
/** A widget's model, as far as it is used here. */
export interface Model<Traits> {
  get<Name extends keyof Traits>(name: Name): Traits[Name];
  set<Name extends keyof Traits>(name: Name, value: Traits[Name]): void;
  save_changes(callbacks?: Callbacks): void;
  send(content: object): void;
  on(event: string, callback: Listener): void;
  off(event: string, callback: Listener): void;
  widget_manager: { get_model(id: string): Promise<Control> };
}
/** What a listener is given depends on the event. */
export type Listener = (...given: any[]) => void;
/** The model of one of ipywidgets' own controls. */
export interface Control {
  get(name: string): any;
  set(name: string, value: unknown): void;
  has(name: string): boolean;
  on(event: string, callback: Listener, context?: object): void;
  off(event: string | null, callback: Listener | null, context?: object): void;
  set_state(state: object): void;
  save_changes(callbacks?: Callbacks): void;
  comm_live: boolean;
  widget_manager?: { kernel?: Kernel | null; disconnect(): void };
  _state_lock?: unknown;
  _buffered_state_diff?: object;
}
/** A kernel as JupyterLab sees it, as far as it is used here. */
export interface Kernel {
  disposed: Signal;
  statusChanged: Signal;
}
interface Signal {
  connect(act: Listener): void;
  disconnect(act: Listener): void;
}
/** Time in milliseconds, as a page has it or a test. */
export interface Clock {
  now(): number;
  after(act: () => void, time: number): unknown;
  cancel(timer: any): void;
}
