// The scenes of gradcalc/scenes once more, for a reading interpolated in the browser. Every smooth
// surface of the gallery is drawn by both and compared in tests/browser/test_local_marks.py.

const DIRECTION_LENGTH = 0.2;
const RIGHT_ANGLE = 0.035;
const TOO_SHORT = 0.004;
const GRAPH_SAMPLES = 121;

const radians = (degrees) => (degrees * Math.PI) / 180;
const fromAngle = (angle) => [Math.cos(radians(angle)), Math.sin(radians(angle))];
const angleOf = ([dx, dy]) => ((Math.atan2(dy, dx) * 180) / Math.PI + 360) % 360;
const dot = (a, b) => a[0] * b[0] + a[1] * b[1];
const times = (factor, [dx, dy]) => [factor * dx, factor * dy];

/** The numbers at a state, as far as the samples tell: gradient and value may be null; error is that of samples.py. */
function readLocally({ x, y, angle }, partialsAt, heightAt, error) {
  const u = fromAngle(angle);
  const gradient = partialsAt?.(x, y) ?? null;
  const value = heightAt?.(x, y)?.[0] ?? null;
  const length = gradient && Math.hypot(...gradient);
  return { x, y, angle, u, gradient, value, slope: gradient && dot(gradient, u), length, flat: gradient && length <= error };
}

function slopeText({ slope, length }) {
  return short(slope, 1e-6 * length);
}

function dotLabel(text, x, y, [dx, dy], role) {
  const length = Math.hypot(dx, dy) || 1;
  return { kind: "Label", text, x, y, dx: dx / length, dy: dy / length, role };
}

const SCENES = {
  map(reading, { xlim, ylim }, scale, kept) {
    const { x, y, u, gradient } = reading;
    const width = Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
    const reach = 2 * width;
    const line = { kind: "Polyline", x: [x - reach * u[0], x + reach * u[0]], y: [y - reach * u[1], y + reach * u[1]], role: "line" };
    const side = times(!gradient || u[0] * gradient[1] - u[1] * gradient[0] >= 0 ? 1 : -1, [-u[1], u[0]]);
    const direction = clipArrow(arrowMark(x, y, times(DIRECTION_LENGTH * width, u), "direction"), xlim, ylim);
    return [
      line,
      // Where only the kernel knows the gradient, its arrows stay where it has last put them.
      ...(gradient ? gradientMarks(reading, side, width, xlim, ylim, scale) : kept.filter(({ role }) => KERNELS.includes(role))),
      direction,
      dotLabel("u", x + direction.dx, y + direction.dy, [u[0] - 0.9 * side[0], u[1] - 0.9 * side[1]], "direction"),
      { kind: "Dot", x, y, role: "point" },
    ];
  },

  slopes(reading, { ylim }, scale, kept, { cosine }) {
    const { angle, gradient, slope, flat } = reading;
    if (!gradient || !cosine) return kept;
    const marks = [];
    if (!flat) {
      const steepest = ((angleOf(gradient) + 0.25) % 360) - 0.25; // as in slopes.py
      marks.push({ kind: "Polyline", x: [steepest, steepest], y: ylim, role: "drop" });
      marks.push(dotLabel("∇f", steepest, ylim[1], [steepest < 300 ? 1 : -1, 0], "gradient"));
    }
    const angles = Array.from({ length: GRAPH_SAMPLES }, (_, i) => (360 * i) / (GRAPH_SAMPLES - 1));
    marks.push({ kind: "Polyline", x: angles, y: angles.map((a) => dot(gradient, fromAngle(a))), role: "curve" });
    marks.push({ kind: "Polyline", x: [angle, angle], y: ylim, role: "line" });
    marks.push({ kind: "Dot", x: angle, y: slope, role: "projection" });
    marks.push(dotLabel(`Dᵤf = ${slopeText(reading)}`, angle, slope, [0, slope > 0.6 * ylim[1] ? -1 : 1], "projection"));
    return marks;
  },

  slice(reading, { xlim, ylim }, scale, kept, { cosine, heightAt, window }) {
    const { x, y, u, gradient, value, slope } = reading;
    if (!gradient || !cosine || value === null) return kept;
    let [low, high] = xlim;
    [[x, u[0], window.xlim], [y, u[1], window.ylim]].forEach(([start, move, limits]) => {
      if (Math.abs(move) <= 1e-12) return;
      const [near, far] = limits.map((limit) => (limit - start) / move).sort((a, b) => a - b);
      [low, high] = [Math.max(low, near), Math.min(high, far)];
    });
    const distances = Array.from({ length: GRAPH_SAMPLES }, (_, i) => low + ((high - low) * i) / (GRAPH_SAMPLES - 1));
    const inside = (s, i, limits) => clamp([x, y][i] + s * u[i], ...limits);
    const heights = distances.map((s) => heightAt(inside(s, 0, window.xlim), inside(s, 1, window.ylim))?.[0]);
    if (heights.includes(undefined)) return kept;
    return [
      { kind: "Polyline", x: [0, 0], y: ylim, role: "line" },
      { kind: "Polyline", x: distances, y: heights, role: "curve" },
      { kind: "Polyline", x: xlim, y: xlim.map((s) => value + slope * s), role: "tangent" },
      { kind: "Dot", x: 0, y: value, role: "projection" },
      dotLabel(`slope ${slopeText(reading)}`, 0, value, [0, value > ylim[0] + 0.7 * (ylim[1] - ylim[0]) ? -1 : 1], "projection"),
    ];
  },

  components(reading, { xlim, ylim }, scale, kept) {
    const { x, y, gradient } = reading;
    return [
      { kind: "Polyline", x: xlim, y: [y, y], role: "line" },
      { kind: "Polyline", x: [x, x], y: ylim, role: "line" },
      ...(gradient ? componentMarks(reading, xlim, ylim, scale) : kept.filter(({ role }) => COMPONENTS.includes(role))),
      { kind: "Dot", x, y, role: "point" },
    ];
  },

  "slice x": (...rest) => axisSlice(0, ...rest),
  "slice y": (...rest) => axisSlice(1, ...rest),
};

