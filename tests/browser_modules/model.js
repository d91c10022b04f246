// A widget's model that keeps what it would send to the kernel.

/**
 * @template {object} Traits
 * @param {Traits} traits
 */
export function modelOf(traits) {
  /** @type {Map<string, Set<(...given: any[]) => void>>} */
  const listeners = new Map();
  /** @type {Partial<Traits>} */
  let changed = {};
  return {
    traits,
    /** @type {any[]} what was sent, message by message */
    sent: [],
    /** @template {keyof Traits} Name @param {Name} name */
    get: (name) => traits[name],
    /** @template {keyof Traits} Name @param {Name} name @param {Traits[Name]} value */
    set(name, value) {
      traits[name] = value;
      changed[name] = value;
      for (const act of listeners.get(`change:${String(name)}`) ?? []) act(this, value);
    },
    save_changes() {
      this.sent.push(changed);
      changed = {};
    },
    /** @param {object} content */
    send(content) {
      this.sent.push(content);
    },
    /** @param {string} event @param {(...given: any[]) => void} act */
    on: (event, act) => void listeners.set(event, (listeners.get(event) ?? new Set()).add(act)),
    /** @param {string} event @param {(...given: any[]) => void} act */
    off: (event, act) => void listeners.get(event)?.delete(act),
    widget_manager: { get_model: async (/** @type {string} */ id) => /** @type {any} */ (id) },
  };
}
