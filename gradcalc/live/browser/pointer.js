// Mouse, touch, pen and arrow keys on the pictures.

const GRIP = { mouse: 12, pen: 16, touch: 26 }; // pixels around the tip of u in which it can be grasped

/** Drag the point, or the tip of the arrow u, in the map. */
function listenOnMap(panel, model, state, move) {
  let grasped = null;

  const tipAt = (axes) => {
    const { xlim, ylim } = panel.frame;
    const length = DIRECTION_LENGTH * Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);
    const { x, y, angle } = state.now;
    const arrow = clipArrow(arrowMark(x, y, times(length, fromAngle(angle)), "direction"), xlim, ylim);
    return [axes.x(x + arrow.dx), axes.y(y + arrow.dy)];
  };

  function isOnTip(event) {
    const axes = axesOf(panel.frame);
    const [px, py] = panel.place(event);
    const [tipX, tipY] = tipAt(axes);
    const toTip = Math.hypot(px - tipX, py - tipY);
    const toPoint = Math.hypot(px - axes.x(state.now.x), py - axes.y(state.now.y));
    return toTip <= (GRIP[event.pointerType] ?? GRIP.mouse) && toTip < toPoint;
  }

  function drag(event) {
    const axes = axesOf(panel.frame);
    const [px, py] = panel.place(event);
    const [x, y] = [axes.dataX(px), axes.dataY(py)];
    if (grasped === "tip") {
      if (x !== state.now.x || y !== state.now.y) move({ angle: Math.round(angleOf([x - state.now.x, y - state.now.y])) % 360 });
    } else {
      const { xlim, ylim } = model.get("window");
      move({ x: clamp(x, ...xlim), y: clamp(y, ...ylim) });
    }
  }

  panel.box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !panel.frame) return;
    grasped = isOnTip(event) ? "tip" : "point";
    panel.box.setPointerCapture(event.pointerId);
    if (grasped === "point") drag(event);
  });
  panel.box.addEventListener("pointermove", (event) => {
    if (panel.box.hasPointerCapture(event.pointerId)) drag(event);
    else if (panel.frame) panel.box.style.cursor = isOnTip(event) ? "grab" : "";
  });

  listenToKeys(panel, (key, large) => {
    const { xlim, ylim } = model.get("window");
    if (key === "Home") {
      const [x, y] = model.get("start");
      return move({ x: clamp(x, ...xlim), y: clamp(y, ...ylim) });
    }
    const share = large ? 0.1 : 0.01;
    const [dx, dy] = ARROW_KEYS[key];
    move({
      x: clamp(state.now.x + dx * share * (xlim[1] - xlim[0]), ...xlim),
      y: clamp(state.now.y + dy * share * (ylim[1] - ylim[0]), ...ylim),
    });
  });
}

/** Turn the direction in the graph of the slopes. */
function listenOnSlopes(panel, state, move) {
  const drag = (event) => {
    const angle = axesOf(panel.frame).dataX(panel.place(event)[0]);
    move({ angle: Math.round(clamp(angle, 0, 360)) });
  };
  panel.box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !panel.frame) return;
    panel.box.setPointerCapture(event.pointerId);
    drag(event);
  });
  panel.box.addEventListener("pointermove", (event) => {
    if (panel.box.hasPointerCapture(event.pointerId)) drag(event);
  });
  listenToKeys(panel, (key, large) => {
    const [dx, dy] = key === "Home" ? [0, 0] : ARROW_KEYS[key];
    const angle = key === "Home" ? 0 : state.now.angle + (dx + dy) * (large ? 15 : 1);
    move({ angle: ((angle % 360) + 360) % 360 });
  });
}
