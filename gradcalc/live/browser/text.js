// The browser's half of the live picture. view.py joins these files, in its order, to one ES module.

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

const isMap = (kind) => ["map", "components", "level"].includes(kind);

function element(tag, className, parent, text) {
  const node = document.createElement(tag);
  node.className = className;
  if (text) node.textContent = text;
  parent?.append(node);
  return node;
}

/** A number as Python's format "g" writes it. */
function general(value, digits) {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  const plain = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (power >= -4 && power < digits) return plain(value.toFixed(digits - 1 - power));
  return `${plain(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** A number as short() in diagnosis.py writes it. */
function short(value, noise = 0) {
  const size = Math.abs(value);
  if (size <= noise) return "0.00";
  return size >= 0.01 && size < 1e5 ? value.toFixed(2) : general(value, 3);
}
