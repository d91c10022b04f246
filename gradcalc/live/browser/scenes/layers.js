// Which layers of a hill are shown, and what they are drawn by.

/** @import { Model, State, ViewTraits } from "../kernel.d.ts" */

/** Whether the kernel has drawn what is to be shown on the hill. @param {Model<ViewTraits>} model */
export const isShown = (model) => model.get("frame").shows.join() === model.get("shows").join();

/** The step that a tangent plane may show: of forward differences, whose secants make it. @param {Pick<State, "step" | "method">} state */
export const stepOf = ({ step, method }) => (method === "forward" ? step : 0);

/** What a hill's layers depend on beside the reading. @param {Model<ViewTraits>} model @param {Pick<State, "step" | "method">} state */
export const drawnBy = (model, state) => ({ shows: model.get("shows"), step: stepOf(state), directed: model.get("directed") });
