// Whether a task of a guide is done, from what is seen of its picture: a pure function.

/** @import { Goal } from "../live/browser/kernel.d.ts" */
/** @import { Seen } from "../live/browser/guided.js" */

/** What is missing, as where there is no gradient, meets nothing. @param {Goal} goal @param {Seen} seen */
export const isMet = (goal, seen) =>
  Object.entries(goal).every(([name, wanted]) => {
    const found = seen[name];
    if (typeof wanted === "string") return found === wanted;
    return typeof found === "number" && found >= wanted[0] && found <= wanted[1];
  });

/**
 * Which tasks a hand has just done: of those that are open, the one, or where all are shown every one.
 * @param {Goal[]} goals
 * @param {{ done: number[], at: number, whole: boolean }} standing
 * @param {Seen} seen
 */
export const newlyDone = (goals, { done, at, whole }, seen) =>
  goals.flatMap((goal, i) => ((whole || i === at) && !done.includes(i) && isMet(goal, seen) ? [i] : []));

/** The task to go on with behind another: the next that is not done, or none. @param {number} count @param {number[]} done @param {number} from */
export function nextTask(count, done, from) {
  const open = Array.from({ length: count }, (_, i) => i).filter((i) => !done.includes(i));
  return open.find((i) => i > from) ?? count;
}
