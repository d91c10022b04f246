"""How exact is a gradient that is asked for without a word about the function, and is it silent where it is wrong?

Run it with the `bench` extra installed; it takes about a minute:

    python benchmarks/accuracy.py

It prints tables, writes results/accuracy.txt and .png next to this file, and exits with 1 if a target is missed.
Every contestant is called as its manual says, with no step and no scale.

**An error** is the greatest over the coordinates, each relative to the exact slope, or to the steepest within a tenth
of the length over which the function changes, if that is more. It is *close* below 1e-6 (float32 answers: 1e-4),
*silently wrong* above 1e-3 without a warning or an estimated error of 1e-4 of the slope. **Calls** are counted in
those of fixed central differences, 2 for each coordinate; an array of points counts as so many calls.
"""

import platform
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from accuracy_contestants import CONTESTANTS, OURS, Answer, ask
from accuracy_functions import SMOOTH, Case
from accuracy_plot import draw
from accuracy_rough import ROUGH
from tabulate import tabulate

from gradcalc import sample_field

RESULTS = Path(__file__).parent / "results"
DEFAULT = next(iter(OURS))
WRONG = 1e-3
WELL_BEHAVED = ("scale of f", "several variables")
GRID, LOOKED_AT = 50, slice(None, None, 7)  # samples along an axis, and those whose exact slopes are worked out
KINDS = list(dict.fromkeys(case.kind for case in SMOOTH))


@dataclass(frozen=True)
class Result:
    """What a contestant did with a smooth function."""

    contestant: str
    case: Case
    answer: Answer
    error: float

    @property
    def close(self) -> bool:
        return self.error < self.case.close

    @property
    def silent(self) -> bool:
        return self.error > WRONG and not self.answer.doubted and not self.answer.refused

    @property
    def effort(self) -> float:
        return self.answer.calls / (2 * len(self.case.point))


def measure() -> list[Result]:
    results = []
    for name, contestant in CONTESTANTS.items():
        for case in SMOOTH:
            answer = ask(contestant, case.f, case.point)
            results.append(Result(name, case, answer, case.error(answer.slopes)))
    return results


def share(results: list[Result], kind: str | None = None) -> float:
    return float(np.mean([r.close for r in results if kind in (None, r.case.kind)]))


def by_kind(results: dict[str, list[Result]]) -> str:
    """The share of close answers, for each kind and contestant."""
    counts = {kind: sum(case.kind == kind for case in SMOOTH) for kind in KINDS}
    rows = [[kind, n, *(f"{share(own, kind):.0%}" for own in results.values())] for kind, n in counts.items()]
    rows.append(["all", len(SMOOTH), *(f"{share(own):.0%}" for own in results.values())])
    heads = [name.replace(" ", "\n", 1) for name in results]
    return tabulate(rows, ["smooth functions\nclose", "n", *heads], disable_numparse=True, stralign="right")


def summary(results: dict[str, list[Result]]) -> str:
    """What is silently wrong, warned of and refused, and what it costs."""
    rows = []
    for name, own in results.items():
        effort = [r.effort for r in own]
        well = np.median([r.effort for r in own if r.case.kind in WELL_BEHAVED])
        warned = sum(r.answer.doubted and not r.answer.refused for r in own)
        figures = [np.median(effort), np.quantile(effort, 0.9), max(effort), well]
        calls = [f"{number:.1f}" for number in figures]
        rows.append([name, sum(r.silent for r in own), warned, sum(r.answer.refused for r in own), *calls])
    heads = ["", "silently\nwrong", "warned", "refused", "calls:\nmedian", "90 %", "most", "well-behaved\nmedian"]
    return tabulate(rows, heads, disable_numparse=True, stralign="right")


def rough() -> dict[str, dict[str, int]]:
    """For how many functions without a slope each contestant gives one without a word, by kind."""
    silent = {name: dict.fromkeys(dict.fromkeys(case.kind for case in ROUGH), 0) for name in CONTESTANTS}
    for name, contestant in CONTESTANTS.items():
        for case in ROUGH:
            silent[name][case.kind] += not ask(contestant, case.f, case.point).doubted
    return silent


