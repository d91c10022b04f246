// Everybody's points and comments: as the server has told them, and over that what was entered here and is on its way.

/**
 * @typedef {import("./reasons.js").Entry} Entry
 * @typedef {import("./reasons.js").Part} Part
 * @typedef {import("./reasons.js").Action} Action
 * @typedef {import("./reasons.js").Saved} Saved
 * @typedef {import("./reasons.js").What} What
 */

/** The points that count. @param {Entry} entry */
export const score = (entry) => entry.points ?? entry.automatic;

/** @param {What} what @param {Entry} one @param {Entry} other */
const agree = (what, one, other) =>
  what === "comment" ? one.comment === other.comment : one.points === other.points && one.waits === other.waits;

export class Ledger {
  /** @param {Record<string, Entry>} entries @param {Map<string, string>} seals of what was read, by student */
  constructor(entries, seals) {
    this.told = new Map(Object.entries(entries));
    this.seals = seals;
    /** @type {Map<string, { entry: Entry, actions: number }>} */
    this.onTheWay = new Map();
    /** @type {Action[]} */
    this.done = [];
  }

  /** The entry as it is, or will be. @param {string} student @returns {Entry} */
  of(student) {
    const entry = this.onTheWay.get(student)?.entry ?? this.told.get(student);
    if (!entry) throw new Error("Nobody has this name.");
    return entry;
  }

  /** Enter a value for several students. Gives what is to be sent. @param {What} what @param {number | string | null} value @param {string[]} students */
  enter(what, value, students) {
    const action = this.#changed(students.map((student) => ({ student, what, value, waits: null })));
    this.done.push(action);
    return action;
  }

  /** Take the last action back, for all whose entry is still what it made of it; null where there is none. */
  undo() {
    const last = this.done.pop();
    if (!last) return null;
    const own = last.changes.filter(({ student, what, after }) => agree(what, this.of(student), after));
    const back = own.map(({ student, what, before }) => ({
      student,
      what,
      value: what === "comment" ? before.comment : before.points,
      waits: what === "comment" ? null : before.waits,
    }));
    return { action: this.#changed(back), left: last.changes.filter((change) => !own.includes(change)) };
  }

  /** What an action came to. Gives those whose entry somebody else has changed. @param {Action} action @param {Saved} saved */
  settle(action, saved) {
    const own = new Set(action.changes.map(({ student }) => student));
    const theirs = this.tell(saved.entries).filter((student) => !own.has(student) && !this.onTheWay.has(student));
    this.#landed(action);
    const refused = new Set([...saved.quicker, ...saved.replaced]);
    action.changes = action.changes.filter(({ student }) => !refused.has(student));
    if (!action.changes.length) this.done = this.done.filter((other) => other !== action);
    return theirs;
  }

  /** An action that came to nothing. @param {Action} action */
  fail(action) {
    this.#landed(action);
    this.done = this.done.filter((other) => other !== action);
  }

  /** The entries as the server tells them now. Gives those that are new. @param {Record<string, Entry>} entries */
  tell(entries) {
    const now = new Map(Object.entries(entries));
    const fresh = [...this.told.keys()].filter((student) => {
      const [one, other] = [this.told.get(student), now.get(student)];
      return one && other && !(agree("points", one, other) && agree("comment", one, other));
    });
    for (const student of this.told.keys()) this.told.set(student, now.get(student) ?? this.of(student));
    return fresh;
  }

  /** @param {{ student: string, what: What, value: number | string | null, waits: boolean | null }[]} wanted @returns {Action} */
  #changed(wanted) {
    /** @type {Map<string, Part>} */
    const parts = new Map();
    /** @type {Action["changes"]} */
    const changes = [];
    for (const { student, what, value, waits } of wanted) {
      const before = this.of(student);
      const after = { ...before };
      if (what === "comment") after.comment = /** @type {string | null} */ (value) || null;
      else Object.assign(after, { points: value, waits: waits ?? (value === null && before.automatic === null) });
      this.onTheWay.set(student, { entry: after, actions: (this.onTheWay.get(student)?.actions ?? 0) + 1 });
      changes.push({ student, what, before, after });
      const key = JSON.stringify([what, value, waits]);
      const part = parts.get(key) ?? { what, value: what === "comment" ? (value ?? "") : value, waits, of: [] };
      part.of.push([student, this.seals.get(student) ?? "", before]);
      parts.set(key, part);
    }
    return { parts: [...parts.values()], changes };
  }

  /** @param {Action} action */
  #landed(action) {
    for (const { student } of action.changes) {
      const own = this.onTheWay.get(student);
      if (own && own.actions > 1) own.actions -= 1;
      else this.onTheWay.delete(student);
    }
  }
}
