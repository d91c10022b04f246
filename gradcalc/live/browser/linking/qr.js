// A text as a QR code, by ISO/IEC 18004: bytes, error correction M, versions 1 to 25.

// For versions 1 to 25: codewords of error correction in a block, and how many blocks there are.
const QR_CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28];
const QR_BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21];
/** Whether a module is turned over, for each mask. @type {((x: number, y: number) => boolean)[]} */
const QR_MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** @typedef {boolean[][]} QrModules rows of modules, true where they are dark */

/** The QR code of a text, or null for one that is too long. @param {string} text @param {number} [mask] of 0 to 7, else the best @returns {QrModules | null} */
export function qrCode(text, mask) {
  const bytes = new TextEncoder().encode(text);
  const version = QR_CHECKS.findIndex((_, i) => bytes.length <= qrRoom(i + 1)) + 1;
  if (!version) return null;
  const codewords = qrInterleaved(qrPacked(bytes, version), version);
  if (mask !== undefined) return qrDrawn(codewords, version, mask);
  const all = QR_MASKS.map((_, i) => qrDrawn(codewords, version, i));
  const penalties = all.map(qrPenalty);
  return all[penalties.indexOf(Math.min(...penalties))];
}

const qrSide = (/** @type {number} */ version) => 17 + 4 * version;

/** Where the middles of the small squares are, along each side. @param {number} version */
function qrPlaces(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((qrSide(version) - 13) / (2 * count - 2)) * 2;
  return Array.from({ length: count }, (_, i) => (i ? qrSide(version) - 7 - (count - 1 - i) * step : 6));
}

/** Codewords of a version, data and error correction together. @param {number} version */
function qrCapacity(version) {
  const count = qrPlaces(version).length;
  const squares = count ? 25 * count * count - 75 - 10 * (count - 2) : 0; // those on the lines share five modules with each
  const patterns = 3 * 64 + 2 * (qrSide(version) - 16) + squares + (version < 7 ? 31 : 67);
  return Math.floor((qrSide(version) ** 2 - patterns) / 8);
}

const qrData = (/** @type {number} */ version) => qrCapacity(version) - QR_CHECKS[version - 1] * QR_BLOCKS[version - 1];

/** The bytes that a version holds. @param {number} version */
const qrRoom = (version) => qrData(version) - (version < 10 ? 2 : 3);

