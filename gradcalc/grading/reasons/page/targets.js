// For whom an entry is that is made for a whole group: for all in it, but for those who have something else already.

import { score } from "./ledger.js";

/**
 * @typedef {import("./reasons.js").Entry} Entry
 * @typedef {{ of(student: string): Entry }} Entries
 */

/** What all of them have, null where nobody has anything yet, undefined where it differs. @template T @param {(T | null)[]} values */
function common(values) {
  const given = [...new Set(values.filter((value) => value !== null))];
  return given.length > 1 ? undefined : (given[0] ?? null);
}

/** The points of those in a group who have some and do not wait. @param {string[]} students @param {Entries} entries */
export const pointsOf = (students, entries) =>
  common(students.map((student) => (entries.of(student).waits ? null : score(entries.of(student)))));

/** The points that all in a group have: null while anybody waits. @param {string[]} students @param {Entries} entries */
export const pointsOfAll = (students, entries) => (students.some((student) => entries.of(student).waits) ? null : pointsOf(students, entries));

/** The comment of a group. @param {string[]} students @param {Entries} entries */
export const commentOf = (students, entries) => common(students.map((student) => entries.of(student).comment));

/**
 * Those whose points change with the group's. last is what the group was given here before, undefined for nothing.
 * @param {string[]} students @param {Entries} entries @param {number | null | undefined} last
 */
export function forPoints(students, entries, last) {
  const now = last === undefined ? pointsOf(students, entries) : last;
  return students.filter((student) => entries.of(student).waits || (now !== undefined && score(entries.of(student)) === now));
}

/** Those whose comment changes with the one that was shown. @param {string[]} students @param {Entries} entries @param {string} shown */
export const forComment = (students, entries, shown) =>
  students.filter((student) => [shown, ""].includes(entries.of(student).comment ?? ""));
