"""The race of optimisers as the page computes it, against Python: words to the letter, marks where they are."""

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.boards.descent import RATES
from gradcalc.boards.race_rates import NAMES
from gradcalc.boards.race_told import MOST_STEPS
from gradcalc.functions.gallery import GALLERY
from tests.browser_modules.test_boards import assert_same, no_backgrounds, told_of  # noqa: F401

EACH = 2  # states of a function
ROUNDING = 4 * np.spacing(1.0)
RESTING = 1e-12  # a slope so small is what rounding has left of 0


@pytest.fixture(scope="module")
def board():
    return gc.explore_race(steps=20)


def some_state(random, surface, fitting) -> dict:
    """Rates near those that suit a function, some much greater, and now and then none."""
    rates = {}
    for name in NAMES.values():
        near = fitting[name] * 10 ** random.uniform(-1, 0.7)
        rates[name] = 0.0 if random.random() < 0.2 else min(RATES, key=lambda rate: abs(rate - near))
    x, y = (round(random.uniform(*limits), 2) for limits in (surface.xlim, surface.ylim))
    return {
        **rates, "x": x, "y": y, "steps": int(random.choice([0, 1, 7, 60, MOST_STEPS])),
        "seed": int(random.integers(21)), "noise": float(random.choice([0.0, 0.2, 1.0])),
        "decay": float(random.choice([0.0, 0.5])),
    }  # fmt: skip


def ordinary(board) -> bool:
    """Whether rounding decides nothing: no slope is what it left of 0, and a start a little off changes no more."""
    race = board.reading
    if any(0 < abs(runner.slopes[-1]) < RESTING for runner in race.runners):
        return False
    beside = board._read(**{**board.values, "x": board.x * (1 + ROUNDING) + ROUNDING})
    with np.errstate(all="ignore"):
        return all(
            np.allclose(one.path[: one.count], other.path[: one.count], rtol=1e-9, atol=1e-9)
            and one.count == other.count
            and np.array_equal(one.uphill[: one.count], other.uphill[: one.count])
            for one, other in zip(race.runners, beside.runners, strict=True)
        )


def test_the_race_is_computed_in_the_page_as_in_the_kernel(ask, board):
    random, compared = np.random.default_rng(0), 0
    for name, surface in GALLERY.items():
        board.function = name
        for _ in range(EACH):
            board.set(**some_state(random, surface, board.view.computed["fitting"][name]))
            if ordinary(board):
                compared += 1
                (answer,) = ask("board", told_of(board), [board.values])
                assert_same(board, answer)
    assert compared > 0.6 * EACH * len(GALLERY)
