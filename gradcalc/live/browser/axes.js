/** Maps data to CSS pixels and back, for the frame of one picture; xlim and ylim may be those of a zoom under way. */
function axesOf({ left, top, box_width, box_height, xlim, ylim }) {
  const sx = box_width / (xlim[1] - xlim[0]);
  const sy = box_height / (ylim[1] - ylim[0]);
  return {
    left,
    top,
    right: left + box_width,
    bottom: top + box_height,
    x: (x) => left + (x - xlim[0]) * sx,
    y: (y) => top + (ylim[1] - y) * sy,
    dx: (dx) => dx * sx,
    dy: (dy) => -dy * sy,
    dataX: (px) => xlim[0] + (px - left) / sx,
    dataY: (py) => ylim[1] - (py - top) / sy,
  };
}

const MARGIN = 0.1; // as in scenes/scales.py: a picture shows a little more than its window

function padded([low, high]) {
  return [low - MARGIN * (high - low), high + MARGIN * (high - low)];
}
