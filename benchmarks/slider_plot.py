"""The picture of slider_latency.py: steps, frames and tails of every contestant, in one row each."""

from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

COLOURS = {"floor": "#444444", "peer": "#c04f00", "ours": "#0072b2"}
SHORTEST = 0.1  # milliseconds: the browser's clock is no finer, and 0 has no logarithm


def draw(records: list[dict], path: Path) -> None:
    """One panel each for step, frames a second and tail; peers, floor and ours differ in marker and colour."""
    plt.switch_backend("agg")
    figure, panels = plt.subplots(1, 3, figsize=(11, 4.8), sharey=True, layout="constrained", width_ratios=(3, 2, 3))
    _times(panels[0], records, "step", "confirmed")
    _frames(panels[1], records)
    _times(panels[2], records, "tail", "tail_confirmed")
    panels[0].set(title="one step", xlabel="milliseconds (left is best)")
    panels[1].set(title="a drag at 60 Hz", xlabel="frames a second (right is best)", xlim=(0, 66))
    panels[2].set(title="the end of a drag", xlabel="milliseconds after the last move")
    panels[0].set_yticks(range(len(records)), [record["name"] for record in records])
    panels[0].invert_yaxis()
    for label, record in zip(panels[0].get_yticklabels(), records, strict=True):
        label.set_color(COLOURS[record["kind"]])
    for panel in panels:
        panel.grid(axis="x", alpha=0.3)
        panel.spines[["top", "right"]].set_visible(False)
    _legend(figure, panels[0])
    figure.savefig(path, dpi=150)
    plt.close(figure)


def _times(panel: Axes, records: list[dict], counts: str, confirmed: str) -> None:
    panel.set(xscale="log", xlim=(SHORTEST / 1.5, 1000))
    panel.xaxis.set_major_formatter("{x:g}")
    panel.axvline(records[0][counts], color=COLOURS["floor"], linewidth=1, linestyle=":")
    for row, record in enumerate(records):
        if counts in record:
            colour, median = COLOURS[record["kind"]], max(record[counts], SHORTEST)
            panel.plot([median, max(record[f"{counts}_p95"], SHORTEST)], [row, row], color=colour, linewidth=2)
            panel.plot(median, row, "o", color=colour, markersize=8)
            _name(panel, median, row, record[counts], colour)
            if record["local"]:
                panel.plot(max(record[confirmed], SHORTEST), row, "d", color=colour, fillstyle="none", markersize=8)


def _frames(panel: Axes, records: list[dict]) -> None:
    for row, record in enumerate(records):
        if "frames" in record:
            panel.barh(row, record["frames"], height=0.55, color=COLOURS[record["kind"]], alpha=0.8)
            panel.annotate(
                f"{record['frames']:.0f}", (record["frames"], row), (4, 0), textcoords="offset points", va="center"
            )


def _name(panel: Axes, x: float, row: int, value: float, colour: str) -> None:
    text = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    panel.annotate(
        text, (x, row), (0, 7), textcoords="offset points", ha="center", fontsize=8, color=colour,
        path_effects=[withStroke(linewidth=3, foreground="white")],
    )  # fmt: skip


def _legend(figure: Figure, panel: Axes) -> None:
    look = {"color": "#444444", "markersize": 8}
    handles = [
        panel.plot([], [], "o-", **look, label="median, line to the 95th percentile")[0],
        panel.plot([], [], "d", fillstyle="none", **look, label="confirmed by the kernel as well, median")[0],
        panel.plot([], [], ":", color="#444444", label="the floor: a text through the kernel")[0],
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False)
