// Which layers of a hill are shown, and what they are drawn by.

/** @import { Model, ViewTraits } from "../kernel.d.ts" */

/** Whether the kernel has drawn what is to be shown on the hill. @param {Model<ViewTraits>} model */
export const isShown = (model) => model.get("frame").shows.join() === model.get("shows").join();

/** What a hill's layers depend on beside the reading. @param {Model<ViewTraits>} model */
export function drawnBy(model) {
  const [method, step] = model.get("frame").scheme.split(", ");
  return { shows: model.get("shows"), step: method === "forward" ? Number(step) : 0, directed: model.get("directed") };
}
