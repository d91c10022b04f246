// Numbers as Python writes them, to the letter: where two are equally near, the even one, while JavaScript takes the greater.

const EXACTLY = 100; // digits, as many as JavaScript gives: no number that lies just between two others has more

/**
 * Digits of a number, and whether there is nothing but a 5 behind those that are kept, and an even one before it.
 * @param {string} digits
 * @param {number} kept
 */
const goesDown = (digits, kept) => /^50*$/.test(digits.slice(kept)) && Number(digits[kept - 1]) % 2 === 0;

/** @param {number} value @param {(size: number) => string} write */
function signed(value, write) {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + (Number.isFinite(value) ? write(Math.abs(value)) : "inf");
}

/** As the format ".2f". @param {number} value @param {number} decimals */
export const fixedText = (value, decimals) =>
  signed(value, (size) => {
    if (size >= 1e21) return `${BigInt(size)}.${"0".repeat(decimals)}`.replace(/\.$/, "");
    const exact = size.toFixed(EXACTLY);
    const end = exact.indexOf(".") + 1 + decimals;
    return goesDown(exact.replace(".", ""), end - 1) ? exact.slice(0, decimals ? end : end - 1) : size.toFixed(decimals);
  });

/** As the format ".2e". @param {number} value @param {number} decimals */
export const exponentText = (value, decimals) =>
  signed(value, (size) => {
    const [exact, power] = size.toExponential(EXACTLY).split("e");
    const down = goesDown(exact.replace(".", ""), decimals + 1);
    const [kept, exponent] = down ? [exact.slice(0, decimals ? decimals + 2 : 1), power] : size.toExponential(decimals).split("e");
    return `${kept}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
  });

/** A number to read, as number() in readings/point.py writes it. @param {number} value @param {number} [noise] */
export function numberText(value, noise = 0) {
  if (!Number.isFinite(value)) return "undefined";
  const size = Math.abs(value);
  if (size <= noise) return fixedText(0, 6);
  return size >= 1e-4 && size < 1e6 ? fixedText(value, 6) : exponentText(value, 3);
}
