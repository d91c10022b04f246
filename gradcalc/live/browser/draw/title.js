// The headline of a picture that the page draws by itself: an element, because formulas are MathML.

import { element } from "../element.js";

/** @import { Frame } from "../kernel.d.ts" */
/** @import { Title } from "../stage/papers.js" */

const TITLE_SIZE = (11 * 100) / 72; // CSS pixels of the frame, as in frames.py
const TITLE_SHARE = { wide: 0.95, high: 0.78 }; // of the room for it: a headline does not touch what is around
const SIZES_TRIED = 6;

/**
 * Formulas as Matplotlib has them in a headline: letters of the page's own font in italics, brackets as high as they are.
 * @param {string} mathml
 */
const inTitle = (mathml) =>
  mathml.replace(/<mi>(.)<\/mi>/gu, '<mi class="gradcalc-letter" mathvariant="normal">$1</mi>').replace(/<mo>([()|])/g, '<mo stretchy="false">$1');

/** What stands between dollars: letters, some of them with an index. @param {string} text */
const lettersMath = (text) =>
  `<math>${[...text.matchAll(/([A-Za-z])(?:_([A-Za-z]))?/g)]
    .map(([, letter, index]) => (index ? `<msub><mi>${letter}</mi><mi>${index}</mi></msub>` : `<mi>${letter}</mi>`))
    .join("")}</math>`;

/**
 * Puts a headline above the axes of a frame, in place of the one before. Words for the picture stand elsewhere.
 * @param {HTMLElement} box of the picture
 * @param {Frame} frame
 * @param {Title} [title] none where the picture has it in itself
 */
export function writeTitle(box, frame, title) {
  const wanted = JSON.stringify([title, frame.width, frame.box_width]);
  const present = /** @type {HTMLElement | null} */ (box.querySelector(".gradcalc-title"));
  if (present?.dataset.wanted === wanted) return;
  present?.remove();
  if (!title) return;
  const line = element("div", "gradcalc-title", box, "", { "aria-hidden": "true", "data-wanted": wanted });
  line.style.height = `${(100 * frame.top) / frame.height}%`;
  const words = element("span", "", line);
  for (const part of title) {
    if (typeof part !== "string") element("span", "", words).innerHTML = inTitle(part.mathml); // made of a tree
    else part.split("$").forEach((text, i) => (i % 2 ? (element("span", "", words).innerHTML = inTitle(lettersMath(text))) : words.append(text)));
  }
  // It stands over the middle of the axes, or as near to that as there is room.
  line.style.setProperty("--gradcalc-off", `${(100 * (2 * frame.left + frame.box_width - frame.width)) / frame.width}%`);
  const setSize = (/** @type {number} */ size) => (words.style.fontSize = `${(100 * size * TITLE_SIZE) / frame.width}cqw`);
  setSize(1);
  // Before it is painted, and again when another font comes. Of a narrow picture all is smaller.
  new ResizeObserver(() => {
    const { width, height } = line.getBoundingClientRect();
    if (!width) return;
    // More than once, because no letter of a formula gets smaller than browsers think can be read.
    for (let size = 1, round = 0; round < SIZES_TRIED; round++) {
      setSize(size);
      const now = words.getBoundingClientRect();
      const fitting = Math.min((TITLE_SHARE.wide * width) / now.width, (TITLE_SHARE.high * height) / now.height);
      if (fitting >= 1) return;
      size *= fitting;
    }
  }).observe(words);
}
