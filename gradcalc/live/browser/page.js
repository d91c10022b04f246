// The page around the picture: its theme, its pixels, and the way a file leaves it.

const isDark = () => document.body.dataset.jpThemeLight === "false";

/** Draw at once, because waiting for the next animation frame costs a frame; but once a frame at most. */
function oncePerFrame(draw) {
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

/** Tell the kernel of the screen, for which it draws the backgrounds; redraw at once when it changes. */
function watchScreen(model, redraw) {
  function onScreen() {
    redraw();
    const screen = { pixel_ratio: window.devicePixelRatio, dark: isDark() };
    const known = model.get("screen");
    if (screen.pixel_ratio !== known.pixel_ratio || screen.dark !== known.dark) {
      model.set("screen", screen);
      model.save_changes();
    }
  }
  const themeWatch = new MutationObserver(onScreen);
  themeWatch.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });

  // The pixel ratio changes with the zoom of the page, and when it moves to another monitor.
  let ratioWatch;
  function onRatio() {
    ratioWatch?.removeEventListener("change", onRatio);
    ratioWatch = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    ratioWatch.addEventListener("change", onRatio);
    onScreen();
  }
  onRatio();

  return () => {
    themeWatch.disconnect();
    ratioWatch.removeEventListener("change", onRatio);
  };
}

/** Offer a file that the kernel has made. */
function download({ saved, type }, [data]) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data], { type }));
  link.download = saved;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
