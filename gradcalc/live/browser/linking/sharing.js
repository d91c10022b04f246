// Two buttons: one copies the link to what a picture shows, the other shows it as a QR code.

import { element } from "../element.js";
import { button, group } from "../hand/buttons.js";
import { qrCode } from "./qr.js";

const QUIET = 4; // modules of light around a code, as readers want them
const TOO_LONG = "This link is too long for a QR code. It can be copied.";

/** The dark modules of a code as the path of an SVG. @param {boolean[][]} modules */
export function qrPath(modules) {
  const squares = modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")));
  return squares.join("");
}

/** @param {Element} parent @param {boolean[][]} modules */
function drawQr(parent, modules) {
  const side = modules.length + 2 * QUIET;
  const make = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const picture = make("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": "QR code of the link below", "shape-rendering": "crispEdges" });
  picture.append(make("rect", { width: String(side), height: String(side), fill: "#fff" }), make("path", { d: qrPath(modules), fill: "#000" }));
  parent.append(picture);
}

/**
 * @param {Element} parent
 * @param {() => { link: string } | { reason: string }} find the link, or a sentence that says why there is none
 */
export function createSharing(parent, find) {
  const box = group(parent, "link");
  box.classList.add("gradcalc-sharing");
  button(box, "Copy link", "Copy a link to what is shown here", () => copy());
  const code = button(box, "QR code", "Show the link to what is shown here as a QR code", () => (shown ? close() : open()));
  code.setAttribute("aria-expanded", "false");
  const said = element("p", "gradcalc-linked", box, "", { role: "status" });
  /** @type {HTMLElement | null} */
  let shown = null;

  async function copy() {
    const found = find();
    if ("reason" in found) return say(found.reason);
    try {
      await navigator.clipboard.writeText(found.link);
      say("The link is copied.");
    } catch {
      open("Copy the link from here:"); // a page without https has no clipboard
    }
  }

  function open(words = "") {
    const found = find();
    if ("reason" in found) return say(found.reason);
    close();
    say("");
    shown = element("div", "gradcalc-link-box", box, "", { role: "dialog", "aria-label": "Link to what is shown here" });
    const modules = qrCode(found.link);
    if (modules) drawQr(shown, modules);
    if (!modules || words) element("p", "", shown, words || TOO_LONG);
    const field = element("input", "", shown, "", { readonly: "", "aria-label": "link" });
    field.value = found.link;
    button(shown, "Close", "Close the link", () => leave());
    code.setAttribute("aria-expanded", "true");
    field.focus();
    field.select();
    field.scrollLeft = 0;
  }

  function close() {
    shown?.remove();
    shown = null;
    code.setAttribute("aria-expanded", "false");
  }

  function leave() {
    close();
    code.focus();
  }

  /** @param {string} words */
  function say(words) {
    close();
    said.textContent = words;
  }

  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // no key of a notebook, and none of a picture
    if (event.key === "Escape" && shown) leave();
  });
  return { box, say };
}
