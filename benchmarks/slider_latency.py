"""How long a slider takes to redraw the picture, in JupyterLab and a real browser.

    make bench        or        .venv/bin/python benchmarks/slider_latency.py [--rounds 60]

A key is pressed on a slider. The time from the key event to the redraw is taken in the page: at
the last drawing call (canvas), the load event (image) or the mutation (text). The floor is the
same slider changing the text of an HTML widget through the kernel: no picture drawn by the
kernel can be faster. Each round presses a key once for every contestant, in a new order and after
a pause of random length, so that all of them meet the same noise. Trust the ratios; the
milliseconds belong to the machine.
"""

import argparse
import json
import pathlib
import random
import statistics
import sys
import tempfile
from dataclasses import dataclass

from tabulate import tabulate

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

import lab  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results"
TARGET = 1.3
WARM_UP = 5

FLOOR = """
import ipywidgets as widgets
floor_slider = widgets.FloatSlider(description="floor", min=-2, max=2, step=0.01)
floor_text = widgets.HTML("0").add_class("floor-text")
floor_slider.observe(lambda change: setattr(floor_text, "value", f"{change['new']:.2f}"), "value")
widgets.VBox([floor_slider, floor_text])
"""
OURS = """
import gradcalc as gc
e = gc.explore()
e
"""
INTERACT = """
import matplotlib.pyplot as plt, numpy as np
X, Y = np.meshgrid(np.linspace(-2, 2, 20), np.linspace(-2, 2, 20))
def picture(point):
    plt.figure(figsize=(4.7, 4.7))
    plt.quiver(X, Y, 2 * X, 2 * Y, alpha=0.6)
    plt.contour(X, Y, X**2 + Y**2, levels=10)
    plt.plot(point, 1, "ro")
    plt.quiver(point, 1, 2 * point, 2, color="r")
    plt.axis("equal")
    plt.show()
widgets.interact(picture, point=widgets.FloatSlider(description="interact", min=-2, max=2, step=0.01));
"""

STOPWATCH = """() => {
    const watch = (window.stopwatch = { key: 0, seen: 0 });
    const mark = () => (watch.seen = performance.now());
    document.addEventListener('keydown', () => Object.assign(watch, { key: performance.now(), seen: 0 }), true);
    const pencil = CanvasRenderingContext2D.prototype;
    for (const name of ['stroke', 'fill', 'fillText']) {
        const original = pencil[name];
        pencil[name] = function (...args) {
            original.apply(this, args);
            if (this.canvas.matches('.gradcalc-canvas')) mark();
        };
    }
    document.addEventListener('load', (event) => event.target.matches?.('.jp-OutputArea img') && mark(), true);
    new MutationObserver(mark).observe(document.querySelector('.floor-text'),
        { subtree: true, childList: true, characterData: true });
}"""


@dataclass(frozen=True)
class Contestant:
    """A slider, by its label, and what pressing keys on it moves."""

    name: str
    label: str
    target: float | None = None


CONTESTANTS = [
    Contestant("floor: text through the kernel", "floor"),
    Contestant("ours: test point x", "x", TARGET),
    Contestant("ours: test point y", "y", TARGET),
    Contestant("ours: direction angle", "direction u (°)", TARGET),
    Contestant("ours: step size (400 field arrows)", "step size h", TARGET),
    Contestant("interact + plt.show()", "interact"),
]


def press(page, label: str, key: str) -> float:
    """Milliseconds from the key press to the last drawing call that it causes."""
    handle = page.locator(".widget-slider", has=page.get_by_text(label, exact=True)).locator(".noUi-handle")
    handle.evaluate("(node) => node.focus()")
    page.keyboard.press(key)
    page.wait_for_function("() => stopwatch.seen > stopwatch.key && performance.now() - stopwatch.seen > 80")
    return page.evaluate("() => stopwatch.seen - stopwatch.key")


def measure(rounds: int) -> dict[str, list[float]]:
    """Latencies in milliseconds, by contestant, from one browser session."""
    order = random.Random(0)
    times = {contestant.name: [] for contestant in CONTESTANTS}
    with tempfile.TemporaryDirectory() as folder, lab.running_browser() as browser:
        root = pathlib.Path(folder)
        lab.write_notebook(root / "latency.ipynb", FLOOR, OURS, INTERACT)
        with lab.running_lab(root) as address:
            page = browser.new_page(viewport={"width": 1280, "height": 2400})
            lab.open_notebook(page, address, "latency.ipynb")
            lab.run_all(page)
            page.wait_for_selector(".jp-OutputArea img[src^='data:']")
            page.evaluate(STOPWATCH)
            for i in range(WARM_UP + rounds):
                key = "ArrowLeft" if i // 20 % 2 else "ArrowRight"
                for contestant in order.sample(CONTESTANTS, len(CONTESTANTS)):
                    page.wait_for_timeout(order.uniform(100, 200))
                    latency = press(page, contestant.label, key)
                    if i >= WARM_UP:
                        times[contestant.name].append(latency)
    return times


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    times = measure(parser.parse_args().rounds)
    floor = statistics.median(times[CONTESTANTS[0].name])
    rows, missed = [], []
    for contestant in CONTESTANTS:
        median = statistics.median(times[contestant.name])
        ratio = median / floor
        rows.append([contestant.name, ratio, percentile(times[contestant.name], 0.95) / floor, median])
        if contestant.target and ratio > contestant.target:
            missed.append(contestant.name)
    print(tabulate(rows, ["slider", "median / floor", "95 % / floor", "median (ms)"], floatfmt=".2f"))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "slider_latency.json").write_text(json.dumps({row[0]: row[1] for row in rows}, indent=1) + "\n")
    verdict = f"missed by {', '.join(missed)}" if missed else "met"
    print(f"target, each of our sliders at most {TARGET} of the floor: {verdict}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
