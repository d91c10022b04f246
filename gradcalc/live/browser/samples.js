// Interpolates what live/samples.py has sampled, and only where that was found to be right.

/** A function of x and y that gives the sampled values there, or null outside the trusted cells. */
function interpolator({ size, stencil, xlim, ylim, unit, samples, trusted }) {
  const grids = samples.map((part) => numbers(part, Float32Array));
  const cells = new Uint8Array(trusted.buffer, trusted.byteOffset, trusted.byteLength);

  function place(value, [low, high]) {
    const position = ((value - low) / (high - low)) * (size - 1);
    const cell = clamp(Math.floor(position), 0, size - 2);
    const first = clamp(cell - stencil / 2 + 1, 0, size - stencil);
    return { cell, first, weights: lagrange(position - first, stencil), inside: position >= 0 && position <= size - 1 };
  }

  return (x, y) => {
    const [column, row] = [place(x, xlim), place(y, ylim)];
    if (!column.inside || !row.inside || !cells[row.cell * (size - 1) + column.cell]) return null;
    return grids.map((grid) => {
      let sum = 0;
      row.weights.forEach((weight, i) => {
        const start = (row.first + i) * size + column.first;
        column.weights.forEach((across, j) => (sum += weight * across * grid[start + j]));
      });
      return sum * unit;
    });
  };
}

/** Lagrange's weights at a position for the nodes 0, 1, ..., count - 1. */
function lagrange(position, count) {
  return Array.from({ length: count }, (_, node) => {
    let weight = 1;
    for (let other = 0; other < count; other++) {
      if (other !== node) weight *= (position - other) / (node - other);
    }
    return weight;
  });
}
