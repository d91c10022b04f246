"""How long does it take to sample a gradient field, and how exact is the result?

Run it from the root of the repository, with the `bench` extra installed:

    python benchmarks/field_sampling.py            # about two minutes
    python benchmarks/field_sampling.py --quick    # a look, in about half a minute

It prints a table for each function and grid, writes field_sampling.json and .png into
benchmarks/results/, and exits with 1 if a target at the end is missed.

Every contestant delivers Z, U and V. gradcalc also builds the grid and looks for undefined
points; the others are handed X and Y. Only ratios count, as the machine may be busy: the
contestants take turns in a new order each round, a ratio is formed within a round, and the
median is taken over the rounds. Slow contestants sit most rounds out.
"""

import argparse
import json
import platform
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from timeit import timeit

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from tabulate import tabulate

from gradcalc import sample_field

RESULTS = Path(__file__).parent / "results"
LIMITS, GRIDS = (-2, 2), (20, 200)
NOTE, BARE_CENTRAL, BARE_COMPLEX = "the note's double loop", "bare calls, central", "bare calls, complex"
TURN, SLOW = 0.01, 0.1  # seconds: the length of a turn, and of a call that is too slow for every round
COLUMNS = {"speed-up": ".1f", "to_bare": ".2f", "median_ms": ".3g", "error": ".0e"}
HEADERS = [
    "contestant",
    "times faster\nthan the note",
    "time relative to\nits bare calls",
    "median ms (not\ntrustworthy)",
]
LOOKS = {"note": ("s", "#444444"), "gradcalc": ("o", "#0072b2"), "other library": ("^", "#c04f00")}


@dataclass(frozen=True)
class Contestant:
    """A way to sample a field: run() returns (Z, U, V), and is None where the library is not installed."""

    name: str
    kind: str
    run: Callable | None
    bare: str | None = None  # the bare calls that it is compared with


# Each function is written with whichever NumPy it is given; next to it stands its exact gradient.
WAVE, BOWL = "exp(x) sin(y) + cos(xy)", "x² + y²"
WRITTEN = {
    WAVE: lambda np: lambda x, y: np.exp(x) * np.sin(y) + np.cos(x * y),
    BOWL: lambda np: lambda x, y: x**2 + y**2,
}
EXACT = {
    WAVE: lambda x, y: (np.exp(x) * np.sin(y) - y * np.sin(x * y), np.exp(x) * np.cos(y) - x * np.sin(x * y)),
    BOWL: lambda x, y: (2 * x, 2 * y),
}


def gradient_2d(f, x, y, h=1e-7):
    """The lecture note's own, like the loop below."""
    df_dx = (f(x + h, y) - f(x, y)) / h
    df_dy = (f(x, y + h) - f(x, y)) / h
    return np.array([df_dx, df_dy])


def note_loop(f, X, Y):
    U = np.zeros_like(X)
    V = np.zeros_like(Y)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            grad_ij = gradient_2d(f, X[i, j], Y[i, j])
            U[i, j] = grad_ij[0]
            V[i, j] = grad_ij[1]
    return f(X, Y), U, V


def numdifftools_sampler(name, X, Y, method):
    from numdifftools import Derivative

    f = WRITTEN[name](np)
    along_x, along_y = Derivative(lambda x: f(x, Y), method=method), Derivative(lambda y: f(X, y), method=method)
    return lambda: (f(X, Y), along_x(X), along_y(Y))


def scipy_sampler(name, X, Y, kind):
    from scipy.differentiate import derivative, jacobian

    f = WRITTEN[name](np)
    if kind == "jacobian":
        return lambda: (f(X, Y), *jacobian(lambda p: f(p[0], p[1]), np.stack([X, Y])).df)
    return lambda: (f(X, Y), derivative(f, X, args=(Y,)).df, derivative(lambda y, x: f(x, y), Y, args=(X,)).df)


def autograd_sampler(name, X, Y):
    import autograd.numpy
    from autograd import elementwise_grad

    f, grad = WRITTEN[name](np), elementwise_grad(WRITTEN[name](autograd.numpy), (0, 1))
    return lambda: (f(X, Y), *grad(X, Y))


def jax_sampler(name, X, Y):
    import jax

    jax.config.update("jax_platforms", "cpu")
    jax.config.update("jax_enable_x64", True)
    sample = jax.jit(jax.vmap(jax.vmap(jax.value_and_grad(WRITTEN[name](jax.numpy), argnums=(0, 1)))))
    return lambda: [np.asarray(part) for part in jax.tree.leaves(sample(X, Y))]


