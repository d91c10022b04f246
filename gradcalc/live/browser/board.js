// A board: pictures, words and buttons that follow the kernel, or the page where it computes them; and points that a hand
// can move.

import { workAhead } from "./ahead.js";
import { createPageBoard } from "./boards/page.js";
import { createPanel, decodePicture } from "./draw/panel.js";
import { element, writeAttribute } from "./element.js";
import { createCamera } from "./hand/camera.js";
import { createHand } from "./hand/hand.js";
import { createCameraTools } from "./hand/hill_tools.js";
import { controlModel, listenOnlyToHands, watchNames } from "./hand/names.js";
import { drawPlainControls } from "./hand/plain_controls.js";
import { createSliderMarks } from "./hand/slider_marks.js";
import { gone, watchKernel } from "./life.js";
import { followBoardLink, linkOfBoard, onwardLinkOfBoard } from "./linking/board_link.js";
import { followLinks } from "./linking/place.js";
import { createSharing } from "./linking/sharing.js";
import { isForeign, oncePerFrame, watchReleases, watchScreen } from "./page.js";
import { createPost } from "./post.js";
import { createWords } from "./reading/words.js";
import { replay, replayWords } from "./recorded.js";
import { cameraSentence } from "./space/camera.js";
import { createBoardTools } from "./work.js";

/** @import { BoardTraits, Model } from "./kernel.d.ts" */
/** @import { PageBoard } from "./boards/page.js" */
/** @import { Panel } from "./draw/panel.js" */
/** @import { Post } from "./post.js" */

