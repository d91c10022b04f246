// The arrows on a circle, and their outward parts against the angle: gradcalc/pictures/scenes/circle.py.

/** @import { Mark } from "../pictures.d.ts" */
/** @import { CircleReading } from "../reading/circle.js" */

const CIRCLE_EVERY = 50; // places between two arrows: 5 degrees
const CIRCLE_CLOSE = 4; // places between two points of the graph
const CIRCLE_LONG = 0.22; // of the radius: how long every arrow is drawn

/** Some of the places, and those where the arrows point inwards most. @param {CircleReading} reading @param {number} every */
const placesWithDips = ({ angles, dips }, every) => [...angles.keys()].filter((i) => i % every === 0 || dips.includes(i));

/** @returns {Mark[]} @param {CircleReading} reading */
export function circleScene(reading) {
  const { directions, arrows, inwards, dips } = reading;
  const rows = placesWithDips(reading, CIRCLE_EVERY).map((i) => {
    const size = Math.hypot(...arrows[i]);
    return { inwards: inwards[i], row: [...directions[i], (CIRCLE_LONG * arrows[i][0]) / size, (CIRCLE_LONG * arrows[i][1]) / size] };
  });
  const ring = [...directions.filter((_, i) => i % 10 === 0), directions[0]];
  const along = Float32Array.from(rows.filter((row) => !row.inwards).flatMap(({ row }) => row));
  /** @type {Mark[]} */
  const marks = [
    { kind: "Polyline", x: ring.map(([x]) => x), y: ring.map(([, y]) => y), role: "line" },
    { kind: "FieldArrows", role: "field", arrows: new DataView(along.buffer) },
  ];
  for (const { row: [x, y, dx, dy] } of rows.filter((row) => row.inwards)) marks.push({ kind: "Arrow", x, y, dx, dy, role: "gradient", broken: false });
  marks.push({ kind: "Dot", x: 0, y: 0, role: "point" });
  if (!dips.length) return marks;
  const [x, y] = directions[dips[0]];
  return [...marks, { kind: "Label", text: "inwards", x: 0.8 * x, y: 0.8 * y, dx: -x, dy: -y, role: "gradient" }];
}

/** @returns {Mark[]} @param {CircleReading} reading */
export function outwardScene(reading) {
  const { angles, outward, inwards, least, greatest, lowest } = reading;
  const shown = placesWithDips(reading, CIRCLE_CLOSE);
  const height = (/** @type {number} */ i) => Math.cbrt(outward[i] / Math.max(-least, greatest));
  const below = shown.filter((i) => inwards[i]);
  /** @type {Mark[]} */
  const marks = [
    { kind: "Polyline", x: [0, 360], y: [0, 0], role: "line" },
    { kind: "Polyline", x: [...shown.map((i) => angles[i]), 360], y: [...shown, shown[0]].map(height), role: "curve" },
  ];
  if (!below.length) return marks;
  return [
    ...marks,
    { kind: "Dots", x: below.map((i) => angles[i]), y: below.map(height), role: "gradient" },
    { kind: "Label", text: "inwards", x: angles[lowest], y: height(lowest), dx: angles[lowest] < 180 ? 1 : -1, dy: -0.3, role: "gradient" },
  ];
}