def contestants(name: str, n: int, X: np.ndarray, Y: np.ndarray) -> list[Contestant]:
    f, h, ih = WRITTEN[name](np), 6e-6, 1e-30j

    def ours(label, bare=None, **options):
        def run():
            field = sample_field(f, LIMITS, LIMITS, n, **options)
            return field.Z, field.U, field.V

        return Contestant(f"gradcalc {label}", "gradcalc", run, bare)

    def peer(label, sampler, *options):
        try:
            return Contestant(label, "other library", sampler(name, X, Y, *options))
        except ImportError:
            return Contestant(label, "other library", None)

    return [
        Contestant(NOTE, "note", lambda: note_loop(f, X, Y)),
        Contestant(BARE_CENTRAL, "bare", lambda: (f(X, Y), f(X + h, Y), f(X - h, Y), f(X, Y + h), f(X, Y - h))),
        Contestant(BARE_COMPLEX, "bare", lambda: (f(X, Y), f(X + ih, Y), f(X, Y + ih))),
        ours("forward", method="forward"),
        ours("central", BARE_CENTRAL, method="central"),
        ours("five-point", method="five-point"),
        ours("complex", BARE_COMPLEX, method="complex"),
        ours("complex, no check", BARE_COMPLEX, method="complex", check=False),
        peer("numdifftools central", numdifftools_sampler, "central"),
        peer("numdifftools complex", numdifftools_sampler, "complex"),
        peer("scipy derivative", scipy_sampler, "derivative"),
        peer("scipy jacobian", scipy_sampler, "jacobian"),
        peer("autograd", autograd_sampler),
        peer("jax jit", jax_sampler),
    ]


def race(runs: dict[str, Callable], rounds: int, every: int) -> dict[str, np.ndarray]:
    """Seconds per call, by contestant and round; nan in the rounds that a slow contestant sat out."""
    once = {name: min(timeit(run, number=1) for _ in range(3)) for name, run in runs.items()}
    times = {name: np.full(rounds, np.nan) for name in runs}
    order = random.Random(0)
    for i in range(rounds):
        for name in order.sample(list(runs), len(runs)):
            if once[name] < SLOW or i % every == 0:
                repeats = max(1, round(TURN / once[name]))
                times[name][i] = timeit(runs[name], number=repeats) / repeats
    return times


def measure(name: str, n: int, rounds: int, every: int) -> list[dict]:
    """One record per contestant, without the figures that do not apply to it."""
    X, Y = np.meshgrid(np.linspace(*LIMITS, n), np.linspace(*LIMITS, n))
    entries, exact = contestants(name, n, X, Y), np.stack(EXACT[name](X, Y))
    runs = {c.name: c.run for c in entries if c.run}
    first = {c: timeit(run, number=1) for c, run in runs.items()}
    times = race(runs, rounds, every)
    records = []
    for c in entries:
        record = {"function": name, "n": n, "contestant": c.name, "kind": c.kind, "installed": c.run is not None}
        if c.run:
            record["speed-up"] = float(np.nanmedian(times[NOTE] / times[c.name]))
            record["median_ms"] = 1e3 * float(np.nanmedian(times[c.name]))
        if c.run and c.kind != "bare":
            record["error"] = float(np.abs(np.stack(c.run()[1:]) - exact).max() / np.abs(exact).max())
        if c.bare:
            quartiles = np.nanquantile(times[c.name] / times[c.bare], [0.25, 0.5, 0.75]).tolist()
            record |= {"to_bare": quartiles[1], "to_bare_quartiles": quartiles}
        if c.name == "jax jit" and c.run:
            record["first_call_ms"] = 1e3 * first[c.name]
        records.append(record)
    return records


def show(records: list[dict]) -> None:
    print(f"\n{records[0]['function']} on {records[0]['n']} x {records[0]['n']} points\n")
    rows = [[r["contestant"], *(f"{r[c]:{spec}}" if c in r else "" for c, spec in COLUMNS.items())] for r in records]
    rows = [row if r["installed"] else [row[0], "not installed"] for r, row in zip(records, rows, strict=True)]
    print(tabulate(rows, [*HEADERS, "error"], disable_numparse=True, colalign=["left", *["right"] * 4]))
    for r in records:
        if "first_call_ms" in r:
            print(f"{r['contestant']}: the first call compiled, in {r['first_call_ms']:.0f} ms that are not counted.")


