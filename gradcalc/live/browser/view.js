// The live picture of an explorer, in the browser: it draws what the kernel has sent, and the hand at once.

import { createPanel, decodePicture } from "./draw/panel.js";
import { element } from "./element.js";
import { createCamera } from "./hand/camera.js";
import { createCameraTools, createLayerTools } from "./hand/hill_tools.js";
import { HINTS, isMap, listenOn } from "./hand/listen.js";
import { watchNames } from "./hand/names.js";
import { joinSliders } from "./hand/sliders.js";
import { drawPlainControls } from "./hand/plain_controls.js";
import { createTools } from "./hand/toolbar.js";
import { createZoom } from "./hand/zoom.js";
import { gone, watchKernel } from "./life.js";
import { download, isForeign, oncePerFrame, watchReleases, watchScreen, wearThemes } from "./page.js";
import { createPost } from "./post.js";
import { interpolator, readLocally } from "./reading/samples.js";
import { createWords, localWords } from "./reading/words.js";
import { isKept, SCENES } from "./scenes/all.js";
import { drawnBy, isShown } from "./scenes/layers.js";
import { surface } from "./scenes/surface.js";
import { placeOfCamera } from "./space/camera.js";
import { createState } from "./state.js";

/** @import { Interpolator, Mark, Model, Pair, State, ViewTraits } from "./kernel.d.ts" */
/** @import { Panel } from "./draw/panel.js" */
/** @import { Post } from "./post.js" */

