// As much of a document as a card needs that is made of elements alone: what it shows, and what a reader does to it.

/** An element that keeps what it is given. */
class Part {
  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    this.className = "";
    /** @type {(Part | string)[]} */
    this.parts = [];
    /** @type {Part | null} */
    this.parentElement = null;
    /** @type {Record<string, string>} */
    this.attributes = {};
    /** @type {Record<string, (event: any) => void>} */
    this.listeners = {};
    this.hidden = this.disabled = this.checked = false;
    this.value = this.innerHTML = "";
    /** @type {Record<string, string>} */
    this.dataset = {};
    this.classList = { add: (/** @type {string} */ name) => void (this.className = [...new Set([...this.className.split(" "), name])].join(" ").trim()) };
  }

  /** @param {(Part | string)[]} parts */
  append(...parts) {
    for (const part of parts) {
      if (!(part instanceof Part)) continue;
      part.remove();
      part.parentElement = this;
    }
    this.parts.push(...parts);
  }

  get children() {
    return this.parts.filter((part) => part instanceof Part);
  }

  /** @param {Part} part @param {Part | null} next */
  insertBefore(part, next) {
    part.remove();
    part.parentElement = this;
    this.parts.splice(next ? this.parts.indexOf(next) : this.parts.length, 0, part);
  }

  remove() {
    if (this.parentElement) this.parentElement.parts = this.parentElement.parts.filter((part) => part !== this);
    this.parentElement = null;
  }

  /** @returns {string} */
  get textContent() {
    return this.parts.map((part) => (part instanceof Part ? part.textContent : part)).join("");
  }

  set textContent(text) {
    this.parts = text ? [text] : [];
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /** @param {string} name @param {(event: any) => void} act */
  addEventListener(name, act) {
    this.listeners[name] = act;
  }

  /** @param {string} name */
  fire(name) {
    this.listeners[name]({ preventDefault() {} });
  }

  focus() {
    /** @type {any} */ (globalThis).document.activeElement = this;
  }

  /** All parts in it, in their order. @returns {Part[]} */
  get all() {
    return this.parts.flatMap((part) => (part instanceof Part ? [part, ...part.all] : []));
  }

  /** Of a class, written with its dot, or of a tag. @param {string} what */
  querySelector(what) {
    return this.all.find((part) => (what.startsWith(".") ? part.className.split(" ").includes(what.slice(1)) : part.tag === what)) ?? null;
  }
}

/** Put a document into the page; gives its body. */
export function beginDocument() {
  const body = new Part("body");
  Object.assign(globalThis, { document: { createElement: (/** @type {string} */ tag) => new Part(tag), querySelector: () => null, activeElement: body } });
  return body;
}
