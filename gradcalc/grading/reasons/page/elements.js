// Elements, made of text alone: nothing that a student wrote is ever read as HTML.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A name, which keeps its own direction. @param {string} name */
export const named = (name) => make("bdi", {}, name);

/** An element of the page itself. @param {string} id */
export function found(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`There is no ${id}.`);
  return element;
}

/** Words that only a screen reader reads. @param {string} words */
export const unseen = (words) => make("span", { class: "unseen" }, words);

const SAID = /** @type {const} */ ({ new: ["ins", "[new: "], gone: ["del", "[left out: "] });

/** A text nearly the same as another one, with what differs. @param {import("./reasons.js").Group["variants"][number]} pieces */
export function differing(pieces) {
  const text = make("div", { class: "text" });
  for (const [kind, words] of pieces) {
    if (kind === "same") text.append(words);
    else text.append(make(SAID[kind][0], {}, unseen(SAID[kind][1]), words, unseen("]")));
  }
  return text;
}
