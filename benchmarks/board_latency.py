"""How long the boards of the lessons take to answer a slider, beside the floor of slider_latency.py.

    .venv/bin/python benchmarks/board_latency.py [--rounds 40]

The floor is a slider that changes one line of text through the kernel. The boards of lessons 04 to 06, and the
race of 6 optimisers over 200 steps, are computed by the page: their first redraw counts, has to show the new state,
and may take at most 0.15 of the floor, or 4 ms. Those of lessons 07 and 08 are drawn by the kernel alone, and may
take at most 1.3 of it. What a step is and when it ends is said in slider_latency.py. Prints a table, writes
board_latency.txt into benchmarks/results, and exits with 1 if a board misses the target.
"""

import argparse
import pathlib
import random
import statistics
import sys

from slider_contestants import CELLS, FLOOR, Contestant
from slider_page import approach, running_contest, step
from slider_summary import LOCAL_MS, LOCAL_RATIO
from tabulate import tabulate

RESULTS = pathlib.Path(__file__).parent / "results"
TARGET = 1.3  # of the floor, for what the kernel draws
LOCAL_LESSONS = ("04", "05", "06", "09")  # whose boards the page computes
WARM_UP = 5
# By lesson: what makes the board, where every move can be seen, and the sliders that are moved.
BOARDS = {
    "04-walk": ("gc.walk('bowl', x=1, y=0, way='along tangents only', steps=20)", ["start x", "step length"]),
    "05-step": ("gc.explore_step()", ["step size h"]),
    "05-field": ("gc.explore_step_field(h=0.1)", ["step size h"]),
    "06-descent": ("gc.explore_descent(condition=10, rate=0.1, steps=20)", ["start x", "rate η", "momentum β"]),
    "09-race": ("gc.explore_race('Rosenbrock', steps=200)", ["start x", "Adam η", "SGD's noise"]),
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
            local = name[:2] in LOCAL_LESSONS
            title = f"lesson {name[:2]}, {name[3:]}: {label}"
            found.append(Contestant(title, label, picture, "ours", local, within=board))
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
    unchanged = dict.fromkeys(times, 0)
    pictures = [FLOOR.picture, *(f".bench-{name} .gradcalc-canvas" for name in BOARDS)]
    with running_contest(cells(), pictures) as contest:
        for i in range(WARM_UP + rounds):
            for contestant in order.sample(everyone, len(everyone)):
                approach(contest, contestant, order)
                found = step(contest, contestant, i, proof=i < WARM_UP)
                if i >= WARM_UP:
                    times[contestant.name].append(found["first" if contestant.local else "last"])
                else:
                    unchanged[contestant.name] += not found["changed"]
    medians = {name: statistics.median(found) for name, found in times.items()}
    floor = medians[FLOOR.name]
    if stale := [contestant.name for contestant in everyone if contestant.local and unchanged[contestant.name] > 1]:
        raise RuntimeError(f"The redraw that counts shows what was there before: {', '.join(stale)}.")
    limits = {
        contestant.name: max(LOCAL_RATIO * floor, LOCAL_MS) if contestant.local else TARGET * floor
        for contestant in everyone
    }
    rows = [(name, f"{value / floor:.2f}", f"{value:.1f}") for name, value in medians.items()]
    missed = [name for name, value in medians.items() if value > limits[name]]
    report = tabulate(rows, ["slider (medians)", "/ floor", "ms"], colalign=("left", "right", "right"))
    goals = f"{LOCAL_RATIO} of the floor, or {LOCAL_MS} ms, in {', '.join(LOCAL_LESSONS)}, and {TARGET} elsewhere"
    report += f"\n\n{rounds} rounds; targets {goals}; missed by: {', '.join(missed) or 'none'}\n"
    print(report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "board_latency.txt").write_text(report, encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
