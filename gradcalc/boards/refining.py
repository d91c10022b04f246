"""Values that become known from coarse to fine, in steps so short that sliders are answered in between."""

import time
from collections.abc import Callable, Iterator

import numpy as np

STEP = 0.03  # seconds that a step should take
LARGEST = 2**20  # numbers in the parameters of one step: 8 MB, which a processor's cache may hold
AT_ONCE = 0.1  # seconds that a board may take for its very first picture


class Refined:
    """Values at numbered places. stages are the places that are known after each stage, from coarse to fine.

    values_at(places) gives the values, nan where there are none; a row of parameters that it makes has n numbers.
    The first stage is computed at once, and of the others what so many seconds allow.
    """

    def __init__(
        self, values_at: Callable[[np.ndarray], np.ndarray], stages: list[np.ndarray], n: int, seconds: float = 0.0
    ):
        self._values_at, self.stages, self._most = values_at, stages, max(1, LARGEST // n)
        self.values = np.full(1 + max(int(stage.max()) for stage in stages), np.nan)
        self.known = np.zeros(len(self.values), dtype=bool)
        self.stage = -1  # the last one that is whole
        self._piece = 4
        began = time.monotonic()
        for _ in self.refine():
            if self.stage >= 0 and time.monotonic() - began >= seconds:
                break

    def refine(self, until: int | None = None) -> Iterator[float]:
        """Compute finer and finer, to the end or through a stage, yielding the share of all places that is known."""
        last = len(self.stages) - 1 if until is None else until
        while self.stage < last:
            for _ in self._fill(self.stages[self.stage + 1]):
                yield float(self.known.mean())
            self.stage += 1
            yield float(self.known.mean())

    def _fill(self, places: np.ndarray) -> Iterator[None]:
        missing = places[~self.known[places]]
        while missing.size:
            now, missing = missing[: self._piece], missing[self._piece :]
            began = time.monotonic()
            self.values[now], self.known[now] = self._values_at(now), True
            took = time.monotonic() - began
            faster = 2.0 if not took else min(2.0, max(0.5, STEP / took))
            self._piece = min(self._most, max(1, int(self._piece * faster)))
            yield

    @property
    def left_out(self) -> int:
        """At how many of the known places there is no value."""
        return int((self.known & np.isnan(self.values)).sum())
