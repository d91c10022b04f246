// Where a picture can be found by a link: the page of the site, and which of its pictures it is.

import { LinkError } from "./link.js";

/** @typedef {{ page: string, picture: string }} LinkedPlace */

export const NO_SITE = "This copy of gradcalc has no address on the web yet, so a link would lead nowhere."; // as in address.py

/**
 * The place of a picture on the site, or a sentence that says why it has none. docs/site/stills.py has numbered the
 * pictures of a page; in a notebook, the site is that of the lab, or the one that the kernel knows.
 * @param {Pick<Element, "closest">} el
 * @param {{ href: string }} location
 * @param {string} site the address that the kernel knows, or ""
 * @param {string} home the page of the site that has such a picture, "#" and its name there, or ""
 * @returns {LinkedPlace | string}
 */
export function placeOnSite(el, location, site, home) {
  const here = location.href.replace(/[?#].*/s, "");
  const shown = /** @type {HTMLElement | null} */ (el.closest("[data-picture]"));
  if (shown) return { page: here, picture: shown.dataset.picture ?? "" };
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
  const found = picture && page.querySelector(`[data-picture="${picture}"], [data-name="${picture}"]`);
  return found || page.querySelector("[data-picture]");
}

/** Whether a picture has this number or name. @param {Pick<Element, "closest">} el @param {string} picture */
export function isNamed(el, picture) {
  const place = /** @type {HTMLElement | null} */ (el.closest("[data-picture]"));
  return place !== null && [place.dataset.picture, place.dataset.name].includes(picture);
}

/**
 * Let a picture of the page follow the links that are meant for it: the one in the address, at once and whenever that
 * changes. follow gives the sentence that there is to say. Gives back how to end that.
 * @param {Element} el
 * @param {(link: string) => string} follow
 * @param {(words: string) => void} say
 */
export function followLinks(el, follow, say) {
  const look = () => {
    const link = window.location.hash;
    const place = el.closest("[data-picture]");
    if (!place || !link.startsWith("#gradcalc=") || place !== meantPlace(document, link)) return;
    try {
      say(follow(link));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      say(error.message);
    }
  };
  window.addEventListener("hashchange", look);
  look();
  return () => window.removeEventListener("hashchange", look);
}
