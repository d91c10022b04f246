// The hill, as gradcalc/pictures/scenes/surface.py draws it: the map's marks on the floor, and layers on the hill.

import { padded } from "../draw/axes.js";
import { short } from "../draw/text.js";
import { cutOff } from "./arrows.js";
import { components } from "./components.js";
import { DIRECTED, LAYERS } from "./hill_layers.js";
import { projection } from "./projection.js";

/** @import { Frame, Interpolator, Reading, Solid, Told } from "../kernel.d.ts" */
/** @import { Hill } from "../space/hill.js" */

/**
 * @returns {Solid[]}
 * @param {Reading} reading
 * @param {number} scale
 * @param {Solid[]} kept
 * @param {{ hill: Hill, heightAt: Interpolator | null, cosine: boolean, shows: string[], step: number, directed: boolean }} known
 */
export function surface(reading, scale, kept, { hill, heightAt, cosine, shows, step, directed }) {
  const limits = { xlim: padded(hill.window.xlim), ylim: padded(hill.window.ylim) };
  const { x, y } = reading;
  const onMap = reading.certain ? [] : kept.flatMap((solid) => (solid.kind === "Flat" ? [solid.mark] : []));
  const flat = (directed ? projection : components)(reading, /** @type {Frame} */ (limits), scale, onMap);
  /** @type {Solid[]} */
  const solids = flat.flatMap((mark) => cutOff(mark, limits)).map((mark) => ({ kind: "Flat", mark }));
  const z = reading.value ?? hill.heightAt(x, y);
  if (!(z >= hill.base && z <= hill.top)) return solids;
  const { u, sloped, differentiable, parts } = cosine ? reading : { ...reading, sloped: false, differentiable: false, parts: null };
  const here = {
    hill, heightAt, step, x, y, z, u, sloped, differentiable, parts: /** @type {Told["parts"]} */ (parts ?? [null, null]),
    gradient: reading.gradient ?? /** @type {[number, number]} */ ([0, 0]), slope: reading.slope ?? 0, noise: reading.noise ?? 0,
  };
  const [ux, uy] = directed ? reading.u : [0, 0]; // what depends on u has words of its own that way
  solids.push(
    ...shows.filter((name) => directed || !DIRECTED.includes(name)).flatMap((name) => LAYERS[name](here)),
    { kind: "Line", x: [x, x], y: [y, y], z: [hill.floor, z], role: "line" },
    { kind: "Spot", x, y, z, role: "point" },
    { kind: "Word", text: `f = ${short(z)}`, x, y, z, dx: -ux, dy: -uy, dz: 1, role: "point" },
  );
  return solids;
}
