"""The picture of accuracy.py: the errors of each contestant, by kind of function."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

LEAST, MOST, REFUSED = 1e-16, 1e3, 1e5  # where errors of 0, huge ones and refusals are drawn
LOOKS = {  # of what was given without a word, with one, and not at all
    "no warning": {"marker": "o", "color": "#0072b2"},
    "with a warning": {"marker": "o", "color": "#c04f00", "markerfacecolor": "none"},
    "refused": {"marker": "x", "color": "#444444"},
}

Dots = list[tuple[str, float, bool, bool]]  # kind, error, whether it was doubted, whether it was refused


def draw(results: dict[str, Dots], kinds: list[str], path: Path) -> None:
    """One panel for each contestant, one row for each kind, one mark for each function."""
    plt.switch_backend("agg")
    fig, axes = plt.subplots(3, 3, figsize=(12, 11), sharex=True, sharey=True, layout="constrained")
    shake = np.random.default_rng(0)
    for ax, (name, dots) in zip(axes.flat, results.items(), strict=True):
        ax.axvspan(1e-3, MOST * 10, color="#f3d9c9", zorder=0)
        for kind, error, doubted, refused in dots:
            look = LOOKS["refused" if refused else "with a warning" if doubted else "no warning"]
            x = REFUSED if refused else np.clip(error, LEAST, MOST)
            ax.plot(x, kinds.index(kind) + shake.uniform(-0.3, 0.3), linestyle="", ms=4, **look)
        ax.set(xscale="log", title=name, xlim=(LEAST / 5, REFUSED * 10))
        ax.set_xticks([1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1], labels=["1e-15", "1e-12", "1e-9", "1e-6", "1e-3", "1"])
        ax.grid(axis="x", alpha=0.3)
        ax.set_yticks(range(len(kinds)), labels=kinds)
    axes[0, 0].invert_yaxis()
    for ax in axes[-1]:
        ax.set_xlabel("error, relative to the slopes near the point")
    handles = [plt.Line2D([], [], linestyle="", label=label, **look) for label, look in LOOKS.items()]
    handles.append(plt.Rectangle((0, 0), 1, 1, color="#f3d9c9", label="wrong: above 1e-3"))
    fig.legend(handles=handles, loc="outside upper center", ncols=4)
    fig.savefig(path, dpi=100)
