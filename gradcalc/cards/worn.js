// A picture that was drawn once for a light and once for a dark page: the panel wears the one that fits.

import { decodePicture } from "../live/browser/draw/panel.js";
import { isDark, watchPage } from "../live/browser/page.js";

/** @import { createPanel } from "../live/browser/draw/panel.js" */
/** @import { Frame } from "../live/browser/kernel.d.ts" */

/**
 * Show the picture that fits the page, now and when its theme changes. draw draws the marks over it. Gives what ends it.
 * @param {ReturnType<typeof createPanel>} panel
 * @param {Frame} frame
 * @param {{ light: DataView | string, dark: DataView | string }} pictures
 * @param {() => void} draw
 */
export function wearTheme(panel, frame, { light, dark }, draw) {
  let ended = false;
  panel.show({ ...frame, dark: isDark() }, new Image()); // its size at once, its picture when that is decoded
  const stopWatching = watchPage(async () => {
    draw(); // for the theme and the pixels that are now
    const worn = isDark();
    const picture = await decodePicture(worn ? dark : light);
    if (ended || worn !== isDark()) return;
    panel.show({ ...frame, dark: worn }, picture);
    draw();
  });
  return () => {
    ended = true;
    stopWatching();
  };
}
