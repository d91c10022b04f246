// The scene of gradcalc/pictures/scenes/level.py once more: the level curve through the point, by marching squares.

const LEVEL_SAMPLES = 81;
let levelGrid = {}; // f sampled for the level curves, as long as the samples of the kernel stay the same

/** f on a grid of the window; values is null where the samples cannot be trusted all over it. */
function gridOf(heightAt, { xlim, ylim }) {
  if (levelGrid.heightAt === heightAt) return levelGrid;
  const axis = ([low, high]) => Array.from({ length: LEVEL_SAMPLES }, (_, i) => Math.min(low + ((high - low) * i) / (LEVEL_SAMPLES - 1), high));
  const [x, y] = [axis(xlim), axis(ylim)];
  let values = [];
  for (const at of y) {
    const row = x.map((across) => heightAt(across, at)?.[0]);
    if (row.includes(undefined)) values = null;
    if (!values) break;
    values.push(row);
  }
  return (levelGrid = { heightAt, x, y, values });
}

/** The level lines as pieces of two points, one or two in each cell that a line passes through. */
function levelPieces({ x, y, values }, level) {
  const pieces = [];
  for (let i = 0; i < y.length - 1; i++) {
    for (let j = 0; j < x.length - 1; j++) {
      const [a, b, c, d] = [values[i][j], values[i][j + 1], values[i + 1][j + 1], values[i + 1][j]];
      if (a > level === b > level && b > level === c > level && c > level === d > level) continue;
      const between = (p, q) => (level - p) / (q - p);
      const crossed = [];
      if (a > level !== b > level) crossed.push([x[j] + between(a, b) * (x[j + 1] - x[j]), y[i]]); // bottom
      if (b > level !== c > level) crossed.push([x[j + 1], y[i] + between(b, c) * (y[i + 1] - y[i])]); // right
      if (d > level !== c > level) crossed.push([x[j] + between(d, c) * (x[j + 1] - x[j]), y[i + 1]]); // top
      if (a > level !== d > level) crossed.push([x[j], y[i] + between(a, d) * (y[i + 1] - y[i])]); // left
      // Where two lines pass through the cell, its mean says which corners are joined.
      const joined = crossed.length < 4 ? [[0, 1]] : (a + b + c + d) / 4 > level === a > level ? [[0, 1], [2, 3]] : [[0, 3], [1, 2]];
      for (const [p, q] of joined) {
        pieces.push({ kind: "Polyline", x: [crossed[p][0], crossed[q][0]], y: [crossed[p][1], crossed[q][1]], role: "level" });
      }
    }
  }
  return pieces;
}

SCENES.level = (reading, { xlim, ylim }, scale, kept, { heightAt, window }) => {
  const { x, y, u, gradient, value } = reading;
  const width = Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
  const grid = heightAt && value !== null ? gridOf(heightAt, window) : {};
  const known = kept ?? [];
  const side = times(!gradient || u[0] * gradient[1] - u[1] * gradient[0] >= 0 ? 1 : -1, [-u[1], u[0]]);
  const direction = clipArrow(arrowMark(x, y, times(DIRECTION_LENGTH * width, u), "direction"), xlim, ylim);
  return [
    ...(grid.values ? levelPieces(grid, value) : known.filter(({ role }) => role === "level")),
    ...(gradient ? splitMarks(reading, side, width, xlim, ylim, scale) : known.filter(({ role }) => SPLIT.includes(role))),
    direction,
    dotLabel("u", x + direction.dx, y + direction.dy, [u[0] - 0.9 * side[0], u[1] - 0.9 * side[1]], "direction"),
    { kind: "Dot", x, y, role: "point" },
  ];
};

const SPLIT = ["level tangent", "gradient", "projection", "across", "drop"];

function splitMarks({ x, y, u, gradient, slope, length }, side, width, xlim, ylim, scale) {
  const g = times(scale, gradient);
  const size = Math.hypot(...g);
  if (size < TOO_SHORT * width) return [];
  const [up, t] = [times(1 / size, g), times(1 / size, [-g[1], g[0]])];
  const far = times(2 * width, t);
  const leg = RIGHT_ANGLE * width;
  const [[ax, ay], [bx, by]] = [times(leg, up), times(dot(t, u) > 0 ? -leg : leg, t)];
  const marks = [
    { kind: "Polyline", x: [x - far[0], x + far[0]], y: [y - far[1], y + far[1]], role: "level tangent" },
    { kind: "RightAngle", x, y, ax, ay, bx, by, role: "gradient" },
  ];
  const along = times(dot(g, u), u);
  const across = [g[0] - along[0], g[1] - along[1]];
  const [shadow, rest] = [Math.hypot(...along), Math.hypot(...across)];
  if (Math.min(shadow, rest) > TOO_SHORT * width) {
    for (const part of [along, across]) {
      marks.push({ kind: "Polyline", x: [x + part[0], x + g[0]], y: [y + part[1], y + g[1]], role: "drop" });
    }
  }
  if (rest > TOO_SHORT * width) {
    const arrow = clipArrow(arrowMark(x, y, across, "across"), xlim, ylim);
    const away = [0, 1].map((i) => side[i] - 2 * (Math.sign(slope) || 1) * u[i]);
    marks.push(arrow, dotLabel(`across ${short(rest / scale, 1e-6 * length)}`, x + arrow.dx, y + arrow.dy, away, "across"));
  }
  if (shadow > TOO_SHORT * width) {
    const arrow = clipArrow(arrowMark(x, y, along, "projection"), xlim, ylim);
    marks.push(arrow, dotLabel(`Dᵤf = ${slopeText({ slope, length })}`, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, times(-1, side), "projection"));
  }
  const arrow = clipArrow(arrowMark(x, y, g, "gradient"), xlim, ylim);
  const text = arrow.broken ? `|∇f| = ${short(length)}` : "∇f";
  return [...marks, arrow, dotLabel(text, x + arrow.dx, y + arrow.dy, g, "gradient")];
}