def targets(records: list[dict]) -> list[dict]:
    """The goals on 200 x 200 points, each with its figure and whether it was met."""
    found = {(r["function"], r["contestant"]): r for r in records if r["n"] == 200}
    fast = [(name, "gradcalc central", "speed-up", 25, 1) for name in (WAVE, BOWL)]
    lean = [(WAVE, "gradcalc central", "to_bare", 1.3, -1), (WAVE, "gradcalc complex, no check", "to_bare", 1.8, -1)]
    results = []
    for name, contestant, column, limit, sign in fast + lean:
        figure = found[name, contestant][column]
        words = f"{'times faster than the note, at least' if sign > 0 else 'times its bare calls, at most'} {limit}"
        results.append(
            {"goal": f"{name}, {contestant}: {words}", "figure": figure, "met": sign * (figure - limit) >= 0}
        )
    return results


def draw(records: list[dict], path: Path) -> None:
    """Speed against error for WAVE, one panel per grid, every point named."""
    fig, axes = plt.subplots(2, 1, figsize=(8.3, 9), sharex=True, sharey=True, layout="constrained")
    panels = [[r for r in records if r["function"] == WAVE and r["n"] == n and "error" in r] for n in GRIDS]
    for ax, panel, n in zip(axes, panels, GRIDS, strict=True):
        for r in panel:
            ax.plot(*spot(r), LOOKS[r["kind"]][0], color=LOOKS[r["kind"]][1], ms=8)
        ax.set(xscale="log", yscale="log", ylabel="error", title=f"{WAVE} on {n} × {n} points")
        ax.margins(x=0.15, y=0.15)
        ax.grid(alpha=0.3)
    axes[1].set_xlabel("times faster than the note's double loop (lower right is best)")
    handles = [axes[0].plot([], [], m, color=c, ms=8, label=kind)[0] for kind, (m, c) in LOOKS.items()]
    fig.legend(handles=handles, loc="outside upper center", ncols=3)
    fig.draw_without_rendering()
    for ax, panel in zip(axes, panels, strict=True):
        name_points(ax, panel)
    fig.savefig(path, dpi=150)


def spot(record: dict) -> tuple[float, float]:
    return record["speed-up"], max(record["error"], 1e-17)  # an error of 0 has no logarithm


def name_points(ax: plt.Axes, records: list[dict]) -> None:
    """Write each name at the first place around its point where it covers no other name or point."""
    taken = [Bbox.from_bounds(x - 9, y - 9, 18, 18) for x, y in ax.transData.transform([*map(spot, records)])]
    places = [(x * d, y * d) for d in (1, 2, 3, 4) for y in (0.4, -0.4, 1) for x, y in ((14, 20 * y), (-14, 20 * y))]
    for r in records:
        name = r["contestant"].removeprefix("gradcalc ") + (" (error 0)" if not r["error"] else "")
        style = {"color": LOOKS[r["kind"]][1], "va": "center", "arrowprops": {"arrowstyle": "-", "color": "#aaaaaa"}}
        for place in places:
            side = "left" if place[0] > 0 else "right"
            text = ax.annotate(name, spot(r), place, textcoords="offset points", ha=side, **style)
            box = Text.get_window_extent(text)
            if ax.bbox.x0 < box.x0 and box.x1 < ax.bbox.x1 and not box.count_overlaps(taken):
                break
            text.remove()
        taken.append(box)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare ways to sample a gradient field.")
    parser.add_argument("--quick", action="store_true", help="few rounds: a look, not a measurement")
    quick = parser.parse_args().quick
    records = []
    for name in WRITTEN:
        for n in GRIDS:
            records += (case := measure(name, n, *((12, 4) if quick else (60, 6))))
            show(case)
    print("\ntargets on 200 x 200 points\n")
    for t in (results := targets(records)):
        print(f"{'PASS' if t['met'] else 'FAIL'}  {t['figure']:7.2f}  {t['goal']}")
    RESULTS.mkdir(exist_ok=True)
    about = {
        "quick": quick,
        "machine": platform.platform(),
        "python": platform.python_version(),
        "numpy": np.__version__,
    }
    text = json.dumps({**about, "targets": results, "records": records}, indent=1, ensure_ascii=False)
    (RESULTS / "field_sampling.json").write_text(text + "\n", encoding="utf-8")
    draw(records, RESULTS / "field_sampling.png")
    return 0 if all(t["met"] for t in results) else 1


if __name__ == "__main__":
    sys.exit(main())
