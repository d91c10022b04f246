// The colours of levels, light ones and dark ones: viridis, as Matplotlib has it and background.py uses it.

import { clamp } from "../numbers.js";

/** @import { ByTheme, Triple } from "../kernel.d.ts" */

const VIRIDIS_FIRST = [68, 1, 84];
/** How each of the other 255 colours differs from the one before: 15 (red + 1) + 5 green + (blue + 2), as a letter. */
const VIRIDIS_STEPS =
  "H[H[HLG\\GMGLWLGGMGGGLGHLGGGLG8KGGG8KGG8KG8FG<G7GF8K8F7G7FL7F7G7F7G7F<F7G7F7F7F7F8F7FF7F7F7FF7F2FF7F7FF7FF7F7FF7FA7FF7F7F" +
  "E7FF7FFE7AF7EFFFEF7EFUEFF@FTFTFUETUTFTPTTUcTTUcT^UcTcTc^Tcccc^cccc^cbc^cbr^bcmbcr]clcq^qbmbmblclq^q]rlblr]ql^qm]qmclmcmm" +
  "dm_so_t`o`ta`ua";

/** @type {Triple[] | undefined} */
let viridis;

/** The table, of whole numbers up to 255. */
function viridisTable() {
  if (viridis) return viridis;
  let [red, green, blue] = VIRIDIS_FIRST;
  viridis = [[red, green, blue]];
  for (const letter of VIRIDIS_STEPS) {
    const step = letter.charCodeAt(0) - 48;
    red += Math.floor(step / 15) - 1;
    green += Math.floor(step / 5) % 3;
    blue += (step % 5) - 2;
    viridis.push([red, green, blue]);
  }
  return viridis;
}

/**
 * The colour of a share of the range of levels. On a dark page the dark end would be lost.
 * @param {number} share @param {boolean} dark
 */
export function levelColour(share, dark) {
  const place = clamp(Math.floor(share * 256), 0, 255);
  return viridisTable()[dark ? Math.min(255, Math.floor((0.3 + (place * 0.7) / 255) * 256)) : place];
}

/** The same as CSS writes it, on a light page and on a dark one. @param {number} share */
export function levelColours(share) {
  const written = [false, true].map((dark) => levelColour(share, dark).map((part) => part.toString(16).padStart(2, "0")));
  return /** @type {ByTheme<string>} */ (written.map((parts) => `#${parts.join("")}`));
}
