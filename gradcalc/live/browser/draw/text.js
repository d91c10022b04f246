// Numbers as Python writes them.

/**
 * A number as Python's format "g" writes it.
 * @param {number} value
 * @param {number} digits
 */
export function general(value, digits) {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  const plain = (/** @type {string} */ text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (power >= -4 && power < digits) return plain(value.toFixed(digits - 1 - power));
  return `${plain(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** A number as short() in diagnosis.py writes it. @param {number} value */
export function short(value, noise = 0) {
  const size = Math.abs(value);
  if (size <= noise) return "0.00";
  return size >= 0.01 && size < 1e5 ? value.toFixed(2) : general(value, 3);
}

/**
 * The slope along the direction, zero where its error is as large.
 * @param {{ slope: number, length: number }} reading
 */
export function slopeText({ slope, length }) {
  return short(slope, 1e-6 * length);
}
