// Numbers: held between limits, evenly spaced, rounded, and taken from the kernel's bytes.

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** np.linspace. @param {number} low @param {number} high @param {number} count */
export function evenlySpaced(low, high, count) {
  const step = (high - low) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? high : low + i * step));
}

/** The nearest whole number, the even one of two: as Python and NumPy round. @param {number} value */
export function roundedEven(value) {
  const below = Math.floor(value);
  if (value - below !== 0.5) return value - below < 0.5 ? below : below + 1;
  return below % 2 ? below + 1 : below;
}

/**
 * Numbers of a type from a buffer of the kernel. A copy, because they must start at a multiple of their size.
 * @template {object} Numbers
 * @param {DataView} view
 * @param {new (buffer: ArrayBuffer) => Numbers} type
 */
export function numbers({ buffer, byteOffset, byteLength }, type) {
  return new type(/** @type {ArrayBuffer} */ (buffer).slice(byteOffset, byteOffset + byteLength));
}

/**
 * A row of coordinates, which the kernel sends as binary data where it is long.
 * @param {number[] | DataView} values
 * @returns {number[]}
 */
export const row = (values) => (values instanceof DataView ? [...numbers(values, Float64Array)] : values);
