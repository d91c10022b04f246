"""Levels, bands, labels and hills that the browser makes of a formula by itself, against the kernel's."""

import numpy as np
from matplotlib.ticker import MaxNLocator

ALL_STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
AXIS_STEPS = [1, 2, 2.5, 5, 10]


def ranges_of_ticks():
    """Ranges as they come, round ones, those of many decades, narrow ones far from zero, and what is none."""
    random = np.random.default_rng(20)
    for _ in range(4000):
        middle, width = random.normal(), abs(random.normal())
        match random.integers(5):
            case 0:
                middle *= 10.0 ** random.integers(-280, 290)
                width *= 10.0 ** random.integers(-280, 290)
            case 1:
                middle, width = round(middle, 1), round(width, 1)
            case 2:
                width *= 10.0 ** random.integers(-17, 0)
            case 3:
                middle = 0.0
        yield float(middle - width), float(middle + width)
    yield from ((0, 0), (1, 1), (-1e-300, 1e-300), (0, 1000), (-0.001, 0.001), (0, 1e15), (1, 999999999999999.9))


def test_round_numbers_are_those_of_matplotlib_to_the_last_digit(ask):
    """C rounds 10.0 ** 23 and 10.0 ** 210 the other way: so two numbers may differ by a unit in the last place."""
    random = np.random.default_rng(21)
    ranges = [(low, high, int(random.integers(1, 15)), ALL_STEPS if random.integers(2) else AXIS_STEPS)
              for low, high in ranges_of_ticks()]  # fmt: skip
    for (low, high, count, steps), found in zip(ranges, ask("nice_ticks", ranges), strict=True):
        expected = MaxNLocator(count, steps=steps).tick_values(low, high)
        assert len(found) == len(expected), (low, high, count)
        assert (np.abs(found - expected) <= np.spacing(np.abs(expected).max())).all(), (low, high, count)
