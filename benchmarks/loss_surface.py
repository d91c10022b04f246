"""How long does a 61 x 61 slice through the loss of a PyTorch module take?

    .venv/torch/bin/python benchmarks/loss_surface.py [--seconds 60] [--threads 1]

It wants the environment of `make .venv/torch_bench.installed`, uses the GPU where there is one, and says its name.
Contestants: gc.torch_loss on a plane, batched(W) with the rows W made in NumPy, and loss(w) one by one; the loop that
everybody writes in PyTorch; the package loss-landscapes, left out where it is not installed; and for (a) one bare
torch.func.vmap over parameters that are there already. The networks are untrained, their data random: neither changes
what a slice costs. (b') is beside (b) because what a slice through (b) costs lies in its first layer, which a plane
computes three times for all points; that of (b') lies in its second.

The contestants take turns in a new order each round, ratios are formed within a round, and the median is taken over
the rounds: each case has at least three rounds, and more until --seconds are over. A round is the whole slice, or
some points of some rows of it where that would take minutes; the seconds in the table are those of a whole slice. On
the processor with one thread the clock is that of the process, so that it counts little what else the machine does.
Losses agree where they differ by at most 1e-5 of the greater of the loss and 1.

Prints a table, writes loss_surface.txt into results, and exits with 1 if a target is missed.
"""

import argparse
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from loss_surface_cases import SIZE, Case, Slice, cases, planar_interpolation
from tabulate import tabulate

RESULTS = Path(__file__).parent / "results"
LOOP, OURS, BARE = "loop in PyTorch", "gradcalc, a plane", "bare vmap"
NEAR = 1e-5
SCATTER = 0.95  # by which the ratio of two equal contestants may miss 1


def clock(device: str, threads: int) -> Callable[[], float]:
    if device == "cuda":
        return lambda: (torch.cuda.synchronize(), time.perf_counter())[1]
    return time.process_time if threads == 1 else time.perf_counter


def measure(case: Case, now: Callable[[], float], seconds: float) -> dict:
    """Seconds for each point by contestant, one for each round, and how far losses are from those of the loop."""
    ways, rng, apart = Slice(case).ways(), random.Random(0), {}
    times: dict[str, list[float]] = {name: [] for name in ways}
    began, round_ = time.perf_counter(), 0
    while round_ < 3 or time.perf_counter() - began < seconds:
        rows = list(range(SIZE)) if case.rows == SIZE else rng.sample(range(SIZE), case.rows)
        losses = {}
        for name in rng.sample([*ways], len(ways)):
            start = now()
            found = ways[name](rows)
            times[name].append((now() - start) / (found if isinstance(found, int) else found.size))
            losses[name] = found
        for name, found in losses.items():
            if not isinstance(found, int):
                share = np.abs(found - losses[LOOP]) / np.maximum(1, np.abs(losses[LOOP]))
                apart[name] = max(apart.get(name, 0.0), float(share.max()))
        round_ += 1
    # The first round is spent on making room, and on the sizes of pieces.
    return {"case": case.name, "times": {name: t[1:] for name, t in times.items()}, "apart": apart}


def ratio(result: dict, of: str, to: str) -> float:
    """The median over the rounds of how many times as long the one takes as the other."""
    pairs = zip(result["times"][of], result["times"][to], strict=True)
    return statistics.median(a / b for a, b in pairs)


def judge(results: list[dict]) -> list[tuple[bool, float, str]]:
    verdicts = []
    for result in results:
        name, faster = result["case"], ratio(result, LOOP, OURS)
        least = 5 if name.startswith("(b) ") and name.endswith(", 100 points") else SCATTER
        verdicts.append((faster >= least, faster, f"times as fast as the loop, at least {least}: {name}"))
        worst = max(result["apart"].values())
        verdicts.append((worst <= NEAR, worst, f"difference of losses, at most {NEAR}: {name}"))
        if BARE in result["times"]:
            share = ratio(result, OURS, BARE)
            verdicts.append((share <= 1.5, share, f"of one bare batched evaluation, at most 1.5: {name}"))
    return verdicts


def report(results: list[dict], verdicts: list, about: str) -> str:
    rows = [
        (result["case"] if name == LOOP else "", name, f"{statistics.median(times) * SIZE**2:.3g}",
         f"{ratio(result, LOOP, name):.2f}", f"{result['apart'][name]:.0e}" if name in result["apart"] else "")
        for result in results for name, times in result["times"].items()
    ]  # fmt: skip
    table = tabulate(rows, ["network", "contestant", "s a slice", "times as fast\nas the loop", "losses differ\nby"])
    lines = [f"{'PASS' if met else 'FAIL'}  {figure:8.3g}  {goal}" for met, figure, goal in verdicts]
    return "\n".join([about, "", table, "", *lines, ""])


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare ways to slice the loss of a PyTorch module.")
    parser.add_argument("--seconds", type=float, default=60, help="for each network, at least")
    parser.add_argument("--threads", type=int, default=1, help="of the processor, the same for all")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    name = torch.cuda.get_device_name() if device == "cuda" else f"processor, threads: {asked.threads}"
    about = f"{name}; PyTorch {torch.__version__}, float32; {platform.platform()}, Python {platform.python_version()}"
    about += f"\nA network had at least three rounds and {asked.seconds:g} s."
    if planar_interpolation is None:
        about += "\nloss-landscapes is not installed, and left out."
    results = []
    for case in cases(device):
        results.append(measure(case, clock(device, asked.threads), asked.seconds))
        print(report(results[-1:], judge(results[-1:]), case.name), flush=True)
    verdicts = judge(results)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "loss_surface.txt").write_text(report(results, verdicts, about), encoding="utf-8")
    return 0 if all(met for met, *_ in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
