// Draws marks, which gradcalc/pictures/marks.py describes, on a canvas.

import { clamp, numbers, row } from "../numbers.js";

/** @import { Look, Mark, Sizes, Style } from "../kernel.d.ts" */
/** @import { Axes } from "./axes.js" */
/** @typedef {CanvasRenderingContext2D} Context */
/**
 * @template Kind
 * @typedef {(ctx: Context, axes: Axes, mark: Kind, style: Style, halo: string, sizes: Sizes) => void} Draw
 */

/**
 * @param {Context} ctx
 * @param {number} x
 * @param {number} y
 * @param {number} dx
 * @param {number} dy
 * @param {number} width
 * @param {number} headLength
 */
function arrow(ctx, x, y, dx, dy, width, headLength) {
  const length = Math.hypot(dx, dy);
  if (length === 0) return;
  const head = Math.min(headLength, 0.6 * length);
  const [ux, uy] = [dx / length, dy / length];
  const [baseX, baseY] = [x + dx - head * ux, y + dy - head * uy];
  const half = 0.45 * head;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(baseX, baseY);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x + dx, y + dy);
  ctx.lineTo(baseX - half * uy, baseY + half * ux);
  ctx.lineTo(baseX + half * uy, baseY - half * ux);
  ctx.closePath();
  ctx.fill();
}

/**
 * @param {Context} ctx
 * @param {number} x
 * @param {number} y
 * @param {number} dx
 * @param {number} dy
 * @param {number} width
 */
function breakMark(ctx, x, y, dx, dy, width) {
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  ctx.lineWidth = width * 0.7;
  ctx.beginPath();
  for (const shift of [-3, 3]) {
    const [mx, my] = [x + 0.75 * dx + shift * ux, y + 0.75 * dy + shift * uy];
    ctx.moveTo(mx - 6 * uy - 3 * ux, my + 6 * ux - 3 * uy);
    ctx.lineTo(mx + 6 * uy + 3 * ux, my - 6 * ux + 3 * uy);
  }
  ctx.stroke();
}

/**
 * One function a kind of mark.
 * @type {{ [Kind in Mark["kind"]]: Draw<Extract<Mark, { kind: Kind }>> }}
 */
