"""How many evaluations are made at once is found by what they take, and does not change what they give."""

import time

import numpy as np
import pytest

from gradcalc.live.pytorch.pace import SIZES, Pace


def costing(start: float, each: float, pieces: list):
    """Evaluations whose pieces take a while to start, and then so much for each."""

    def evaluate(piece):
        pieces.append(piece.stop - piece.start)
        until = time.process_time() + start + each * pieces[-1]
        while time.process_time() < until:
            pass
        return np.arange(piece.start, piece.stop, dtype=float)

    return evaluate


@pytest.mark.parametrize("count", [0, 1, 7, 700])
@pytest.mark.parametrize("most", [0, 1, 30, 1000])
def test_all_are_evaluated_once_and_in_order(count, most):
    pieces = []
    assert Pace(most).run(costing(0, 0, pieces), count).tolist() == list(range(count))
    assert sum(pieces) == count
    assert max(pieces, default=0) <= max(1, most)


def test_what_takes_long_to_start_is_evaluated_many_at_once():
    pace = Pace(100)
    pace.run(costing(2e-3, 1e-6, []), 400)
    assert pace.size == 64


def test_what_gains_nothing_by_company_is_evaluated_one_by_one():
    pace, pieces = Pace(1000), []
    pace.run(lambda piece: costing(0, 2e-4 * (piece.stop - piece.start), pieces)(piece), 300)
    assert pace.size == 1
    assert max(pieces) < SIZES[-1]


def test_where_several_at_once_fail_they_are_evaluated_one_by_one():
    def evaluate(piece):
        if piece.stop - piece.start > 1:
            raise RuntimeError("several at once")
        return [piece.start]

    pace = Pace(1000)
    assert pace.run(evaluate, 100).tolist() == list(range(100))
    assert pace.size == 1


def test_an_error_of_one_is_raised():
    def evaluate(piece):
        raise RuntimeError("of its own")

    with pytest.raises(RuntimeError, match="of its own"):
        Pace(1000).run(evaluate, 100)
