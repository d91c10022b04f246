async function decodePicture(png) {
  const address = URL.createObjectURL(new Blob([png], { type: "image/png" }));
  const image = new Image();
  image.alt = "";
  image.src = address;
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(address);
  }
  return image;
}

/** One picture: a background drawn by the kernel, and a canvas above it. */
function createPanel(kind, parent) {
  const box = element("div", `gradcalc-picture gradcalc-${kind.replace(" ", "-")}`, parent);
  let image = element("img", "", box);
  image.alt = "";
  const canvas = element("canvas", "gradcalc-canvas", box);
  let shown = null; // the frame on the screen; marks for another one would stand in the wrong place

  function show(frame, fresh) {
    image.replaceWith(fresh);
    image = fresh;
    box.style.width = `${frame.width}px`;
    box.style.aspectRatio = `${frame.width} / ${frame.height}`; // honest where max-width holds it
    shown = frame;
  }

  /** Where a pointer is, in CSS pixels of the frame. */
  function place({ clientX, clientY }) {
    const bounds = box.getBoundingClientRect();
    const scale = shown.width / bounds.width; // not 1 in a narrow window
    return [(clientX - bounds.left) * scale, (clientY - bounds.top) * scale];
  }

  /** Draw marks and, where there is one, a field; zoomed holds other limits while a zoom is under way. */
  function draw(marks, field, look, zoomed) {
    const axes = axesOf({ ...shown, ...zoomed });
    const ctx = canvas.getContext("2d");
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(shown.width * ratio), Math.round(shown.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      [canvas.width, canvas.height] = [width, height];
    } else {
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, width, height);
    }
    ctx.save();
    ctx.setTransform(width / shown.width, 0, 0, height / shown.height, 0, 0);
    ctx.beginPath();
    ctx.rect(shown.left, shown.top, shown.box_width, shown.box_height);
    ctx.clip();
    if (zoomed) stretch(ctx, axes, look.halos[isDark() ? "dark" : "light"]);
    if (field?.byteLength) {
      useStyle(ctx, look.styles.field, isDark());
      drawField(ctx, axes, field, look.styles.field);
    }
    drawMarks(ctx, axes, marks, look, isDark());
    ctx.restore();
  }

  /** The old background, stretched to the new limits until the kernel has drawn a sharp one. */
  function stretch(ctx, axes, paper) {
    const { left, top, box_width, box_height, xlim, ylim } = shown;
    const sharp = image.naturalWidth / shown.width;
    ctx.fillStyle = paper;
    ctx.fillRect(left, top, box_width, box_height);
    ctx.drawImage(
      image, left * sharp, top * sharp, box_width * sharp, box_height * sharp,
      axes.x(xlim[0]), axes.y(ylim[1]), axes.x(xlim[1]) - axes.x(xlim[0]), axes.y(ylim[0]) - axes.y(ylim[1]),
    );
  }

  return {
    box,
    show,
    place,
    draw,
    get frame() {
      return shown;
    },
  };
}