/** @param {{ model: Model<ViewTraits>, el: HTMLElement }} context @param {Post} post */
async function render({ model: bare, el }, post) {
  const send = () => bare.save_changes(post.receipt("picture", {}, isForeign(bare)));
  const model = { ...bare, save_changes: () => post.now("picture", send) };
  const root = element("div", "gradcalc-view", el);
  const pictures = element("div", "gradcalc-pictures", root);
  const words = createWords(root);
  /** @type {Record<string, Panel>} */
  const panels = {};
  /** @type {ViewTraits["panels"] | null} */
  let shown = null; // the backgrounds on the screen
  /** @type {ViewTraits["frame"] | null} */
  let settled = null; // the frame whose own marks were drawn last
  let disposed = false;
  /** @type {Interpolator | null} */
  let partialsAt = null;
  /** @type {Interpolator | null} */
  let heightAt = null;
  /** @type {Awaited<ReturnType<typeof joinSliders>> | null} */
  let sliders = null;

  const kernel = watchKernel(model, onLife);
  const drawSoon = oncePerFrame(() => drawNow()); // before all that is handed it
  const turnSoon = oncePerFrame(() => drawNow(true));
  const state = createState(model, () => {
    drawSoon();
    if (sliders && !kernel.live) speakLocally();
    else setTimeout(showWaiting, 300);
  });
  const zoom = createZoom(model, state, post, () => drawSoon());
  const camera = createCamera(model, () => {
    turnSoon();
    cameraTools?.show();
    if (sliders && !kernel.live) speakLocally();
  });

  /** Moved in a picture: the kernel hears of it, one message at a time. @param {Partial<State>} part */
  function move(part) {
    state.move(part);
    tell();
    sliders?.follow(sliders.telling);
  }

  /**
   * Moved by a slider, which tells the kernel itself; but what a picture has on its way must not undo it.
   * @param {Partial<State>} part
   */
  function slide(part) {
    state.move(part);
    if (post.waits("picture")) tell();
  }

  function tell() {
    model.set("hand", { ...state.now, stamp: post.stamp() });
    post.soon("picture", send);
  }

  function localReading() {
    const { scheme, error, gap } = model.get("partials");
    const fresh = scheme === model.get("frame").scheme; // new samples come after a new field
    return readLocally(state.now, fresh ? partialsAt : null, heightAt, error, gap);
  }

  function drawNow(turning = false) { // then hills alone
    if (disposed || shown !== model.get("panels")) return;
    const { marks, solids } = model.get("frame");
    const samples = { cosine: model.get("partials").cosine, heightAt, window: model.get("window") };
    const reading = state.confirmed ? null : localReading();
    if (!turning) settled = state.confirmed && !zoom.limits ? model.get("frame") : null;
    let kernels = reading?.gradient === null; // whether something of it waits for the kernel
    for (const [kind, panel] of Object.entries(panels)) {
      if (panel.hill) {
        const known = { hill: panel.hill, ...samples, ...drawnBy(model) };
        const there = reading ?? (isShown(model) ? null : localReading());
        panel.drawHill(there ? surface(there, model.get("scale"), solids[kind], known) : solids[kind], camera, model.get("look"));
      }
      if (panel.hill && reading && !samples.cosine) kernels = true;
      if (panel.hill || turning) continue;
      const kept = marks[kind];
      const scene = reading && SCENES[kind]; // a picture without one follows the kernel
      const present = scene ? scene(reading, panel.frame, model.get("scale"), kept, samples) : kept;
      if (reading && isKept(present, kept)) kernels = true;
      panel.draw(present, kind === "map" ? model.get("field") : null, model.get("look"), isMap(kind) ? zoom.limits : null);
    }
    if (!turning && reading) post.pace(!kernels);
  }

  function onFrame() {
    if (post.waits()) state.follow();
    else state.answered();
    sliders?.follow(); // theirs may have been an earlier place of the hand
    const frame = model.get("frame");
    words.show(frame);
    describe(frame.alternatives);
    if (!state.ahead) words.wait(false);
  }

  /** Nothing is on its way to the kernel any more. */
  function onAnswered() {
    state.answered();
    sliders?.follow();
    if (shown === model.get("panels")) zoom.done(); // else they are being decoded
    words.wait(false);
    if (settled !== model.get("frame")) drawSoon();
  }

  /** The kernel has gone, or has come again. */
  function onLife() {
    tools.live(kernel.live);
    words.say(kernel.live ? model.get("message") : gone("picture"));
    if (kernel.live) return state.ahead && tell();
    post.giveUp();
    zoom.done();
    words.wait(false);
    speakLocally();
    drawSoon();
  }

  function describe(/** @type {Record<string, string>} */ alternatives) {
    for (const [kind, panel] of Object.entries(panels)) {
      panel.box.setAttribute("aria-label", `${alternatives[kind]} ${HINTS[kind] ?? ""}`.trim());
    }
  }

  function showWaiting() {
    words.wait(state.ahead && !state.confirmed && kernel.live);
  }

  function speakLocally() {
    const said = localWords(localReading(), "", model.get("directed"), model.get("window"));
    words.show(said);
    const hill = `${placeOfCamera(camera.now)}, above its map, stands the hill.`;
    describe(Object.fromEntries(Object.keys(panels).map((kind) => [kind, kind === "surface" ? `${hill} ${said.sentence}` : said.sentence])));
  }

  function addPanel(/** @type {ViewTraits["panels"][number]} */ first, { kind } = first) {
    panels[kind] = createPanel(kind, isMap(kind) ? mapColumn : kind === "surface" ? hillColumn : graphs, first);
    listenOn(kind, panels[kind], { model, state, zoom, move, camera });
  }

  async function onPanels() {
    const fresh = model.get("panels");
    const images = await Promise.all(fresh.map((frame) => decodePicture(frame.png)));
    if (disposed || fresh !== model.get("panels")) return; // newer ones are on their way
    fresh.forEach((frame, i) => panels[frame.kind].show(frame, images[i]));
    shown = fresh;
    if (!post.waits()) zoom.done();
    drawNow();
  }

  const handlers = {
    panels: onPanels,
    azimuth: camera.follow,
    elevation: camera.follow,
    shows() {
      layerTools?.show();
      drawSoon();
    },
    frame: onFrame,
    partials: () => (partialsAt = interpolator(model.get("partials"))),
    heights() {
      const heights = model.get("heights");
      heightAt = heights.samples ? interpolator(heights) : null;
    },
    message: () => words.say(model.get("message")),
    progress: () => tools.progress(model.get("progress")),
  };

  const mapColumn = element("div", "gradcalc-column", pictures);
  const hillColumn = element("div", "gradcalc-column", pictures);
  const graphs = element("div", "gradcalc-column", pictures);
  for (const first of model.get("panels")) addPanel(first);
  root.classList.toggle("gradcalc-several", graphs.childElementCount + hillColumn.childElementCount > 0);
  const hillTools = panels.surface && element("div", "gradcalc-tools", hillColumn);
  const cameraTools = hillTools && createCameraTools(hillTools, camera, model.get("directed") ? () => state.now.angle : null);
  const layerTools = hillTools && createLayerTools(hillTools, model);
  const tools = createTools(element("div", "gradcalc-tools", Object.keys(panels).some(isMap) ? mapColumn : panels.surface ? hillColumn : graphs), {
    model, state, zoom, move, camera, gradient: () => (state.confirmed ? model.get("frame").gradient : localReading().gradient),
  });
  const stopWatching = watchScreen(model, drawNow);
  for (const [name, handler] of Object.entries(handlers)) {
    model.on(`change:${name}`, handler);
    handler();
  }
  // Once for all that a message changes, after the handlers; a foreign front end does not say what. Samples are not seen.
  const seen = ["frame", "field", "window", "scale"];
  const onChange = (/** @type {{ hasChanged(name: string): boolean } | undefined} */ changed) => seen.some((name) => changed?.hasChanged(name) ?? true) && drawSoon();
  model.on("change", onChange);
  model.on("msg:custom", onCustom);
  /** @param {{ saved?: string, type: string }} content @param {DataView<ArrayBuffer>[]} buffers */
  function onCustom({ saved, type }, buffers) {
    if (saved) download({ saved, type }, buffers);
  }
  const stopNaming = watchNames(el);
  const stopReleases = watchReleases(post.flush);
  const stopListening = post.listen(onAnswered);
  if (!kernel.live) wearThemes(model), words.lack(model.get("recorded").resting, tools.onward);
  sliders = await joinSliders(model, state, post, slide);
  if (isForeign(bare)) drawPlainControls(root, sliders.all);
  tools.live(kernel.live);

  return () => {
    disposed = true;
    for (const [name, handler] of Object.entries(handlers)) model.off(`change:${name}`, handler);
    model.off("change", onChange);
    model.off("msg:custom", onCustom);
    stopListening();
    stopWatching();
    stopNaming();
    stopReleases();
    kernel.stop();
    tools.stop();
    camera.stop();
    words.stop();
    sliders.leave();
  };
}

/** Called once for each picture, however often it is shown. */
export default () => {
  const post = createPost();
  return { render: (/** @type {{ model: Model<ViewTraits>, el: HTMLElement }} */ context) => render(context, post) };
};