const KERNELS = ["gradient", "projection", "drop"];

function gradientMarks(reading, side, width, xlim, ylim, scale) {
  const { x, y, u, length } = reading;
  const g = times(scale, reading.gradient);
  const along = times(dot(g, u), u);
  const across = [g[0] - along[0], g[1] - along[1]];
  const [size, shadow, drop] = [g, along, across].map((v) => Math.hypot(...v));
  const marks = [];
  if (size < TOO_SHORT * width) return marks;
  if (shadow > TOO_SHORT * width) {
    const arrow = clipArrow(arrowMark(x, y, along, "projection"), xlim, ylim);
    marks.push(arrow, dotLabel(`Dᵤf = ${slopeText(reading)}`, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, times(-1, side), "projection"));
  }
  if (drop > TOO_SHORT * width) {
    const foot = [x + along[0], y + along[1]];
    marks.push({ kind: "Polyline", x: [foot[0], x + g[0]], y: [foot[1], y + g[1]], role: "drop" });
    const corner = Math.min(RIGHT_ANGLE * width, shadow / 2, drop / 2);
    if (corner > TOO_SHORT * width) {
      const [[ax, ay], [bx, by]] = [times(-corner / shadow, along), times(corner / drop, across)];
      marks.push({ kind: "RightAngle", x: foot[0], y: foot[1], ax, ay, bx, by, role: "drop" });
    }
  }
  const arrow = clipArrow(arrowMark(x, y, g, "gradient"), xlim, ylim);
  const towards = [g[0] / size + 0.6 * side[0], g[1] / size + 0.6 * side[1]];
  const text = arrow.broken ? `|∇f| = ${short(length)}` : "∇f";
  return [...marks, arrow, dotLabel(text, x + arrow.dx, y + arrow.dy, towards, "gradient")];
}

