"""How long does it take to sample a gradient field, and how exact is the result?

Run it with the `bench` extra installed; --quick takes half a minute instead of two or three:

    python benchmarks/field_sampling.py [--quick]

It prints tables, writes results/field_sampling.json and .png next to this file, and exits with
1 if a target at the end is missed.

Every contestant delivers Z, U and V; gradcalc also builds the grid and looks for undefined
points. Only ratios count, as the machine may be busy: the contestants take turns in a new order
each round, ratios are formed within a round, and the median is taken over the rounds. Slow
contestants sit most rounds out. The first table is made before any other library has run: in a
fresh process the C library keeps handing freed memory back to the system, and to fetch it again
costs gradcalc more than its bare calls. Large allocations, such as those of the peers, end that.
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

import numpy as np
from field_plot import draw
from tabulate import tabulate

from gradcalc import sample_field

RESULTS = Path(__file__).parent / "results"
LIMITS, GRIDS = (-2, 2), (20, 200)
TURN, SLOW = 0.01, 0.1  # seconds: the length of a turn, and of a call that is too slow for every round
NOTE, CENTRAL, COMPLEX = "the note's double loop", "gradcalc central", "gradcalc complex, no check"
COLUMNS = {"speed-up": ".1f", "to_bare": ".2f", "median_ms": ".3g", "error": ".0e"}
HEADERS = ["times faster\nthan the note", "time relative to\nits bare calls", "median ms (not\ntrustworthy)", "error"]

# Each function is written with whichever NumPy it is given; next to it stands its exact gradient.
WAVE, BOWL = "exp(x) sin(y) + cos(xy)", "x² + y²"
FUNCTIONS = {
    WAVE: (
        lambda np: lambda x, y: np.exp(x) * np.sin(y) + np.cos(x * y),
        lambda x, y: (np.exp(x) * np.sin(y) - y * np.sin(x * y), np.exp(x) * np.cos(y) - x * np.sin(x * y)),
    ),
    BOWL: (lambda np: lambda x, y: x**2 + y**2, lambda x, y: (2 * x, 2 * y)),
}
TARGETS = [  # on 200 x 200 points: function, contestant, column, and the sense and size of the limit
    (WAVE, CENTRAL, "speed-up", "at least", 25),
    (BOWL, CENTRAL, "speed-up", "at least", 25),
    (WAVE, CENTRAL, "to_bare", "at most", 1.3),
    (WAVE, COMPLEX, "to_bare", "at most", 1.8),
]


@dataclass(frozen=True)
class Contestant:
    """A way to sample a field: run() returns (Z, U, V), and is None where the library is not installed."""

    name: str
    kind: str
    run: Callable | None
    bare: str | None = None  # the bare calls that it is compared with


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


def numdifftools_sampler(write, X, Y, method):
    from numdifftools import Derivative

    f = write(np)
    along_x, along_y = Derivative(lambda x: f(x, Y), method=method), Derivative(lambda y: f(X, y), method=method)
    return lambda: (f(X, Y), along_x(X), along_y(Y))


def scipy_sampler(write, X, Y, kind):
    from scipy.differentiate import derivative, jacobian

    f = write(np)
    if kind == "jacobian":
        return lambda: (f(X, Y), *jacobian(lambda p: f(p[0], p[1]), np.stack([X, Y])).df)
    return lambda: (f(X, Y), derivative(f, X, args=(Y,)).df, derivative(lambda y, x: f(x, y), Y, args=(X,)).df)


def autograd_sampler(write, X, Y):
    import autograd.numpy
    from autograd import elementwise_grad

    f, grad = write(np), elementwise_grad(write(autograd.numpy), (0, 1))
    return lambda: (f(X, Y), *grad(X, Y))


def jax_sampler(write, X, Y):
    import jax

    jax.config.update("jax_platforms", "cpu")
    jax.config.update("jax_enable_x64", True)
    sample = jax.jit(jax.vmap(jax.vmap(jax.value_and_grad(write(jax.numpy), argnums=(0, 1)))))
    return lambda: [np.asarray(part) for part in jax.tree.leaves(sample(X, Y))]


def own_contestants(write: Callable, X: np.ndarray, Y: np.ndarray) -> list[Contestant]:
    f, h, ih = write(np), 6e-6, 1e-30j

    def ours(name, bare=None, **options):
        def run():
            field = sample_field(f, LIMITS, LIMITS, len(X), **options)
            return field.Z, field.U, field.V

        return Contestant(name, "gradcalc", run, bare)

    return [
        Contestant(NOTE, "note", lambda: note_loop(f, X, Y)),
        Contestant("5 bare calls", "bare", lambda: (f(X, Y), f(X + h, Y), f(X - h, Y), f(X, Y + h), f(X, Y - h))),
        Contestant("1 + 2 complex bare calls", "bare", lambda: (f(X, Y), f(X + ih, Y), f(X, Y + ih))),
        ours("gradcalc forward", method="forward"),
        ours(CENTRAL, "5 bare calls", method="central"),
        ours("gradcalc five-point", method="five-point"),
        ours("gradcalc complex", "1 + 2 complex bare calls", method="complex"),
        ours(COMPLEX, "1 + 2 complex bare calls", method="complex", check=False),
    ]


def peers(write: Callable, X: np.ndarray, Y: np.ndarray) -> list[Contestant]:
    def peer(name, sampler, *options):
        try:
            return Contestant(name, "other library", sampler(write, X, Y, *options))
        except ImportError:
            return Contestant(name, "other library", None)

    return [
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


def measure(function: str, n: int, fresh: bool, rounds: int, every: int) -> list[dict]:
    """One record per contestant, without the figures that do not apply to it."""
    write, gradient = FUNCTIONS[function]
    X, Y = np.meshgrid(np.linspace(*LIMITS, n), np.linspace(*LIMITS, n))
    exact = np.stack(gradient(X, Y))
    entries = own_contestants(write, X, Y) + ([] if fresh else peers(write, X, Y))
    runs = {c.name: c.run for c in entries if c.run}
    first = {name: timeit(run, number=1) for name, run in runs.items()}
    times = race(runs, rounds, every)
    records = []
    for c in entries:
        record = {"function": function, "n": n, "fresh": fresh, "contestant": c.name, "kind": c.kind}
        if c.run:
            record["speed-up"] = float(np.nanmedian(times[NOTE] / times[c.name]))
            record["median_ms"] = 1e3 * float(np.nanmedian(times[c.name]))
            record["first_call_ms"] = 1e3 * first[c.name]
        if c.run and c.kind != "bare":
            record["error"] = float(np.abs(np.stack(c.run()[1:]) - exact).max() / np.abs(exact).max())
        if c.bare:
            quartiles = np.nanquantile(times[c.name] / times[c.bare], [0.25, 0.5, 0.75]).tolist()
            record |= {"to_bare": quartiles[1], "to_bare_quartiles": quartiles}
        records.append(record)
    return records


def show(records: list[dict]) -> None:
    rows, first = [], records[0]
    for r in records:
        figures = [format(r[c], spec) if c in r else "" for c, spec in COLUMNS.items()]
        rows.append([r["contestant"], *(figures if "median_ms" in r else ["not installed"])])
    print(f"\n{first['function']} on {first['n']} x {first['n']} points{', fresh process' * first['fresh']}\n")
    print(tabulate(rows, ["contestant", *HEADERS], disable_numparse=True, colalign=["left", *["right"] * 4]))
    for r in records:
        if r["contestant"] == "jax jit" and "first_call_ms" in r:
            print(f"jax compiles in the first call, which took {r['first_call_ms']:.0f} ms and is not counted.")


def judge(records: list[dict]) -> list[dict]:
    """Each target with its figure and whether it was met, in a fresh process and later."""
    found = {(r["fresh"], r["function"], r["contestant"]): r for r in records if r["n"] == 200}
    results = []
    for fresh in (True, False):
        for function, name, column, sense, limit in TARGETS:
            if (fresh, function, name) in found:
                figure = found[fresh, function, name][column]
                met = figure >= limit if sense == "at least" else figure <= limit
                goal = f"{column} {sense} {limit}: {name}, {function}{', fresh process' * fresh}"
                results.append({"goal": goal, "figure": figure, "met": met})
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare ways to sample a gradient field.")
    parser.add_argument("--quick", action="store_true", help="few rounds: a look, not a measurement")
    quick = parser.parse_args().quick
    records = []
    for function, n, fresh in [(WAVE, 200, True), *((function, n, False) for function in FUNCTIONS for n in GRIDS)]:
        case = measure(function, n, fresh, *((12, 4) if quick else (90, 6)))
        show(case)
        records += case
    targets = judge(records)
    print("\ntargets on 200 x 200 points (speed-up over the note's loop; time relative to bare calls)\n")
    for t in targets:
        print(f"{'PASS' if t['met'] else 'FAIL'}  {t['figure']:7.2f}  {t['goal']}")
    RESULTS.mkdir(exist_ok=True)
    about = {"quick": quick, "machine": f"{platform.platform()}, Python {platform.python_version()}"}
    text = json.dumps({**about, "targets": targets, "records": records}, indent=1, ensure_ascii=False)
    (RESULTS / "field_sampling.json").write_text(text + "\n", encoding="utf-8")
    drawn = [r for r in records if r["function"] == WAVE and not r["fresh"] and "error" in r]
    draw(drawn, GRIDS, WAVE, RESULTS / "field_sampling.png")
    return 0 if all(t["met"] for t in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