const DRAW = {
  Arrow(ctx, axes, mark, style, halo, sizes) {
    const [x, y, dx, dy] = [axes.x(mark.x), axes.y(mark.y), axes.dx(mark.dx), axes.dy(mark.dy)];
    const head = sizes.head[0] + sizes.head[1] * style.width;
    if (style.outlined) {
      const colour = ctx.strokeStyle;
      ctx.strokeStyle = ctx.fillStyle = halo;
      arrow(ctx, x, y, dx, dy, style.width + 3, head);
      ctx.strokeStyle = ctx.fillStyle = colour;
    }
    arrow(ctx, x, y, dx, dy, style.width, head);
    if (mark.broken) breakMark(ctx, x, y, dx, dy, style.width);
  },
  Polyline(ctx, axes, mark, style, _, sizes) {
    ctx.lineWidth = style.width;
    ctx.beginPath();
    const [xs, ys] = [row(mark.x), row(mark.y)];
    xs.forEach((x, i) => ctx.lineTo(axes.x(x), axes.y(ys[i])));
    if (mark.filled) {
      ctx.globalAlpha = sizes.glass;
      return ctx.fill();
    }
    if (mark.behind) {
      ctx.lineWidth *= sizes.behind[0];
      ctx.setLineDash(sizes.behind[1]);
    }
    ctx.stroke();
  },
  RightAngle(ctx, axes, mark, style) {
    const [x, y] = [axes.x(mark.x), axes.y(mark.y)];
    const [ax, ay, bx, by] = [axes.dx(mark.ax), axes.dy(mark.ay), axes.dx(mark.bx), axes.dy(mark.by)];
    ctx.lineWidth = style.width;
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(x + ax, y + ay);
    ctx.lineTo(x + ax + bx, y + ay + by);
    ctx.lineTo(x + bx, y + by);
    ctx.stroke();
  },
  Dot(ctx, axes, mark, style, halo, sizes) {
    ctx.beginPath();
    ctx.arc(axes.x(mark.x), axes.y(mark.y), sizes.dot, 0, 2 * Math.PI);
    ctx.fill();
    ctx.strokeStyle = halo;
    ctx.lineWidth = 2;
    ctx.stroke();
  },
  Label(ctx, axes, mark, style, halo, sizes) {
    ctx.font = `bold ${sizes.label}px system-ui, 'DejaVu Sans', sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    // As far as it takes for the whole box of the text to clear the line across (dx, dy), but inside the frame.
    const [width, height] = [ctx.measureText(mark.text).width, sizes.label];
    const away = (Math.abs(mark.dx) * width + Math.abs(mark.dy) * height) / 2 + sizes.gap;
    const x = clamp(axes.x(mark.x) + away * mark.dx, axes.left + width / 2 + 2, axes.right - width / 2 - 2);
    const y = clamp(axes.y(mark.y) - away * mark.dy, axes.top + height / 2 + 2, axes.bottom - height / 2 - 2);
    ctx.strokeStyle = halo;
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.strokeText(mark.text, x, y);
    ctx.fillText(mark.text, x, y);
  },
  Dots(ctx, axes, mark, style, halo, sizes) {
    const [xs, ys] = [row(mark.x), row(mark.y)];
    ctx.beginPath();
    xs.forEach((x, i) => {
      const [px, py] = [axes.x(x), axes.y(ys[i])];
      ctx.moveTo(px + sizes.smallDot, py);
      ctx.arc(px, py, sizes.smallDot, 0, 2 * Math.PI);
    });
    ctx.fill();
  },
  FieldArrows(ctx, axes, mark, style) {
    drawField(ctx, axes, mark.arrows, style);
  },
};

/** @param {Context} ctx @param {Axes} axes @param {DataView} buffer @param {Style} style */
export function drawField(ctx, axes, buffer, style) {
  const rows = numbers(buffer, Float32Array);
  ctx.lineWidth = style.width;
  ctx.beginPath();
  for (let i = 0; i < rows.length; i += 4) {
    const [x, y] = [axes.x(rows[i]), axes.y(rows[i + 1])];
    const [dx, dy] = [axes.dx(rows[i + 2]), axes.dy(rows[i + 3])];
    const length = Math.hypot(dx, dy);
    if (length < 0.5) {
      ctx.rect(x - 0.5, y - 0.5, 1, 1);
      continue;
    }
    const head = Math.min(6, 0.5 * length) / length;
    const [tipX, tipY] = [x + dx, y + dy];
    ctx.moveTo(x, y);
    ctx.lineTo(tipX, tipY);
    for (const side of [-0.5, 0.5]) {
      ctx.moveTo(tipX, tipY);
      ctx.lineTo(tipX - head * (dx - side * dy), tipY - head * (dy + side * dx));
    }
  }
  ctx.stroke();
}

/** @param {Context} ctx @param {Axes} axes @param {Mark[]} marks @param {Look} look @param {boolean} dark */
export function drawMarks(ctx, axes, marks, { styles, halos, sizes }, dark) {
  const halo = dark ? halos.dark : halos.light;
  for (const mark of marks) {
    const style = styles[mark.role];
    ctx.save();
    useStyle(ctx, style, dark);
    const draw = /** @type {Draw<Mark>} */ (DRAW[mark.kind]);
    draw(ctx, axes, mark, style, halo, sizes);
    ctx.restore();
  }
}

/** @param {Context} ctx @param {Style} style @param {boolean} dark */
export function useStyle(ctx, style, dark) {
  ctx.strokeStyle = ctx.fillStyle = dark ? style.dark : style.light;
  ctx.setLineDash(style.dash);
}
