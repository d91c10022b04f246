// What a camera sees of a scene in space, as gradcalc/pictures/space.py says it: marks of the picture.

import { onceFor } from "../keeping.js";
import { row } from "../numbers.js";
import { cameraAt } from "./camera.js";

/** @import { Arrow, Camera, Dots, Label, Line, Mark, Polyline, Solid, Spots, Triple, Word } from "../kernel.d.ts" */
/** @import { Hill } from "./hill.js" */
/** @typedef {{ below: Mark[], above: Mark[] }} Seen the marks on the floor, and those that the hill does not cover */

const ACROSS = 0.3;
const STEEP = 75; // degrees above the floor, up to which heights are spoken of
const PARTS = 40; // of a long straight line, which may be hidden in part

/** @param {Hill} hill @param {Camera} camera */
export function createEye(hill, camera) {
  const eye = cameraAt(camera);
  const { right, up } = eye;
  const [cx, cy, middle] = hill.middle;

  /** Where a point with a drawn height is seen. @returns {[number, number]} */
  function project(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ rise) {
    const [p, q, r] = [x - cx, y - cy, rise - middle];
    return [cx + right[0] * p + right[1] * q, cy + up[0] * p + up[1] * q + up[2] * r];
  }

  /** Where a point is seen whose height is a value of f. */
  const at = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => project(x, y, hill.drawn(z));

  const [e, f] = at(0, 0, hill.floor);
  /** Where the floor is seen, in the order of a canvas. @type {[number, number, number, number, number, number]} */
  const matrix = [right[0], up[0], right[1], up[1], e, f];

  /** @returns {[number, number]} */
  const turned = (/** @type {number} */ x, /** @type {number} */ y) => [matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y];
  const onFloor = (/** @type {number} */ x, /** @type {number} */ y) => {
    const [across, upwards] = turned(x, y);
    return /** @type {[number, number]} */ ([across + e, upwards + f]);
  };

  /** A mark of the floor, as it is seen. @param {Mark} mark @returns {Mark} */
  function flat(mark) {
    if (mark.kind === "Polyline" || mark.kind === "Dots") {
      const ys = row(mark.y);
      const places = row(mark.x).map((x, i) => onFloor(x, ys[i]));
      return { ...mark, x: places.map(([x]) => x), y: places.map(([, y]) => y) };
    }
    if (mark.kind === "FieldArrows") return mark;
    const [x, y] = onFloor(mark.x, mark.y);
    if (mark.kind === "Arrow") {
      const [dx, dy] = turned(mark.dx, mark.dy);
      return { ...mark, x, y, dx, dy };
    }
    if (mark.kind === "RightAngle") {
      const [[ax, ay], [bx, by]] = [turned(mark.ax, mark.ay), turned(mark.bx, mark.by)];
      return { ...mark, x, y, ax, ay, bx, by };
    }
    if (mark.kind === "Label") {
      const [dx, dy] = turned(mark.dx, mark.dy);
      const length = Math.hypot(dx, dy) || 1;
      return { ...mark, x, y, dx: dx / length, dy: dy / length };
    }
    return { ...mark, x, y };
  }

  /** A line in pieces that the hill hides and pieces that it does not: much work, which a line that stays is spared. */
  const line = onceFor((/** @type {Line} */ { x: xs, y: ys, z: zs, role }) => {
    let [x, y, z] = [row(xs), row(ys), row(zs)];
    if (x.length === 2 && Math.hypot(x[1] - x[0], y[1] - y[0]) > hill.side / 10) {
      [x, y, z] = [x, y, z].map(([from, to]) => Array.from({ length: PARTS + 1 }, (_, i) => from + ((to - from) * i) / PARTS));
    }
    /** @type {Polyline[]} */
    const pieces = [];
    let [acrossRow, upRow] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
    let behind = false;
    for (let i = 0; i < x.length; i++) {
      const rise = hill.drawn(z[i]);
      const hidden = hill.hides(x[i], y[i], rise, eye);
      const [across, upwards] = project(x[i], y[i], rise);
      acrossRow.push(across);
      upRow.push(upwards);
      if (i === 0) behind = hidden;
      if (hidden === behind && i < x.length - 1) continue;
      if (acrossRow.length > 1) pieces.push({ kind: "Polyline", x: acrossRow, y: upRow, role, behind });
      [acrossRow, upRow, behind] = [[across], [upwards], hidden];
    }
    return pieces;
  });

  /** Those of some small dots that the hill does not hide. @param {Spots} spots @returns {Dots} */
  function spots({ x: xs, y: ys, z: zs, role }) {
    const [y, z] = [row(ys), row(zs)];
    const places = row(xs).flatMap((x, i) => (hill.hides(x, y[i], hill.drawn(z[i]), eye) ? [] : [at(x, y[i], z[i])]));
    return { kind: "Dots", x: places.map(([across]) => across), y: places.map(([, upwards]) => upwards), role };
  }

  /** @param {Word} word @returns {Label} */
  function word({ text, x, y, z, dx, dy, dz, role }) {
    const along = (/** @type {Triple} */ way) => way[0] * dx + way[1] * dy + way[2] * dz;
    const [across, upwards] = [along(right), along(up)];
    const length = Math.hypot(across, upwards);
    const [px, py] = at(x, y, z);
    const seen = length > ACROSS * Math.hypot(dx, dy, dz) ? { dx: across / length, dy: upwards / length } : { dx: -0.6, dy: 0.8 };
    return { kind: "Label", text, x: px, y: py, ...seen, role };
  }

  /** The border of the window on the floor, with the names of the axes along the sides that are nearest. @returns {Mark[]} */
  function edges() {
    const { xlim: [x0, x1], ylim: [y0, y1] } = hill.window;
    const [dx, dy] = eye.towards;
    /** @type {Mark[]} */
    const marks = [
      { kind: "Polyline", x: [x0, x1, x1, x0, x0], y: [y0, y0, y1, y1, y0], role: "edge" },
      { kind: "Label", text: "x", x: (x0 + x1) / 2, y: dy > 0 ? y1 : y0, dx: 0, dy: dy > 0 ? 1 : -1, role: "edge" },
      { kind: "Label", text: "y", x: dx > 0 ? x1 : x0, y: (y0 + y1) / 2, dx: dx > 0 ? 1 : -1, dy: 0, role: "edge" },
    ];
    return marks.map(flat);
  }

  return {
    camera,
    eye,
    matrix,
    project,
    at,
    onFloor,
    edges,
    line,
    /** The contours on the hill, where they can be seen. */
    contours() {
      return hill.contours.flatMap((rows) => line({ kind: "Line", ...rows, role: "contour" }).filter(({ behind }) => !behind));
    },
    /** The marks of a scene. @param {Solid[]} solids @returns {Seen} */
    seen(solids) {
      const [below, above, words] = [edges(), /** @type {Mark[]} */ ([]), /** @type {Mark[]} */ ([])];
      for (const solid of solids) {
        if (solid.kind === "Flat") (solid.mark.kind === "Label" ? words : below).push(flat(solid.mark));
        else if (solid.kind === "Line") above.push(...line(solid));
        else if (solid.kind === "Spots") above.push(spots(solid));
        else if (solid.kind === "Word") words.push(...(camera.elevation <= STEEP ? [word(solid)] : []));
        else if (solid.kind === "Spot") {
          const [x, y] = at(solid.x, solid.y, solid.z);
          above.push({ kind: "Dot", x, y, role: solid.role });
        } else {
          const [ys, zs] = [row(solid.y), row(solid.z)];
          const places = row(solid.x).map((x, i) => at(x, ys[i], zs[i]));
          above.push({ kind: "Polyline", x: places.map(([x]) => x), y: places.map(([, y]) => y), role: solid.role, filled: true });
        }
      }
      return { below, above: [...above, ...words] };
    },
  };
}

/** @typedef {ReturnType<typeof createEye>} View */
