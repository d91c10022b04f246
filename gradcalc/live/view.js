// The browser's half of the live picture: draws marks on a canvas above the background, and turns
// pointer and arrow keys into moves of the test point. Marks are described in gradcalc/marks.py.

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** Maps data to CSS pixels and back, for one background. */
function axesOf({ left, top, box_width, box_height, xlim, ylim }) {
  const sx = box_width / (xlim[1] - xlim[0]);
  const sy = box_height / (ylim[1] - ylim[0]);
  return {
    left,
    top,
    right: left + box_width,
    bottom: top + box_height,
    x: (x) => left + (x - xlim[0]) * sx,
    y: (y) => top + (ylim[1] - y) * sy,
    dx: (dx) => dx * sx,
    dy: (dy) => -dy * sy,
    dataX: (px) => xlim[0] + (px - left) / sx,
    dataY: (py) => ylim[1] - (py - top) / sy,
  };
}

function arrow(ctx, x, y, dx, dy, width, headLength) {
  const length = Math.hypot(dx, dy);
  if (length === 0) return;
  const head = Math.min(headLength, 0.6 * length);
  const [ux, uy] = [dx / length, dy / length];
  const [baseX, baseY] = [x + dx - head * ux, y + dy - head * uy];
  const half = 0.45 * head;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(baseX, baseY);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x + dx, y + dy);
  ctx.lineTo(baseX - half * uy, baseY + half * ux);
  ctx.lineTo(baseX + half * uy, baseY - half * ux);
  ctx.closePath();
  ctx.fill();
}

function breakMark(ctx, x, y, dx, dy, width) {
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  ctx.lineWidth = width * 0.7;
  ctx.beginPath();
  for (const shift of [-3, 3]) {
    const [mx, my] = [x + 0.75 * dx + shift * ux, y + 0.75 * dy + shift * uy];
    ctx.moveTo(mx - 6 * uy - 3 * ux, my + 6 * ux - 3 * uy);
    ctx.lineTo(mx + 6 * uy + 3 * ux, my - 6 * ux + 3 * uy);
  }
  ctx.stroke();
}

