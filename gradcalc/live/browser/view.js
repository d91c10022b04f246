const HINTS = {
  map: "Arrow keys move the point, with Shift in larger steps; Home leads back to the start.",
  slopes: "Arrow keys turn the direction, with Shift in larger steps.",
};

async function render({ model, el }) {
  const root = element("div", "gradcalc-view", el);
  const pictures = element("div", "gradcalc-pictures", root);
  const words = createWords(root);
  const panels = {};
  let shown = null; // the backgrounds on the screen
  let shownFrame = null;
  let disposed = false;
  let partialsAt = null;
  let heightAt = null;
  let sliders = null;
  let count = 0;
  let unanswered = {}; // which of picture and sliders may still have something on its way to the kernel

  const state = createState(model, () => {
    drawSoon();
    if (sliders && !sliders.live) speakLocally();
    else setTimeout(showWaiting, 300);
  });
  const zoom = createZoom(model, state, () => drawSoon());

  /** Moved in a picture: the kernel hears of it, one message at a time. */
  function move(part) {
    unanswered.picture = true;
    state.move(part);
    tell();
    sliders?.follow(unanswered.sliders);
  }

  /** Moved by a slider, which tells the kernel itself; but what a picture has on its way must not undo it. */
  function slide(part) {
    unanswered.sliders = true;
    state.move(part);
    if (unanswered.picture) tell();
  }

  function tell() {
    model.set("hand", { ...state.now, count: ++count });
    model.save_changes();
  }

  function localReading() {
    const fresh = model.get("partials").scheme === model.get("frame").scheme; // new samples come after a new field
    return readLocally(state.now, fresh ? partialsAt : null, heightAt);
  }

  function drawNow() {
    if (disposed || shown !== model.get("panels")) return;
    const { marks } = model.get("frame");
    const samples = { cosine: model.get("partials").cosine, heightAt, window: model.get("window") };
    const reading = state.confirmed ? null : localReading();
    for (const [kind, panel] of Object.entries(panels)) {
      const kept = marks[kind];
      const scene = reading && SCENES[kind]; // a picture without one follows the kernel
      const present = scene ? scene(reading, panel.frame, model.get("scale"), kept, samples) : kept;
      panel.draw(present, kind === "map" ? model.get("field") : null, model.get("look"), kind === "map" ? zoom.limits : null);
    }
  }

  const drawSoon = oncePerFrame(drawNow);

  function onFrame() {
    state.settle();
    state.follow();
    sliders?.follow(); // theirs may have been an earlier place of the hand
    const frame = (shownFrame = model.get("frame"));
    words.show(frame);
    describe(frame.alternatives);
    if (state.ahead) return;
    unanswered = {};
    words.wait(false);
  }

  function describe(alternatives) {
    for (const [kind, panel] of Object.entries(panels)) {
      panel.box.setAttribute("aria-label", `${alternatives[kind]} ${HINTS[kind] ?? ""}`.trim());
    }
  }

  function showWaiting() {
    words.wait(state.ahead && !state.confirmed);
  }

  function speakLocally() {
    const said = localWords(localReading(), "There is no Python behind this page: only the point and the direction move.");
    words.show(said);
    describe(Object.fromEntries(Object.keys(panels).map((kind) => [kind, said.sentence])));
  }

  function addPanel(kind) {
    const panel = createPanel(kind, kind === "map" ? mapColumn : graphs);
    panels[kind] = panel;
    panel.box.setAttribute("role", kind in HINTS ? "application" : "img");
    if (!(kind in HINTS)) return;
    panel.box.tabIndex = 0;
    panel.box.setAttribute("aria-roledescription", kind === "map" ? "map with a movable point" : "graph with a movable angle");
    if (kind === "map") {
      listenOnMap(panel, model, state, move);
      listenToWheel(panel, zoom);
    } else {
      listenOnSlopes(panel, state, move);
    }
  }

  async function onPanels() {
    const fresh = model.get("panels");
    const images = await Promise.all(fresh.map((frame) => decodePicture(frame.png)));
    if (disposed || fresh !== model.get("panels")) return; // newer ones are on their way
    fresh.forEach((frame, i) => panels[frame.kind].show(frame, images[i]));
    shown = fresh;
    zoom.done();
    drawNow();
  }

  const handlers = {
    panels: onPanels,
    frame: onFrame,
    told() {
      if (shown === model.get("panels")) zoom.done(); // the window was refused
      if (shownFrame === model.get("frame")) onFrame(); // the hand's move was refused
    },
    partials: () => (partialsAt = interpolator(model.get("partials"))),
    heights: () => (heightAt = model.get("heights").samples ? interpolator(model.get("heights")) : null),
    message: () => words.say(model.get("message")),
    progress: () => tools.progress(model.get("progress")),
  };

  const mapColumn = element("div", "gradcalc-column", pictures);
  const graphs = element("div", "gradcalc-column", pictures);
  for (const { kind } of model.get("panels")) addPanel(kind);
  root.classList.toggle("gradcalc-several", graphs.childElementCount > 0);
  const tools = createTools(element("div", "gradcalc-tools", "map" in panels ? mapColumn : graphs), {
    model, state, zoom, move, gradient: () => (state.confirmed ? model.get("frame").gradient : localReading().gradient),
  });
  const stopWatching = watchScreen(model, drawNow);
  for (const [name, handler] of Object.entries(handlers)) {
    model.on(`change:${name}`, handler);
    handler();
  }
  // Once for all that a message changes, after the handlers above. Samples alone change nothing that is seen.
  const seen = ["frame", "field", "told", "window", "scale"];
  const onChange = (changed) => seen.some((name) => changed.hasChanged(name)) && drawSoon();
  model.on("change", onChange);
  model.on("msg:custom", onCustom);
  function onCustom(content, buffers) {
    if (content.saved) download(content, buffers);
  }
  const stopNaming = watchNames(el);
  sliders = await joinSliders(model, state, slide);
  tools.live(sliders.live);

  return () => {
    disposed = true;
    for (const [name, handler] of Object.entries(handlers)) model.off(`change:${name}`, handler);
    model.off("change", onChange);
    model.off("msg:custom", onCustom);
    stopWatching();
    stopNaming();
    tools.stop();
    words.stop();
    sliders.leave();
  };
}

export default { render };
export { SCENES, interpolator, readLocally, short, general }; // for the tests
