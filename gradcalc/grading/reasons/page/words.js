// What the page says, in sentences: how many wait, how a group stands, what somebody else has done.

import { score } from "./ledger.js";

/**
 * @typedef {import("./reasons.js").Entry} Entry
 * @typedef {import("./reasons.js").Group} Group
 */

/** @param {number} number @param {string} one @param {string} [several] */
export const count = (number, one, several = `${one}s`) => `${number} ${number === 1 ? one : several}`;

/** @param {number} points */
export const inPoints = (points) => count(Math.round(points * 100) / 100, "point");

/** How far the work is. @param {Entry[]} entries */
export function progress(entries) {
  const waiting = entries.filter((entry) => entry.waits).length;
  if (!entries.length) return "Nobody has handed in an answer to this question yet. There is nothing to do here.";
  if (!waiting) return `All ${count(entries.length, "answer")} have points. Nothing waits.`.replace("All 1 answer have", "The only answer has");
  return `${waiting} of ${count(entries.length, "answer")} ${waiting === 1 ? "waits" : "wait"}.`;
}

/** What a group is. @param {Group} group @param {number} number */
export function title(group, number) {
  const several = group.members.length;
  if (!group.words) return `Group ${number}: ${count(several, "notebook")} in which nothing of the student's own stands at the question`;
  if (several === 1) return `${number}: ${group.members[0].name}`;
  const near = group.members.filter((member) => member.variant !== null).length;
  const how = near ? `, ${near} of them nearly the same, with the difference shown` : ", word for word the same";
  return `Group ${number}: ${several} answers${how}`;
}

/** How one student stands, or with plural several who stand alike. @param {Entry} entry */
export function standing(entry, plural = false) {
  const points = score(entry);
  const extra = entry.extra ? `, and ${inPoints(entry.extra)} extra` : "";
  const [waits, has, is] = plural ? ["wait", "have", "are"] : ["waits", "has", "is"];
  if (points === null) return entry.waits ? `${waits}${extra}` : `${has} no points${extra}`;
  const who = entry.points === null ? " from the grader" : "";
  return `${has} ${inPoints(points)}${who}${extra}${entry.waits ? `, and ${is} to be looked at again` : ""}`;
}

/** How a group stands. @param {Entry[]} entries */
export function standingOf(entries) {
  const [first] = entries;
  const found = byNumber(entries, (entry) => standing(entry));
  if (entries.length === 1) return `${standing(first)}.`.replace(/^./, (letter) => letter.toUpperCase());
  if (found.length === 1) return `All ${entries.length} ${standing(first, true)}.`;
  return `${found.map(([, alike]) => `${alike.length} ${standing(alike[0], alike.length > 1)}`).join("; ")}.`;
}

/** How the checked part stands in a group, by how many. @param {Group} group */
export function checked(group) {
  const found = byNumber(group.members, (member) => member.checked.join("; "));
  return found.map(([line, alike]) => `Checked part${group.members.length > 1 ? ` of ${alike.length}` : ""}: ${line}`);
}

/** Things by what is said of them, the most first. @template T @param {T[]} things @param {(thing: T) => string} say @returns {[string, T[]][]} */
function byNumber(things, say) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const thing of things) found.set(say(thing), [...(found.get(say(thing)) ?? []), thing]);
  return [...found].sort(([, one], [, other]) => other.length - one.length);
}

/** The names of a few. @param {string[]} names */
export const listed = (names) =>
  names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");

/** What was written in a comment that is not entered, so that it can be written again. @param {import("./reasons.js").Action} action @param {string[]} students */
export function lost(action, students) {
  const texts = action.changes.filter(({ student, what }) => what === "comment" && students.includes(student));
  return texts.length && texts[0].after.comment ? ` Yours was: ${texts[0].after.comment}` : "";
}

/** That somebody else was quicker. @param {string} name @param {Entry} entry */
export function quicker(name, entry) {
  const comment = entry.comment ? ` The comment is: ${entry.comment}` : "";
  return `Not entered for ${name}: somebody else was quicker. ${name} now ${standing(entry)}.${comment}`;
}
