// Where a picture can be found by a link: the page of the site, and which of its pictures it is.

/** @typedef {{ page: string, picture: string }} LinkedPlace */

const NO_SITE = "This copy of gradcalc has no address on the web yet, so a link would lead nowhere."; // as in address.py

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

/** Whether a link is meant for a picture of the page. @param {Pick<Element, "closest">} el @param {string} picture */
export function isMeant(el, picture) {
  const place = /** @type {HTMLElement | null} */ (el.closest("[data-picture]"));
  return place !== null && [place.dataset.picture, place.dataset.name].includes(picture);
}

/**
 * Call back with the link in the address of the page, at once and whenever it changes; gives back how to end that.
 * @param {(link: string) => void} act
 */
export function watchLink(act) {
  const look = () => window.location.hash.startsWith("#gradcalc=") && act(window.location.hash);
  window.addEventListener("hashchange", look);
  look();
  return () => window.removeEventListener("hashchange", look);
}
