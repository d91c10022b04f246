"""A race in numbers and words: who is where after how many gradients, whose step leads uphill, who has left."""

import numpy as np

from gradcalc.functions.surfaces import Surface
from gradcalc.readings.point import number
from gradcalc.readings.race import Race, Runner, times, together
from gradcalc.readings.writing import place, short

HEAD = ("method", "gradients", "at", "f", "Dᵤf, next step", "steps uphill")
LOSS_HEAD = ("method", "gradients", "L", "Dᵤ L, next step", "steps uphill")


def race_rows(race: Race) -> list[tuple[str, ...]]:
    """A row for each runner, always in the same order. Who has left stays where it was last seen."""
    return [_row(race, runner) for runner in race.runners]


def _row(race: Race, runner: Runner) -> tuple[str, ...]:
    gone = runner.left is not None
    last = runner.count - 1
    at = (_place(race.surface, runner.path[last]),) if race.surface else ()
    return (
        runner.method,
        f"left at {last}" if gone else str(race.steps),
        *at,
        number(runner.values[last]),
        "—" if gone else number(runner.slopes[-1]),
        str(int(runner.uphill[:last].sum())),
    )


def _place(surface: Surface, point: np.ndarray) -> str:
    x, y = point.tolist()
    return place(x, y, surface.xlim, surface.ylim)


def race_words(race: Race) -> str:
    """Who is how far, the lowest first."""
    if not race.runners:
        return "Nobody takes part: give one of the methods a rate."
    f = "f" if race.surface else "the loss"
    if race.steps == 0:
        names = together([runner.method for runner in race.runners])
        return f"At the start, where {f} is {short(race.runners[0].values[0])}: {names}."
    words = [f"After {times(race.steps, 'step')}, and as many gradients each:"]
    ahead = [f"{runner.method} at {f} = {short(runner.values[-1])}" for runner in race.order]
    words.append(f"{together(ahead) or 'nobody'}, the lowest first." if len(ahead) > 1 else f"{together(ahead)}.")
    return " ".join(words if ahead else ["Nobody is left on the map." if race.surface else "Nobody is left."])


def race_remark(race: Race) -> str:
    """Who has left, and whose next step begins uphill."""
    return " ".join(filter(None, [*(_left(race, runner) for runner in race.runners), *_uphill(race)]))


def _left(race: Race, runner: Runner) -> str:
    if runner.left is None:
        return ""
    name = runner.method[0].upper() + runner.method[1:]
    if race.surface is None:
        return f"{name} has diverged: its loss was lost in step {runner.left}."
    at = _place(race.surface, runner.path[max(runner.left - 1, 0)])
    return f"{name} has left the map in step {runner.left}, from {at}: its rate is too great here."


def _uphill(race: Race) -> list[str]:
    f = "f" if race.surface else "L"
    climbing = [runner for runner in race.runners if runner.left is None and runner.uphill[-1]]
    if not climbing:
        return []
    each = [f"{runner.method} (Dᵤ{f} = {short(runner.slopes[-1])})" for runner in climbing]
    return [f"The next step leads uphill for {together(each)}."]


def slopes_words(race: Race) -> str:
    """How steep the next steps are, as shares of the steepest descent."""
    shares = [
        f"{runner.method} {runner.shares[-1]:.2f}"
        for runner in race.runners
        if runner.left is None and np.isfinite(runner.shares[-1])
    ]
    if not shares:
        return "There is no next step whose slope could be told."
    f = "f" if race.surface else "L"
    return f"Dᵤ{f} / |∇{f}| of the next step: {together(shares)}; −1 is the steepest descent, above 0 is uphill."
