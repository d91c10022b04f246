"""How many evaluations to make at once, found by the time that they take."""

import time
from collections.abc import Callable

import numpy as np

SIZES = (1, 8, 64, 512)
TRIES = 2  # of each size, because the first is spent on making room for it
EVALUATIONS = 16  # and as many more as it takes for so many: one alone is no measurement
HOPELESS = 1.5  # times the least time for each, from which on larger pieces are not tried


class Pace:
    """The size of pieces: the one whose evaluations take the least time each, of those that memory allows.

    Nothing is evaluated for the measurement's sake: the pieces of the first work are what is timed. Where several at
    once end in a RuntimeError, as of operations that torch.func.vmap does not know, all are evaluated one by one.
    """

    def __init__(self, most: int):
        self.most = max(1, most)
        self._tried: dict[int, list[float]] = {}
        self._left = [size for size in SIZES if size <= self.most]
        self.size = self._left.pop(0)

    def run(self, evaluate: Callable[[slice], np.ndarray], count: int) -> np.ndarray:
        """What evaluate gives for so many, in pieces: an array of shape (count,)."""
        values, done = np.empty(count), 0
        while done < count:
            piece = slice(done, min(done + self.size, count))
            clocks = time.perf_counter(), time.process_time()
            try:
                values[piece] = evaluate(piece)
            except RuntimeError:
                if self.size == 1:
                    raise
                self._left, self.size = [], 1
                continue
            if self._left and piece.stop - piece.start == self.size:
                # A busy machine adds to the one, several threads add to the other.
                took = min(time.perf_counter() - clocks[0], time.process_time() - clocks[1] or np.inf)
                self._learn(took / self.size)
            done = piece.stop
        return values

    def _learn(self, each: float) -> None:
        tried = self._tried.setdefault(self.size, [])
        tried.append(each)
        if len(tried) < max(TRIES, EVALUATIONS // self.size):
            return
        least = {size: min(times) for size, times in self._tried.items()}
        best = min(least, key=lambda size: least[size])
        if least[self.size] > HOPELESS * least[best]:
            self._left = []
        self.size = self._left.pop(0) if self._left else best
