"""The picture of field_sampling.py: error against speed, with every contestant named."""

from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.text import Text
from matplotlib.transforms import Bbox

LOOKS = {"note": ("s", "#444444"), "gradcalc": ("o", "#0072b2"), "other library": ("^", "#c04f00")}


def draw(records: list[dict], grids: tuple[int, ...], function: str, path: Path) -> None:
    """Speed against error for one function, one panel per grid, every point named."""
    plt.switch_backend("agg")
    fig, axes = plt.subplots(2, 1, figsize=(8.3, 9), sharex=True, sharey=True, layout="constrained")
    for ax, n in zip(axes, grids, strict=True):
        for r in records:
            if r["n"] == n:
                ax.plot(*spot(r), LOOKS[r["kind"]][0], color=LOOKS[r["kind"]][1], ms=8)
        ax.set(xscale="log", yscale="log", ylabel="error / steepest slope", title=f"{function} on {n} × {n} points")
        ax.margins(x=0.15, y=0.15)
        ax.grid(alpha=0.3)
    axes[1].set_xlabel("times faster than the note's double loop (lower right is best)")
    handles = [axes[0].plot([], [], m, color=c, ms=8, label=kind)[0] for kind, (m, c) in LOOKS.items()]
    fig.legend(handles=handles, loc="outside upper center", ncols=3)
    fig.draw_without_rendering()
    for ax, n in zip(axes, grids, strict=True):
        name_points(ax, [r for r in records if r["n"] == n])
    fig.savefig(path, dpi=150)


def spot(record: dict) -> tuple[float, float]:
    return record["speed-up"], max(record["error"], 1e-17)  # an error of 0 has no logarithm


def name_points(ax: plt.Axes, records: list[dict]) -> None:
    """Write each name at the first place around its point where it covers no other name or point."""
    renderer = ax.figure.canvas.get_renderer()
    taken = [Bbox.from_bounds(x - 9, y - 9, 18, 18) for x, y in ax.transData.transform([*map(spot, records)])]
    places = [(side * 14 * far, y * far) for far in (1, 1.5, 2, 3) for y in (0, 14, -14) for side in (1, -1)]
    arrow = {"arrowstyle": "-", "color": "#999999", "shrinkB": 6}
    for r in records:
        name = r["contestant"].removeprefix("gradcalc ") + ("" if r["error"] else " (error 0)")
        text = ax.annotate(name, spot(r), (0, 0), textcoords="offset points", va="center", arrowprops=arrow)
        for place in places:
            text.set(position=place, ha="left" if place[0] > 0 else "right", color=LOOKS[r["kind"]][1])
            text.update_positions(renderer)
            box = Text.get_window_extent(text, renderer)
            if ax.bbox.x0 < box.x0 and box.x1 < ax.bbox.x1 and not box.count_overlaps(taken):
                break
        taken.append(box)
