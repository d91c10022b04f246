"""What a gradient costs beside the calls of f that it makes, where f takes no arrays, and where it takes a long one.

    python benchmarks/slow_functions.py [--quick]

It prints ratios and exits with 1 if a target is missed. What is compared takes turns, and the least time of each is
taken: a busy machine only adds.
"""

import argparse
import math
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
from field_sampling import gradient_2d
from tabulate import tabulate

from gradcalc import gradient, sample_field

LIMITS, GRIDS, LONG = (-2, 2), (20, 200), 30_000
POINTWISE = {
    "math.sin(x) y + math.exp(-x²)": lambda x, y: math.sin(x) * y + math.exp(-x * x),
    "x y if x > y else x²": lambda x, y: x * y if x > y else x * x,
}


def note_loop(f: Callable, n: int) -> None:
    """The lecture note's double loop, for what takes no arrays: Z, U and V."""
    X, Y = np.meshgrid(np.linspace(*LIMITS, n), np.linspace(*LIMITS, n))
    Z, U, V = np.zeros_like(X), np.zeros_like(X), np.zeros_like(X)
    for i in range(n):
        for j in range(n):
            Z[i, j] = f(X[i, j], Y[i, j])
            U[i, j], V[i, j] = gradient_2d(f, X[i, j], Y[i, j])


def seconds(run: Callable) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def to_note(f: Callable, n: int, rounds: int) -> float:
    """How long sample_field takes beside the note's loop, where f is called point by point."""
    times = [
        (seconds(lambda: sample_field(f, LIMITS, LIMITS, n)), seconds(lambda: note_loop(f, n))) for _ in range(rounds)
    ]
    return float(np.divide(*np.min(times, axis=0)))


def to_calls(w: np.ndarray, rounds: int, **how) -> tuple[float, float]:
    """How long a packed gradient takes beside its calls of f, and how many calls beside fixed central differences."""
    ratios, calls = [], 0
    for _ in range(rounds):
        inside = []

        def f(w):
            began = time.perf_counter()
            value = np.sum(w**2)
            inside.append(time.perf_counter() - began)  # noqa: B023  # of this round
            return value

        ratios.append(seconds(lambda: gradient(f, w, **how)) / sum(inside))
        calls = len(inside)
    return min(ratios), calls / (2 * len(w))


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare slow functions with their bare calls.")
    parser.add_argument("--quick", action="store_true", help="few rounds: a look, not a measurement")
    rounds = 3 if parser.parse_args().quick else 12
    warnings.simplefilter("ignore")
    rows = [
        (
            f"sample_field, {name}, {n} x {n}",
            "of the note's loop",
            to_note(f, n, 10 * rounds if n < 100 else rounds),
            2.5,
        )
        for name, f in POINTWISE.items()
        for n in GRIDS
    ]
    for name, w in (("at 0", np.zeros(LONG)), ("anywhere", np.random.default_rng(0).normal(size=LONG))):
        ratio, calls = to_calls(w, max(1, rounds // 4))
        rows.append((f"gradient of Σw², {LONG:,} coordinates, {name}", "of its calls", ratio, 2.0))
        rows.append((f"gradient of Σw², {LONG:,} coordinates, {name}", "calls / 2n", calls, 1.2))
        rows.append(
            (f"the same with h=1e-6, {name}", "of its calls", to_calls(w, max(1, rounds // 4), h=1e-6)[0], 2.0)
        )
    table = [
        (what, of, f"{ratio:.2f}", limit, "PASS" if ratio <= limit else "FAIL") for what, of, ratio, limit in rows
    ]
    print(tabulate(table, ["what", "time or calls", "ratio", "at most", ""]))
    return 0 if all(ratio <= limit for _, _, ratio, limit in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
