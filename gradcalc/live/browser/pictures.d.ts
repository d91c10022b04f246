// What pictures are made of, as types: frames and backgrounds, marks and how they look. See gradcalc/pictures/.

export type Pair = [number, number];
export type Limits = [low: number, high: number];
/** A window: what of the plane is looked at. */
export interface Window {
  xlim: Limits;
  ylim: Limits;
}
/** Where the axes lie in a picture: sizes in CSS pixels, counted from the top left, and limits in data. See frames.py. */
export interface Frame extends Window {
  width: number;
  height: number;
  left: number;
  top: number;
  box_width: number;
  box_height: number;
}
/** What differs on a light page and on a dark one. */
export type ByTheme<Part> = [light: Part, dark: Part];
/** The contours of a map, see level_map.py. */
export interface Levels extends Window {
  shapes: [kind: "line" | "fill" | "hatch", colours: ByTheme<string>, paths: number, height: number][];
  points: DataView;
  ends: DataView;
  labels: [text: string, x: number, y: number, angle: number][];
  ink: ByTheme<string>;
  alpha: ByTheme<number>;
  /** Kept here once they are decoded. */
  paths?: Float64Array[];
}
/** A background: axes as PNG, or the address of one where a page keeps it as a file. */
export interface Background extends Frame {
  png: DataView | string;
  /** Whether that is drawn for a dark page. */
  dark: boolean;
  levels?: Levels | null;
  hill?: HillData | null;
}
/** A hill, see live/hill_data.py. */
export interface HillData {
  x: DataView;
  y: DataView;
  rises: DataView;
  colours: ByTheme<DataView>;
  base: number;
  top: number;
  factor: number;
  /** Whether it goes on below the base, and above the top. */
  cut: [boolean, boolean];
}
export type Triple = [number, number, number];
/** Where one looks from at a hill, in degrees. */
export interface Camera {
  azimuth: number;
  elevation: number;
}

/** The marks of marks.py, by kind. */
export interface Arrow {
  kind: "Arrow";
  x: number;
  y: number;
  dx: number;
  dy: number;
  role: string;
  broken: boolean;
}
export interface Polyline {
  kind: "Polyline";
  x: number[] | DataView;
  y: number[] | DataView;
  role: string;
  filled?: boolean;
  behind?: boolean;
}
export interface RightAngle {
  kind: "RightAngle";
  x: number;
  y: number;
  ax: number;
  ay: number;
  bx: number;
  by: number;
  role: string;
}
export interface Dot {
  kind: "Dot";
  x: number;
  y: number;
  role: string;
}
export interface Dots {
  kind: "Dots";
  x: number[] | DataView;
  y: number[] | DataView;
  role: string;
}
export interface Label {
  kind: "Label";
  text: string;
  x: number;
  y: number;
  dx: number;
  dy: number;
  role: string;
}
export interface FieldArrows {
  kind: "FieldArrows";
  arrows: DataView;
  role: string;
}
/** The solids of solids.py, by kind. */
export interface Flat {
  kind: "Flat";
  mark: Mark;
}
export interface Line {
  kind: "Line";
  x: number[] | DataView;
  y: number[] | DataView;
  z: number[] | DataView;
  role: string;
}
export interface Pane extends Omit<Line, "kind"> {
  kind: "Pane";
}
export interface Spot {
  kind: "Spot";
  x: number;
  y: number;
  z: number;
  role: string;
}
export interface Spots extends Omit<Line, "kind"> {
  kind: "Spots";
}
export interface Word {
  kind: "Word";
  text: string;
  x: number;
  y: number;
  z: number;
  dx: number;
  dy: number;
  dz: number;
  role: string;
}
export type Solid = Flat | Line | Pane | Spot | Spots | Word;
export type Mark = Arrow | Polyline | RightAngle | Dot | Dots | Label | FieldArrows;

/** How a role looks, see Style in pictures/marks.py. */
export interface Style {
  light: string;
  dark: string;
  width: number;
  dash: number[];
  outlined: boolean;
}
export interface Sizes {
  dot: number;
  smallDot: number;
  gap: number;
  label: number;
  head: Pair;
  glass: number;
  behind: [width: number, dashes: number[]];
}
export interface Look {
  styles: Record<string, Style>;
  halos: { light: string; dark: string };
  sizes: Sizes;
}
