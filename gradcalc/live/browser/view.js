// The live picture of an explorer, in the browser: it draws formulas by itself, and else what the kernel has sent.

import { workAhead } from "./ahead.js";
import { createComputed } from "./computed.js";
import { createPanel, decodePicture } from "./draw/panel.js";
import { element, writeAttribute } from "./element.js";
import { createFollowed } from "./followed.js";
import { joinGuide } from "./guided.js";
import { createCamera } from "./hand/camera.js";
import { joinChoosers } from "./hand/choosers.js";
import { createCameraTools, createLayerTools } from "./hand/hill_tools.js";
import { HINTS, listenOn } from "./hand/listen.js";
import { watchNames } from "./hand/names.js";
import { joinSliders } from "./hand/sliders.js";
import { drawPlainControls } from "./hand/plain_controls.js";
import { createTools } from "./hand/toolbar.js";
import { createZoom } from "./hand/zoom.js";
import { gone, watchKernel } from "./life.js";
import { download, isForeign, oncePerFrame, watchReleases, watchScreen, wearThemes } from "./page.js";
import { createPost } from "./post.js";
import { createWords } from "./reading/words.js";
import { createRooms } from "./rooms.js";
import { createShown } from "./shown.js";
import { createState } from "./state.js";

/** @import { Given, Model, State, ViewTraits, Window } from "./kernel.d.ts" */
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
  let backed = null; // the kernel's backgrounds on the screen
  let disposed = false;
  /** @type {ViewTraits["frame"]["gradient"]} */
  let gradient = null; // as it was drawn last
  /** @type {Awaited<ReturnType<typeof joinSliders>> | null} */
  let sliders = null;

  const kernel = watchKernel(model, onLife);
  const shown = createShown(model);
  const drawSoon = oncePerFrame(() => drawNow()); // before all that is handed it
  const turnSoon = oncePerFrame(() => drawNow(true));
  const state = createState(model, () => {
    drawSoon();
    if (!tools.turning) guide.moved();
    if (shown.given) return;
    if (sliders && !kernel.live) say(followed.words());
    else setTimeout(() => words.wait(state.ahead && !state.confirmed && kernel.live), 300);
  });
  const zoom = createZoom(model, shown, state, post, () => {
    if (!kernel.live) sliders?.limit(zoom.window);
    drawSoon();
  }, refused);
  const camera = createCamera(model, () => {
    turnSoon();
    if (camera.turning) guide.moved();
    cameraTools?.show();
    if (sliders && !kernel.live && !shown.given) say(followed.words());
  });
  const followed = createFollowed(model, panels, state, camera);
  const computed = createComputed(model, panels, state, camera);
  const guide = joinGuide(root, { state, shown, camera, gradient: () => gradient, draw: drawSoon });

  /** Whether a window shows nothing of a formula, which is said. @param {Window} window */
  function refused(window, given = shown.given) {
    const why = given ? computed.refusal(given, window) : "";
    words.say(why || (kernel.live ? model.get("message") : ""));
    return why !== "";
  }

  /** Moved in a picture: the kernel hears of it, one message at a time. @param {Partial<State>} part */
  function move(part) {
    state.move(part);
    tell();
    sliders?.follow(sliders.telling);
  }

  /**
   * Moved by a control, which tells the kernel itself; but what a picture has on its way must not undo it.
   * @param {Partial<State>} part
   */
  function slide(part) {
    state.move(part);
    if (post.waits("picture")) tell();
  }

  /** Set beside the controls, which tell the kernel. @param {Partial<State>} part */
  function set(part) {
    state.move(part);
    sliders?.follow(true);
  }

  function tell() {
    const { x, y, angle } = state.now;
    model.set("hand", { x, y, angle, stamp: post.stamp() });
    post.soon("picture", send);
  }

  function drawNow(turning = false) { // then hills alone
    if (disposed) return;
    if (shown.given) return compute(shown.given, turning);
    words.refuse("");
    if (backed !== model.get("panels")) return;
    const waits = followed.draw(zoom.limits, turning);
    if (!turning && !state.confirmed) post.pace(!waits);
    gradient = state.confirmed ? model.get("frame").gradient : followed.reading().gradient;
  }

  /** Draw a formula, and say what there is to say. @param {Given} given @param {boolean} turning */
  function compute(given, turning) {
    backed = null;
    const drawn = computed.draw(given, zoom.window, turning, !kernel.live);
    gradient = drawn.gradient;
    words.refuse(drawn.refused);
    if (drawn.words) say(drawn.words);
    else if (state.confirmed) say(model.get("frame"));
    words.wait(!drawn.words && !state.confirmed);
    post.pace(drawn.words !== null);
  }

  function onFrame() {
    if (post.waits()) state.follow();
    else settle();
    sliders?.follow(); // theirs may have been an earlier place of the hand
    if (!shown.given) say(model.get("frame"));
    if (!state.ahead) words.wait(false);
  }

  /** Everything is answered, and the kernel is right. */
  function settle() {
    if (kernel.live) shown.choose(null);
    state.answered();
  }

  /** Nothing is on its way to the kernel any more. */
  function onAnswered() {
    settle();
    sliders?.follow();
    if (shown.given || backed === model.get("panels")) zoom.done(); // else they are being decoded
    words.wait(false);
    if (shown.given || !followed.settled) drawSoon();
    if (!shown.given && backed !== model.get("panels")) onPanels(); // the kernel has refused a formula
  }

  /** The kernel has gone, or has come again. */
  function onLife() {
    zoom.live(kernel.live);
    tools.live(kernel.live);
    words.say(kernel.live ? model.get("message") : gone("picture"));
    if (kernel.live) return state.ahead && tell();
    post.giveUp();
    zoom.done();
    words.wait(false);
    if (!shown.given) say(followed.words());
    drawSoon();
  }

  /** @param {Pick<ViewTraits["frame"], "table" | "note" | "remark" | "sentence" | "alternatives">} told */
  function say(told) {
    words.show(told);
    for (const [kind, panel] of Object.entries(panels)) {
      writeAttribute(panel.box, "aria-label", `${told.alternatives[kind]} ${HINTS[kind] ?? ""}`.trim());
    }
  }

  async function onPanels() {
    const fresh = model.get("panels");
    if (shown.given) return drawNow();
    const images = await Promise.all(fresh.map((frame) => decodePicture(frame.png)));
    if (disposed || shown.given || fresh !== model.get("panels")) return; // newer ones are on their way
    fresh.forEach((frame, i) => panels[frame.kind].show(frame, images[i]));
    computed.leave();
    backed = fresh;
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
    partials: followed.onPartials,
    heights: followed.onHeights,
    message: () => words.say(model.get("message")),
    progress: () => tools.progress(model.get("progress")),
  };

  const kinds = model.get("panels").map(({ kind }) => kind);
  const rooms = createRooms(pictures, kinds);
  root.classList.toggle("gradcalc-several", rooms.several);
  for (const [i, kind] of kinds.entries()) {
    panels[kind] = createPanel(kind, rooms.of(kind), model.get("panels")[i]);
    listenOn(kind, panels[kind], { directed: model.get("directed"), shown, state, zoom, move, camera });
  }
  const hillTools = panels.surface && element("div", "gradcalc-tools", rooms.of("surface"));
  const cameraTools = hillTools && createCameraTools(hillTools, camera, model.get("directed") ? () => state.now.angle : null);
  const layerTools = hillTools && createLayerTools(hillTools, model);
  const tools = createTools(element("div", "gradcalc-tools", rooms.first), { model, shown, state, zoom, move, camera, gradient: () => gradient });
  const stopWatching = watchScreen(model, drawNow);
  for (const [name, handler] of Object.entries(handlers)) {
    model.on(`change:${name}`, handler);
    handler();
  }
  // Once for all that a message changes, after the handlers; a foreign front end does not say what. Samples are not seen.
  const seen = ["frame", "field", "window", "scale", "given"];
  const onChange = (/** @type {{ hasChanged(name: string): boolean } | undefined} */ changed) => seen.some((name) => changed?.hasChanged(name) ?? true) && drawSoon();
  model.on("change", onChange);
  model.on("msg:custom", download);
  const stopNaming = watchNames(el);
  const stopAhead = workAhead(el, computed.pieces);
  const stopReleases = watchReleases(post.flush);
  const stopListening = post.listen(onAnswered);
  if (!kernel.live) wearThemes(model);
  sliders = await joinSliders(model, state, post, slide, el);
  const choosers = await joinChoosers(model, post, { kernel, shown, zoom, sliders, slide, say: words.say, refused, lack: (resting) => (tools.live(kernel.live), words.lack(resting, tools.onward)), back: onPanels });
  if (isForeign(bare)) drawPlainControls(root, [...sliders.all, ...choosers.all]);
  zoom.live(kernel.live);
  tools.live(kernel.live);
  tools.follow({ pick: choosers.pick, set });
  guide.follow({ pick: choosers.pick, move, reset: zoom.reset, rest: tools.rest });

  return () => {
    disposed = true;
    for (const [name, handler] of Object.entries(handlers)) model.off(`change:${name}`, handler);
    model.off("change", onChange);
    model.off("msg:custom", download);
    for (const stop of [stopListening, stopWatching, stopNaming, stopAhead, stopReleases]) stop();
    for (const part of [kernel, tools, camera, words, guide]) part.stop();
    for (const part of [sliders, choosers]) part.leave();
  };
}

/** Called once for each picture, however often it is shown. */
export default () => {
  const post = createPost();
  return { render: (/** @type {{ model: Model<ViewTraits>, el: HTMLElement }} */ context) => render(context, post) };
};
