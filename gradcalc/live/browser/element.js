/**
 * An element of the page, put at the end of its parent.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {Element | null} [parent]
 * @param {string} [text]
 * @param {Record<string, string>} [attributes]
 */
export function element(tag, className, parent, text, attributes = {}) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  parent?.append(node);
  return node;
}

/** Let an element say something. What says it already is left alone: pages and screen readers watch for changes. @param {Element} node @param {string} text */
export function writeInto(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Give an element an attribute, unless it has it. @param {Element} node @param {string} name @param {string} value */
export function writeAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}
