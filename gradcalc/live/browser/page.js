// The page around the picture: its theme, its pixels, and the way a file leaves it.

/** @import { Model, Screen, ViewTraits } from "./kernel.d.ts" */

export const isDark = () => document.body.dataset.jpThemeLight === "false";

/**
 * Whether a front end has none of ipywidgets' own: neither their views nor word of what the kernel has answered.
 * @param {Pick<Model<any>, "widget_manager">} model
 */
export const isForeign = ({ widget_manager: manager }) => !("create_view" in manager);

/**
 * Draw at once, because waiting for the next animation frame costs a frame; but once a frame at most.
 * @param {() => void} draw
 */
export function oncePerFrame(draw) {
  let drawn = false;
  let wanted = false;
  return function soon() {
    wanted = true;
    if (drawn) return;
    drawn = true;
    wanted = false;
    draw();
    requestAnimationFrame(() => {
      drawn = false;
      if (wanted) soon();
    });
  };
}

const RELEASES = ["pointerup", "pointercancel", "mouseup", "touchend", "keyup", "click"]; // after what they do to others

/** Call back whenever a hand lets go of something, anywhere; gives back how to end that. @param {() => void} act */
export function watchReleases(act) {
  for (const name of RELEASES) window.addEventListener(name, act);
  return () => RELEASES.forEach((name) => window.removeEventListener(name, act));
}

/**
 * Call back at once, and whenever the theme or the pixels of the page change; gives back how to end that.
 * @param {() => void} act
 */
export function watchPage(act) {
  const themeWatch = new MutationObserver(act);
  themeWatch.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });

  // The pixel ratio changes with the zoom of the page, and when it moves to another monitor.
  /** @type {MediaQueryList | undefined} */
  let ratioWatch;
  function onRatio() {
    ratioWatch?.removeEventListener("change", onRatio);
    ratioWatch = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    ratioWatch.addEventListener("change", onRatio);
    act();
  }
  onRatio();

  return () => {
    themeWatch.disconnect();
    ratioWatch?.removeEventListener("change", onRatio);
  };
}

/**
 * Tell the kernel of the screen, for which it draws the backgrounds; redraw at once when it changes.
 * @param {Model<{ screen: Screen }>} model
 * @param {() => void} redraw
 */
export function watchScreen(model, redraw) {
  return watchPage(() => {
    redraw();
    const screen = { pixel_ratio: window.devicePixelRatio, dark: isDark() };
    const known = model.get("screen");
    if (screen.pixel_ratio !== known.pixel_ratio || screen.dark !== known.dark) {
      model.set("screen", screen);
      model.save_changes();
    }
  });
}

/**
 * Offer a file that the kernel has made, if that is what it sends.
 * @param {{ saved?: string, type: string }} file
 * @param {DataView<ArrayBuffer>[]} content
 */
export function download({ saved, type }, [data]) {
  if (!saved) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data], { type }));
  link.download = saved;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Without a kernel, pictures for the page's theme come from where recording.py has put them.
 * @param {Model<Pick<ViewTraits, "panels" | "recorded" | "screen">>} model
 */
export function wearThemes(model) {
  const light = model.get("panels");
  const pngs = model.get("recorded").dark;
  const dark = pngs ? light.map((panel, i) => ({ ...panel, png: pngs[i], dark: true })) : light;
  const wear = () => model.set("panels", isDark() ? dark : light);
  model.on("change:screen", wear);
  wear();
}