/** One function a kind of mark: (ctx, axes, mark, style of its role, halo colour, sizes). */
const DRAW = {
  Arrow(ctx, axes, mark, style, halo, sizes) {
    const [x, y, dx, dy] = [axes.x(mark.x), axes.y(mark.y), axes.dx(mark.dx), axes.dy(mark.dy)];
    const head = sizes.head[0] + sizes.head[1] * style.width;
    if (style.outlined) {
      const colour = ctx.strokeStyle;
      ctx.strokeStyle = ctx.fillStyle = halo;
      arrow(ctx, x, y, dx, dy, style.width + 3, head);
      ctx.strokeStyle = ctx.fillStyle = colour;
    }
    arrow(ctx, x, y, dx, dy, style.width, head);
    if (mark.broken) breakMark(ctx, x, y, dx, dy, style.width);
  },
  Polyline(ctx, axes, mark, style) {
    ctx.lineWidth = style.width;
    ctx.beginPath();
    mark.x.forEach((x, i) => ctx.lineTo(axes.x(x), axes.y(mark.y[i])));
    ctx.stroke();
  },
  RightAngle(ctx, axes, mark, style) {
    const [x, y] = [axes.x(mark.x), axes.y(mark.y)];
    const [ax, ay, bx, by] = [axes.dx(mark.ax), axes.dy(mark.ay), axes.dx(mark.bx), axes.dy(mark.by)];
    ctx.lineWidth = style.width;
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(x + ax, y + ay);
    ctx.lineTo(x + ax + bx, y + ay + by);
    ctx.lineTo(x + bx, y + by);
    ctx.stroke();
  },
  Dot(ctx, axes, mark, style, halo, sizes) {
    ctx.beginPath();
    ctx.arc(axes.x(mark.x), axes.y(mark.y), sizes.dot, 0, 2 * Math.PI);
    ctx.fill();
    ctx.strokeStyle = halo;
    ctx.lineWidth = 2;
    ctx.stroke();
  },
  Label(ctx, axes, mark, style, halo, sizes) {
    ctx.font = `bold ${sizes.label}px system-ui, 'DejaVu Sans', sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    // As far as it takes for the whole box of the text to clear the line across (dx, dy), but inside the frame.
    const [width, height] = [ctx.measureText(mark.text).width, sizes.label];
    const away = (Math.abs(mark.dx) * width + Math.abs(mark.dy) * height) / 2 + sizes.gap;
    const x = clamp(axes.x(mark.x) + away * mark.dx, axes.left + width / 2 + 2, axes.right - width / 2 - 2);
    const y = clamp(axes.y(mark.y) - away * mark.dy, axes.top + height / 2 + 2, axes.bottom - height / 2 - 2);
    ctx.strokeStyle = halo;
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.strokeText(mark.text, x, y);
    ctx.fillText(mark.text, x, y);
  },
};

function drawField(ctx, axes, buffer, style) {
  // A copy, because a view of float32 must start at a multiple of four bytes.
  const rows = new Float32Array(buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength));
  ctx.lineWidth = style.width;
  ctx.beginPath();
  for (let i = 0; i < rows.length; i += 4) {
    const [x, y] = [axes.x(rows[i]), axes.y(rows[i + 1])];
    const [dx, dy] = [axes.dx(rows[i + 2]), axes.dy(rows[i + 3])];
    const length = Math.hypot(dx, dy);
    if (length < 0.5) {
      ctx.rect(x - 0.5, y - 0.5, 1, 1);
      continue;
    }
    const head = Math.min(6, 0.5 * length) / length;
    const [tipX, tipY] = [x + dx, y + dy];
    ctx.moveTo(x, y);
    ctx.lineTo(tipX, tipY);
    for (const side of [-0.5, 0.5]) {
      ctx.moveTo(tipX, tipY);
      ctx.lineTo(tipX - head * (dx - side * dy), tipY - head * (dy + side * dx));
    }
  }
  ctx.stroke();
}

function draw(canvas, model, dark, pixelRatio) {
  const background = model.get("background");
  const { styles, halos, sizes } = model.get("look");
  const axes = axesOf(background);
  const ctx = canvas.getContext("2d");
  const halo = dark ? halos.dark : halos.light;
  const use = (style) => {
    ctx.strokeStyle = ctx.fillStyle = dark ? style.dark : style.light;
    ctx.setLineDash(style.dash);
  };
  canvas.width = Math.round(background.width * pixelRatio); // also clears the canvas
  canvas.height = Math.round(background.height * pixelRatio);
  ctx.scale(canvas.width / background.width, canvas.height / background.height);
  ctx.beginPath();
  ctx.rect(background.left, background.top, background.box_width, background.box_height);
  ctx.clip();
  use(styles.field);
  drawField(ctx, axes, model.get("field"), styles.field);
  for (const mark of model.get("frame").marks) {
    const style = styles[mark.role];
    ctx.save();
    use(style);
    DRAW[mark.kind](ctx, axes, mark, style, halo, sizes);
    ctx.restore();
  }
}

function element(tag, className, parent) {
  const node = document.createElement(tag);
  node.className = className;
  parent?.append(node);
  return node;
}

function fillTable(table, rows) {
  const body = document.createElement("tbody");
  for (const [name, value, error] of rows) {
    const row = body.insertRow();
    const head = element("th", "", row);
    head.scope = "row";
    head.textContent = name;
    row.insertCell().textContent = value;
    row.insertCell().textContent = error;
  }
  table.tBodies[0]?.remove();
  table.append(body);
}

function isDark() {
  return document.body.dataset.jpThemeLight === "false";
}

function render({ model, el }) {
  const root = element("div", "gradcalc-view", el);
  const picture = element("div", "gradcalc-picture", root);
  picture.tabIndex = 0;
  picture.setAttribute("role", "application");
  picture.setAttribute("aria-roledescription", "picture with a movable point");
  let image = element("img", "", picture);
  image.alt = "";
  const canvas = element("canvas", "gradcalc-canvas", picture);
  const side = element("div", "gradcalc-side", root);
  const table = element("table", "", side);
  table.innerHTML = "<thead><tr><th scope=col>at the point</th><th scope=col>value</th><th scope=col>error</th></tr></thead>";
  const note = element("p", "gradcalc-note", side);
  const remark = element("p", "gradcalc-remark", side);
  const message = element("p", "gradcalc-message", root);
  message.setAttribute("role", "alert");
  const spoken = element("p", "gradcalc-hidden", root);
  spoken.setAttribute("aria-live", "polite");

  let shown = null; // the background on the screen; marks of another one would stand in the wrong place
  let disposed = false;
  let drawnThisFrame = false;
  let speaking;

  function drawNow() {
    if (shown === model.get("background") && model.get("frame").marks) {
      draw(canvas, model, isDark(), window.devicePixelRatio);
    }
  }

  // At once, because waiting for the next animation frame costs a frame; but once a frame at most.
  function drawSoon() {
    if (drawnThisFrame) return;
    drawnThisFrame = true;
    drawNow();
    const [frame, field] = [model.get("frame"), model.get("field")];
    requestAnimationFrame(() => {
      drawnThisFrame = false;
      if (model.get("frame") !== frame || model.get("field") !== field) drawSoon();
    });
  }

  function onFrame() {
    drawSoon();
    const { table: rows, sentence, note: words, remark: said } = model.get("frame");
    if (!rows) return;
    fillTable(table, rows);
    note.textContent = words;
    remark.textContent = said;
    picture.setAttribute("aria-label", `${sentence} Arrow keys move the point.`);
    // Spoken once the hand rests: every value on the way would only be noise.
    clearTimeout(speaking);
    speaking = setTimeout(() => (spoken.textContent = sentence), 400);
  }

  async function onBackground() {
    const background = model.get("background");
    if (!background.png) return;
    const address = URL.createObjectURL(new Blob([background.png], { type: "image/png" }));
    const fresh = new Image();
    fresh.alt = "";
    fresh.src = address;
    try {
      await fresh.decode();
    } finally {
      URL.revokeObjectURL(address);
    }
    if (disposed || background !== model.get("background")) return; // a newer one is on its way
    image.replaceWith(fresh);
    image = fresh;
    picture.style.width = `${background.width}px`;
    picture.style.aspectRatio = `${background.width} / ${background.height}`; // honest where max-width holds it
    shown = background;
    drawNow();
  }

  function onMessage() {
    message.textContent = model.get("message");
  }

  function movePoint(x, y) {
    const { xrange, yrange } = model.get("background");
    model.set("point", [clamp(x, ...xrange), clamp(y, ...yrange)]);
    model.save_changes();
  }

  function onPointer(event) {
    const box = picture.getBoundingClientRect();
    const background = model.get("background");
    const axes = axesOf(background);
    const scale = background.width / box.width; // not 1 in a narrow window
    movePoint(axes.dataX((event.clientX - box.left) * scale), axes.dataY((event.clientY - box.top) * scale));
  }
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    picture.setPointerCapture(event.pointerId);
    onPointer(event);
  });
  picture.addEventListener("pointermove", (event) => {
    if (picture.hasPointerCapture(event.pointerId)) onPointer(event);
  });

  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
  picture.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the notebook would move to the next cell
    const { xrange, yrange } = model.get("background");
    const share = event.shiftKey ? 0.1 : 0.01;
    const [x, y] = model.get("point");
    movePoint(x + move[0] * share * (xrange[1] - xrange[0]), y + move[1] * share * (yrange[1] - yrange[0]));
  });

  // The kernel draws the background for this screen: its pixels, its theme.
  function onScreen() {
    drawNow();
    const screen = { pixel_ratio: window.devicePixelRatio, dark: isDark() };
    const known = model.get("screen");
    if (screen.pixel_ratio !== known.pixel_ratio || screen.dark !== known.dark) {
      model.set("screen", screen);
      model.save_changes();
    }
  }
  const themeWatch = new MutationObserver(onScreen);
  themeWatch.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });

  // The pixel ratio changes with the zoom, and when the window moves to another monitor.
  let ratioWatch;
  function onRatio() {
    ratioWatch?.removeEventListener("change", onRatio);
    ratioWatch = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    ratioWatch.addEventListener("change", onRatio);
    onScreen();
  }

  const handlers = { background: onBackground, frame: onFrame, field: drawSoon, message: onMessage };
  for (const [name, handler] of Object.entries(handlers)) {
    model.on(`change:${name}`, handler);
    handler();
  }
  onRatio();

  return () => {
    disposed = true;
    for (const [name, handler] of Object.entries(handlers)) model.off(`change:${name}`, handler);
    themeWatch.disconnect();
    ratioWatch.removeEventListener("change", onRatio);
    clearTimeout(speaking);
  };
}

export default { render };