def field_error(case: Case) -> float:
    """The greatest error of a field over the window of a case, where it is defined.

    Relative to the slope there, or to the middle one of the window if that is more.
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        field = sample_field(case.f, *case.window, GRID)
    look = (LOOKED_AT, LOOKED_AT)
    X, Y, U, V = (part[look].ravel() for part in (field.X, field.Y, field.U, field.V))
    known = np.isfinite(U) & np.isfinite(V)
    exact = np.array([case.slopes(x, y) for x, y in zip(X[known], Y[known], strict=True)]).T
    found = np.array([U[known], V[known]])
    size = np.maximum(np.abs(exact), np.median(np.abs(exact), axis=1, keepdims=True))
    with np.errstate(all="ignore"):
        return float(np.nanmax(np.where(found == exact, 0, np.abs(found - exact) / size)))


def fields() -> list[tuple[Case, float]]:
    return [(case, field_error(case)) for case in SMOOTH if len(case.point) == 2]


def judge(own: list[Result], silent: dict[str, int], grids: list[tuple[Case, float]]) -> list[tuple[bool, str]]:
    """Each target with whether the default call met it."""
    worst = min(KINDS, key=lambda kind: share(own, kind))
    refused = np.mean([r.answer.refused for r in own if r.case.close < 1e-4])
    effort = np.median([r.effort for r in own if r.case.kind in WELL_BEHAVED])
    good = np.mean([error < 1e-4 for _, error in grids])
    return [
        (share(own, worst) >= 0.88, f"at least 88 % close in every kind: {share(own, worst):.0%} in {worst}"),
        (not any(r.silent for r in own), f"none silently wrong: {sum(r.silent for r in own)}"),
        (refused <= 0.05, f"at most 5 % of smooth functions refused: {refused:.0%}"),
        (not any(silent.values()), f"no kink, jump, pole or cusp without a word: {sum(silent.values())}"),
        (effort <= 4, f"at most 4 times the calls of fixed differences, well-behaved: {effort:.1f}"),
        (good >= 0.88, f"at least 88 % of fields right to 1e-4 everywhere: {good:.0%}"),
    ]


def main() -> int:
    measured = measure()
    results = {name: [r for r in measured if r.contestant == name] for name in CONTESTANTS}
    silent, grids = rough(), fields()
    kinds = list(silent[DEFAULT])
    counts = [f"{kind}s\n({sum(case.kind == kind for case in ROUGH)})" for kind in kinds]
    kept_quiet = [[name, *(of[kind] for kind in kinds)] for name, of in silent.items()]
    spread = np.quantile([error for _, error in grids], [0.5, 0.9, 1])
    targets = judge(results[DEFAULT], silent[DEFAULT], grids)
    text = "\n\n".join(
        [
            f"{len(SMOOTH)} smooth and {len(ROUGH)} rough functions. {DEFAULT} is the default call.",
            by_kind(results),
            summary(results),
            tabulate(kept_quiet, ["a slope given without a word,\nwhere there is none", *counts]),
            f"{len(grids)} fields of {GRID} x {GRID} over a window: greatest error {spread[0]:.0e} in the middle, "
            f"{spread[1]:.0e} for nine of ten, {spread[2]:.0e} at most",
            "targets of the default call\n"
            + "\n".join(f"{'PASS' if met else 'FAIL'}  {goal}" for met, goal in targets),
            f"{platform.platform()}, Python {platform.python_version()}",
        ]
    )
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "accuracy.txt").write_text(text + "\n", encoding="utf-8")
    dots = {
        name: [(r.case.kind, r.error, r.answer.doubted, r.answer.refused) for r in results[name]] for name in results
    }
    draw(dots, KINDS, RESULTS / "accuracy.png")
    return 0 if all(met for met, _ in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
