"""How long the boards of the lessons take to answer a slider, beside the floor of slider_latency.py.

    .venv/bin/python benchmarks/board_latency.py [--rounds 40]

A board is drawn by the kernel alone: its marks may take at most 1.3 of the floor, which is a slider that changes one
line of text. What a step is and when it ends is said in slider_latency.py. Prints a table, writes board_latency.txt
into benchmarks/results, and exits with 1 if a board misses the target.
"""

import argparse
import pathlib
import random
import statistics
import sys

from slider_contestants import CELLS, FLOOR, Contestant
from slider_page import approach, running_contest, step
from tabulate import tabulate

RESULTS = pathlib.Path(__file__).parent / "results"
TARGET = 1.3  # of the floor
WARM_UP = 5
# By lesson: what makes the board, and the sliders that are moved.
BOARDS = {
    "04-walk": ("gc.walk('bowl', x=1, y=0, way='along tangents only')", ["start x", "step length"]),
    "05-step": ("gc.explore_step()", ["step size h"]),
    "05-field": ("gc.explore_step_field()", ["step size h"]),
    "06-descent": ("gc.explore_descent(condition=10, rate=0.1, steps=20)", ["start x", "rate η", "momentum β"]),
    "07-between": ("gc.explore_between()", ["t"]),
    "07-slices": ("gc.explore_slices()", ["x"]),
    "08-chain": ("gc.explore_chain_rule()", ["x"]),
}


def contestants() -> list[Contestant]:
    found = [FLOOR]
    for name, (_, labels) in BOARDS.items():
        board = f".bench-{name}"
        for label in labels:
            picture = f"{board} .gradcalc-pictures"
            found.append(Contestant(f"lesson {name[:2]}, {name[3:]}: {label}", label, picture, "ours", within=board))
    return found


def cells() -> list[str]:
    common, floor, *_ = CELLS
    boards = [
        f"import gradcalc as gc\nboard = {code}\nboard.add_class('bench-{name}')\nboard"
        for name, (code, _) in BOARDS.items()
    ]
    return [common, floor, *boards]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40, help="steps of each slider")
    rounds = parser.parse_args().rounds
    everyone, order = contestants(), random.Random(0)
    times: dict[str, list[float]] = {contestant.name: [] for contestant in everyone}
    pictures = [FLOOR.picture, *(f".bench-{name} .gradcalc-canvas" for name in BOARDS)]
    with running_contest(cells(), pictures) as contest:
        for i in range(WARM_UP + rounds):
            for contestant in order.sample(everyone, len(everyone)):
                approach(contest, contestant, order)
                found = step(contest, contestant, i, proof=False)
                if i >= WARM_UP:
                    times[contestant.name].append(found["last"])
    medians = {name: statistics.median(found) for name, found in times.items()}
    floor = medians[FLOOR.name]
    rows = [(name, f"{value / floor:.2f}", f"{value:.1f}") for name, value in medians.items()]
    missed = [name for name, value in medians.items() if value > TARGET * floor]
    report = tabulate(rows, ["slider (medians)", "/ floor", "ms"], colalign=("left", "right", "right"))
    report += f"\n\n{rounds} rounds; target {TARGET} of the floor; missed by: {', '.join(missed) or 'none'}\n"
    print(report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "board_latency.txt").write_text(report, encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