const PARTIALS = ["∂f/∂x", "∂f/∂y"];
const COMPONENTS = ["gradient", "part x", "part y", "drop"];

function componentMarks({ x, y, gradient, length }, xlim, ylim, scale) {
  const [gx, gy] = times(scale, gradient);
  const size = Math.hypot(gx, gy);
  const least = TOO_SHORT * Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
  const marks = [];
  if (size < least) return marks;
  if (Math.min(Math.abs(gx), Math.abs(gy)) > least) {
    marks.push({ kind: "Polyline", x: [x + gx, x + gx], y: [y, y + gy], role: "drop" });
    marks.push({ kind: "Polyline", x: [x, x + gx], y: [y + gy, y + gy], role: "drop" });
  }
  const parts = [
    ["part x", [gx, 0], [0, gy >= 0 ? -1 : 1]],
    ["part y", [0, gy], [gx >= 0 ? -1 : 1, 0]],
  ];
  parts.forEach(([role, part, side], i) => {
    if (Math.abs(part[i]) <= least) return;
    const arrow = clipArrow(arrowMark(x, y, part, role), xlim, ylim);
    const text = arrow.broken ? `${PARTIALS[i]} = ${short(gradient[i], 1e-6 * length)}` : PARTIALS[i];
    marks.push(arrow, dotLabel(text, x + 0.6 * arrow.dx, y + 0.6 * arrow.dy, side, role));
  });
  const arrow = clipArrow(arrowMark(x, y, [gx, gy], "gradient"), xlim, ylim);
  const text = arrow.broken ? `|∇f| = ${short(length)}` : "∇f";
  return [...marks, arrow, dotLabel(text, x + arrow.dx, y + arrow.dy, [gx, gy], "gradient")];
}

/** f along x, axis 0, or along y, axis 1, with the other coordinate held fixed. */
function axisSlice(axis, { x, y, gradient, value, length }, frame, scale, kept, { heightAt, window }) {
  if (!gradient || value === null) return kept;
  const { xlim, ylim } = frame;
  const name = "xy"[axis];
  const [low, high] = window[`${name}lim`];
  const here = [x, y][axis];
  const slope = gradient[axis];
  const along = Array.from({ length: GRAPH_SAMPLES }, (_, i) => Math.min(low + ((high - low) * i) / (GRAPH_SAMPLES - 1), high));
  const heights = along.map((at) => (axis === 0 ? heightAt(at, y) : heightAt(x, at))?.[0]);
  if (heights.includes(undefined)) return kept;
  const away = value > ylim[0] + 0.7 * (ylim[1] - ylim[0]) ? -1 : 1;
  const lean = ((slope * frame.box_height) / (ylim[1] - ylim[0])) * ((xlim[1] - xlim[0]) / frame.box_width);
  return [
    { kind: "Polyline", x: [here, here], y: ylim, role: "line" },
    { kind: "Polyline", x: along, y: heights, role: "curve" },
    { kind: "Polyline", x: xlim, y: xlim.map((at) => value + slope * (at - here)), role: `tangent ${name}` },
    { kind: "Dot", x: here, y: value, role: `part ${name}` },
    dotLabel(`${PARTIALS[axis]} = ${short(slope, 1e-6 * length)}`, here, value, [-away * lean, away], `part ${name}`),
  ];
}

function arrowMark(x, y, [dx, dy], role) {
  return { kind: "Arrow", x, y, dx, dy, role, broken: false };
}

function clipArrow(arrow, xlim, ylim) {
  let share = 1;
  for (const [start, move, [low, high]] of [[arrow.x, arrow.dx, xlim], [arrow.y, arrow.dy, ylim]]) {
    if (start + move >= low && start + move <= high) continue;
    share = Math.min(share, Math.max(0, ((move > 0 ? high : low) - start) / move));
  }
  if (share === 1) return arrow;
  share *= 0.97;
  return { ...arrow, dx: arrow.dx * share, dy: arrow.dy * share, broken: true };
}
