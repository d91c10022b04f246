// A board: pictures, words and buttons that all follow the kernel, and points that a hand can move.

import { createPanel, decodePicture } from "./draw/panel.js";
import { element } from "./element.js";
import { createCamera } from "./hand/camera.js";
import { createHand } from "./hand/hand.js";
import { createCameraTools } from "./hand/hill_tools.js";
import { controlModel, listenOnlyToHands, watchNames } from "./hand/names.js";
import { drawPlainControls } from "./hand/plain_controls.js";
import { gone, watchKernel } from "./life.js";
import { isForeign, oncePerFrame, watchScreen } from "./page.js";
import { createWords } from "./reading/words.js";
import { replay } from "./recorded.js";
import { cameraSentence } from "./space/camera.js";
import { createBoardTools } from "./work.js";

/** @import { BoardTraits, Model } from "./kernel.d.ts" */
/** @import { Panel } from "./draw/panel.js" */

/** @param {{ model: Model<BoardTraits>, el: HTMLElement }} context */
async function render({ model, el }) {
  const root = element("div", "gradcalc-view gradcalc-board", el);
  const tools = createBoardTools(element("div", "gradcalc-tools", root), model);
  const pictures = element("div", "gradcalc-pictures", root);
  /** @type {Record<string, Panel>} */
  const panels = {};
  /** @type {{ show(): void }[]} */
  const cameraTools = [];
  /** @type {HTMLElement} */
  let beside = root;
  let disposed = false;

  const camera = createCamera(model, () => {
    drawSoon();
    for (const tools of cameraTools) tools.show();
    describe();
  });
  for (const names of model.get("columns")) {
    const column = element("div", "gradcalc-column", pictures);
    for (const name of names) {
      if (name === "words") {
        beside = column;
        continue;
      }
      panels[name] = createPanel(name, column, model.get("backgrounds")[name]);
      if (!isHill(name)) continue;
      panels[name].box.classList.add("gradcalc-hill");
      cameraTools.push(createCameraTools(element("div", "gradcalc-tools", column), camera, null));
    }
  }
  const words = createWords(root, model.get("head"), beside);
  const hand = createHand(model, panels, camera);

  /** @param {string} name */
  function isHill(name) {
    return Boolean(model.get("backgrounds")[name].hill);
  }

  const drawSoon = oncePerFrame(() => {
    if (disposed) return;
    const { marks, solids, sheets } = model.get("frame");
    for (const [name, panel] of Object.entries(panels)) {
      // Marks for another background would stand in the wrong place: it is on its way.
      if (panel.frame?.sheet !== sheets[name]) continue;
      if (panel.hill) panel.drawHill(solids[name], camera, model.get("look"));
      else panel.draw(marks[name], null, model.get("look"), null);
    }
  });

  async function onBackgrounds() {
    const fresh = model.get("backgrounds");
    await Promise.all(
      Object.entries(fresh).map(async ([name, background]) => {
        if (panels[name].frame?.sheet === background.sheet) return;
        const image = await decodePicture(background.png);
        if (disposed || background.sheet !== model.get("backgrounds")[name].sheet) return; // a newer one is on its way
        panels[name].show(background, image);
        hand.listen(name, background.moves);
        describe();
        drawSoon();
      }),
    );
  }

  function onFrame() {
    const frame = model.get("frame");
    hand.follow(frame);
    drawSoon();
    words.show(frame);
    describe();
  }

  function describe() {
    const { alternatives } = model.get("frame");
    for (const [name, panel] of Object.entries(panels)) {
      const said = [alternatives[name], isHill(name) ? cameraSentence(camera.now) : "", hand.hint(name)];
      panel.box.setAttribute("aria-label", said.filter(Boolean).join(" "));
    }
  }

  const handlers = {
    backgrounds: onBackgrounds,
    frame: onFrame,
    azimuth: camera.follow,
    elevation: camera.follow,
    message: () => words.say(model.get("message")),
    work: () => tools.show(model.get("work")),
  };
  for (const [name, handler] of Object.entries(handlers)) {
    model.on(`change:${name}`, handler);
    handler();
  }
  const stopWatching = watchScreen(model, drawSoon);
  const stopNaming = watchNames(el);
  const controls = await Promise.all(model.get("controls").map((control) => controlModel(model, control)));
  for (const control of controls) listenOnlyToHands(control);
  if (isForeign(model)) drawPlainControls(root, controls);
  const kernel = watchKernel(model, onLife);
  if (!kernel.live) tools.say(await replay(model, controls));

  /** The kernel has gone, or has come again. Without it the numbers are those of the past, wherever the controls stand. */
  function onLife() {
    tools.live(kernel.live);
    words.wait(!kernel.live);
    words.say(kernel.live ? model.get("message") : gone("picture"));
  }

  return () => {
    disposed = true;
    for (const [name, handler] of Object.entries(handlers)) model.off(`change:${name}`, handler);
    stopWatching();
    stopNaming();
    kernel.stop();
    camera.stop();
    words.stop();
  };
}

export default { render };
