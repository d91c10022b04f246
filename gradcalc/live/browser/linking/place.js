// Where a picture can be found by a link: the page of the site, and which of its pictures it is.

import { LinkError } from "./link.js";

/** @typedef {{ page: string, picture: string }} LinkedPlace */

export const NO_SITE = "This copy of gradcalc has no address on the web yet, so a link would lead nowhere."; // as in address.py

/**
 * The number and the name of a picture on a page of the site, or null elsewhere. docs/site/stills.py has written those of
 * all pictures of a place to it.
 * @param {Pick<Element, "closest">} el
 */
export function ownNames(el) {
  const place = /** @type {HTMLElement | null} */ (el.closest("[data-picture]"));
  if (!place) return null;
  const all = [...place.querySelectorAll(".gradcalc-explorer")];
  const at = Math.max(0, all.indexOf(/** @type {Element} */ (el.closest(".gradcalc-explorer"))));
  const [number, name] = [place.dataset.picture, place.dataset.name].map((some) => (some ?? "").split(" ")[at]);
  return { number, name };
}

/**
 * Where a link leads to a picture, or a sentence that says why none can: on the site to its own page; in a notebook to
 * the site of the lab, or the one that the kernel knows.
 * @param {Pick<Element, "closest">} el
 * @param {{ href: string }} location
 * @param {string} site the address that the kernel knows, or ""
 * @param {string} home the page of the site that has such a picture, "#" and its name there, or ""
 * @returns {LinkedPlace | string}
 */
export function placeOnSite(el, location, site, home) {
  const here = location.href.replace(/[?#].*/s, "");
  const own = ownNames(el);
  if (own) return { page: here, picture: own.number };
  const [root, lab] = here.split(/lite\/(?:lab|notebooks|tree|repl)\//);
  const [page, picture] = home.split("#");
  if (!home) return "This picture has no page of its own on the site, so no link leads to it.";
  if (!site && lab === undefined) return NO_SITE;
  return { page: `${lab === undefined ? site : root}${page}.html`, picture };
}

/**
 * The place on the page that a link is meant for: by its number or its name, or else the first, which can say so.
 * docs/site/_static/live.js brings the same place to the screen.
 * @param {{ querySelector(selector: string): Element | null }} page
 * @param {string} link
 */
export function meantPlace(page, link) {
  const picture = /^#gradcalc=(\w{1,30})(?:&|$)/.exec(link)?.[1];
  const found = picture && page.querySelector(`[data-picture~="${picture}"], [data-name~="${picture}"]`);
  return found || page.querySelector("[data-picture]");
}

/** Whether a picture has this number or name. @param {Pick<Element, "closest">} el @param {string} picture */
export function isNamed(el, picture) {
  const own = ownNames(el);
  const carried = /** @type {HTMLElement | null} */ (el.closest("[data-carried]"))?.dataset.carried;
  return carried === picture || (own !== null && [own.number, own.name].includes(picture));
}

/**
 * The link that a page has handed on to the lab for this picture, once: docs/site/_static/carried.js keeps it.
 * @param {Element} el
 */
function takeCarriedLink(el) {
  const kept = document.documentElement.dataset;
  const link = el.closest("[data-carried]") ? kept.gradcalcLink : undefined;
  if (link) delete kept.gradcalcLink;
  return link;
}

/** Whether a link is meant for a picture, the first in its place that has the number or name. @param {Element} el @param {string} link */
function isMeant(el, link) {
  const place = el.closest("[data-picture]");
  if (!place || place !== meantPlace(document, link)) return false;
  const all = [...place.querySelectorAll(".gradcalc-explorer")];
  const picture = /^#gradcalc=(\w*)/.exec(link)?.[1] ?? "";
  return el.closest(".gradcalc-explorer") === (all.find((other) => isNamed(other, picture)) ?? all[0]);
}

/**
 * Let a picture of the page follow the links that are meant for it: the one in the address, or else the one that the page
 * begins with, as soon as it stands on the page, and whenever the address changes. follow gives the sentence that there
 * is to say, or throws LinkError. Gives back how to end that.
 * @param {Element} el
 * @param {(link: string) => string | Promise<string>} follow
 * @param {(words: string) => void} say
 */
export function followLinks(el, follow, say) {
  let ended = false;
  async function look() {
    if (ended) return;
    if (!el.isConnected) return void requestAnimationFrame(look);
    const carried = takeCarriedLink(el);
    const first = /** @type {HTMLElement | null} */ (document.querySelector("[data-link]"))?.dataset.link ?? "";
    const link = carried ?? (window.location.hash.startsWith("#gradcalc=") ? window.location.hash : first);
    if (!link || (!carried && !isMeant(el, link))) return;
    try {
      say(await follow(link));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      if (first && link !== first) await follow(first);
      say(error.message);
    }
  }
  window.addEventListener("hashchange", look);
  look();
  return () => {
    ended = true;
    window.removeEventListener("hashchange", look);
  };
}