/** Mode, length, bytes and what fills the rest. @param {Uint8Array} bytes @param {number} version */
function qrPacked(bytes, version) {
  const length = version < 10 ? [bytes.length] : [bytes.length >> 8, bytes.length & 255];
  const halves = [4, ...[...length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0]; // of bytes
  const packed = Array.from({ length: halves.length / 2 }, (_, i) => (halves[2 * i] << 4) | halves[2 * i + 1]);
  while (packed.length < qrData(version)) packed.push(0xec, 0x11);
  return packed.slice(0, qrData(version));
}

/** In the field of 256 elements of QR codes. @param {number} a @param {number} b */
function qrTimes(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
  return product;
}

/** The codewords by which errors are mended: Reed and Solomon. @param {number[]} data @param {number} count */
function qrChecked(data, count) {
  let divisor = [1];
  for (let i = 0, root = 1; i < count; i++, root = qrTimes(root, 2)) {
    const shifted = [...divisor, 0];
    divisor = shifted.map((part, k) => part ^ (k ? qrTimes(divisor[k - 1], root) : 0));
  }
  const rest = Array(count).fill(0);
  for (const word of data) {
    const factor = word ^ rest.shift();
    rest.push(0);
    for (let i = 0; i < count; i++) rest[i] ^= qrTimes(divisor[i + 1], factor);
  }
  return rest;
}

/** Blocks with their error correction, of which each gives a codeword in turn. @param {number[]} data @param {number} version */
function qrInterleaved(data, version) {
  const [count, blocks] = [QR_BLOCKS[version - 1], /** @type {number[][]} */ ([])];
  const short = Math.floor(data.length / count);
  const long = data.length % count; // the last blocks have one more
  for (let i = 0, at = 0; i < count; i++) {
    const size = short + (i >= count - long ? 1 : 0);
    blocks.push(data.slice(at, at + size));
    at += size;
  }
  const checks = blocks.map((block) => qrChecked(block, QR_CHECKS[version - 1]));
  const inTurn = (/** @type {number[][]} */ all, /** @type {number} */ size) => Array.from({ length: size }, (_, i) => all.flatMap((block) => block.slice(i, i + 1))).flat();
  return [...inTurn(blocks, short + 1), ...inTurn(checks, QR_CHECKS[version - 1])];
}

/** @param {number[]} codewords @param {number} version @param {number} mask @returns {QrModules} */
function qrDrawn(codewords, version, mask) {
  const side = qrSide(version);
  const dark = Array.from({ length: side }, () => /** @type {boolean[]} */ (Array(side).fill(false)));
  const fixed = Array.from({ length: side }, () => Array(side).fill(false));
  const set = (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ value) => {
    if (!(x >= 0 && y >= 0 && x < side && y < side)) return;
    [dark[y][x], fixed[y][x]] = [value, true];
  };
  /** Rings around a middle: those of some distances are light. @param {number} x @param {number} y @param {number} reach @param {number[]} light */
  const square = (x, y, reach, light) => {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (let i = 0; i < side; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [side - 4, 3], [3, side - 4]]) square(x, y, 4, [2, 4]);
  const places = qrPlaces(version);
  const last = places.length - 1;
  places.forEach((x, i) => places.forEach((y, k) => {
    const corner = (i === 0 && (k === 0 || k === last)) || (i === last && k === 0);
    if (!corner) square(x, y, 2, [1]);
  }));

  // Error correction M is 00, so the mask's number is all that the format says; the code of the version is longer.
  let rest = mask << 10;
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  const format = ((mask << 10) | rest) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const bit = ((format >> i) & 1) === 1;
    if (i < 6) set(8, i, bit);
    else if (i < 8) set(8, i + 1, bit);
    else if (i === 8) set(7, 8, bit);
    else set(14 - i, 8, bit);
    if (i < 8) set(side - 1 - i, 8, bit);
    else set(8, side - 15 + i, bit);
  }
  set(8, side - 8, true);
  if (version >= 7) {
    let code = version << 12;
    for (let bit = 17; bit >= 12; bit--) if ((code >> bit) & 1) code ^= 0x1f25 << (bit - 12);
    code |= version << 12;
    for (let i = 0; i < 18; i++) {
      const [near, far] = [Math.floor(i / 3), side - 11 + (i % 3)];
      set(far, near, ((code >> i) & 1) === 1);
      set(near, far, ((code >> i) & 1) === 1);
    }
  }

  let at = 0;
  for (let right = side - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5; // the line of the timing pattern
    for (let step = 0; step < side; step++) {
      const y = (right + 1) & 2 ? step : side - 1 - step;
      for (const x of [right, right - 1]) {
        if (fixed[y][x]) continue;
        const bit = ((codewords[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
        dark[y][x] = (bit === 1) !== QR_MASKS[mask](x, y);
        at++;
      }
    }
  }
  return dark;
}

/** How hard a code is to read: runs, blocks, what looks like a corner, and too much of one shade. @param {QrModules} dark */
function qrPenalty(dark) {
  const side = dark.length;
  const columns = dark.map((_, x) => dark.map((row) => row[x]));
  let penalty = 0;
  for (const line of [...dark, ...columns]) {
    const text = line.map(Number).join("");
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...text.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let y = 1; y < side; y++) {
    for (let x = 1; x < side; x++) {
      const [a, b, c, d] = [dark[y][x], dark[y - 1][x], dark[y][x - 1], dark[y - 1][x - 1]];
      if (a === b && b === c && c === d) penalty += 3;
    }
  }
  const share = dark.flat().filter(Boolean).length / (side * side);
  return penalty + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}