/** @param {{ model: Model<BoardTraits>, el: HTMLElement }} context @param {Post} post */
async function render({ model: bare, el }, post) {
  const kernel = watchKernel(bare, onLife);
  const send = () => bare.save_changes(post.receipt("picture", {}, isForeign(bare)));
  const model = { ...bare, save_changes: () => post.now("picture", send) };
  const root = element("div", "gradcalc-view gradcalc-board", el);
  const tools = createBoardTools(element("div", "gradcalc-tools", root), model.get("actions"), { act, stop });
  const pictures = element("div", "gradcalc-pictures", root);
  /** @type {Record<string, Panel>} */
  const panels = {};
  /** @type {{ show(): void }[]} */
  const cameraTools = [];
  /** @type {HTMLElement} */
  let beside = root;
  let disposed = false;
  /** @type {PageBoard | null} */
  let page = null; // what the page computes by itself
  /** @type {ReturnType<PageBoard["frame"]>} */
  let made = null;

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
  const sharing = createSharing(element("div", "gradcalc-tools", root), () => linkOfBoard(model, root, controls, cameraTools.length ? camera.now : null));
  const tell = () => kernel.live && post.soon("picture", send);
  const hand = createHand({ ...model, save_changes: tell }, panels, camera, (name, at) => {
    if (!page?.can()) return false;
    page.drag(name, at);
    return true;
  });

  /** @param {string} name */
  function isHill(name) {
    return Boolean(model.get("backgrounds")[name].hill);
  }

  const drawSoon = oncePerFrame(() => {
    if (disposed) return;
    const { marks, solids } = made ?? model.get("frame");
    const [papers, { sheets }] = [page?.papers(), model.get("frame")];
    for (const [name, panel] of Object.entries(panels)) {
      // Marks for another background would stand in the wrong place: it is on its way.
      if (papers ? panel.frame !== papers[name] : panel.frame?.sheet !== sheets[name]) continue;
      if (panel.hill) panel.drawHill(solids[name], camera, model.get("look"));
      else panel.draw(marks[name], null, model.get("look"), null);
    }
  });

  async function onBackgrounds() {
    const fresh = model.get("backgrounds");
    await Promise.all(
      Object.entries(fresh).map(async ([name, background]) => {
        if (!background.png || page?.papers() || panels[name].frame?.sheet === background.sheet) return;
        const image = await decodePicture(background.png);
        if (disposed || page?.papers() || background.sheet !== model.get("backgrounds")[name].sheet) return; // a newer one is on its way
        panels[name].show(background, image);
        hand.listen(name, background.moves);
        showSoon();
      }),
    );
  }

  function onFrame() {
    page?.heard();
    showSoon();
  }

  const showSoon = oncePerFrame(() => {
    if (disposed) return;
    const papers = page?.papers();
    for (const [name, paper] of Object.entries(papers ?? {})) {
      if (panels[name].frame !== paper) panels[name].show(paper, null);
      hand.listen(name, name in model.get("computed").moves);
    }
    made = page?.frame() ?? null;
    const frame = made ?? model.get("frame");
    post.pace(made !== null);
    hand.follow(frame);
    drawSoon();
    words.show(frame);
    describe();
  });

  /** Something has been moved that the kernel does not know yet. */
  function onMove() {
    if (page?.can()) hand.follow({ points: page.points(), move: null }); // at once: keys count on from there
    showSoon();
  }

  /** Moved by a control, which tells the kernel itself; but what a picture has on its way must not undo it. */
  function onSlide() {
    if (post.waits("picture")) hand.again();
  }

  function describe() {
    const { alternatives } = made ?? model.get("frame");
    for (const [name, panel] of Object.entries(panels)) {
      const said = [alternatives[name], isHill(name) ? cameraSentence(camera.now) : "", hand.hint(name)];
      const words = said.filter(Boolean).join(" ");
      writeAttribute(panel.box, "aria-label", words);
      writeAttribute(panel.box, "aria-hidden", String(!words)); // a key: the other pictures' words name what it does
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
  const marks = createSliderMarks(el);
  const stopNaming = watchNames(el, model.get("grey"), marks.show);
  const stopAhead = workAhead(el, () => page?.pieces() ?? []);
  const stopReleases = watchReleases(post.flush);
  const stopListening = post.listen(onAnswered);
  const controls = await Promise.all(model.get("controls").map((control) => controlModel(model, control)));
  page = createPageBoard(model, controls, panels, post, { onMove, onSlide });
  for (const control of controls) listenOnlyToHands(control, post);
  marks.follow(controls);
  if (isForeign(model)) drawPlainControls(root, controls, model.get("grey"));
  const alone = !kernel.live && !page;
  if (alone) tools.say(replayWords(model.get("recorded")), () => onwardLinkOfBoard(model, root, controls, cameraTools.length ? camera.now : null)); // before anything is fetched, or it would push the pictures down
  const replayed = alone ? await replay(model, controls) : null;
  showSoon();
  const stopFollowing = followLinks(root, (link) => followBoardLink(model, root, controls, link, { turn: camera.stand, replayed }), sharing.say);

  /** Nothing is on its way to the kernel any more. What it draws itself has been seen, with its frame. */
  function onAnswered() {
    if (!page) return;
    page.answered();
    showSoon();
  }

  /** The kernel has gone, or has come again. Without it numbers of its own are those of the past, wherever the controls stand. */
  function onLife() {
    if (!kernel.live) post.giveUp();
    page?.rest();
    tools.live(kernel.live || page !== null);
    words.wait(!kernel.live && !page?.can());
    words.say(kernel.live ? model.get("message") : gone("picture"));
  }

  /** A button. @param {string} name */
  function act(name) {
    if (kernel.live || !page) model.send({ act: name });
    else page.act(name, (running) => tools.show({ running, share: null }));
  }

  function stop() {
    if (kernel.live) model.send({ stop: true });
    page?.rest();
    tools.show({ running: false, share: null });
  }

  return () => {
    disposed = true;
    page?.leave();
    stopReleases();
    stopListening();
    for (const [name, handler] of Object.entries(handlers)) model.off(`change:${name}`, handler);
    stopWatching();
    stopNaming();
    marks.leave();
    stopAhead();
    stopFollowing();
    kernel.stop();
    camera.stop();
    words.stop();
  };
}

/** Called once for each board, however often it is shown. */
export default () => {
  const post = createPost();
  return { render: (/** @type {{ model: Model<BoardTraits>, el: HTMLElement }} */ context) => render(context, post) };
};
