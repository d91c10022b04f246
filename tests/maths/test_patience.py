"""A slow function says what it does before it takes long; a fast one says nothing. The clock is that of the test."""

import warnings
from itertools import pairwise

import numpy as np
import pytest

from gradcalc.maths import patience
from gradcalc.maths.evaluation import ScalarField


@pytest.fixture
def slow(monkeypatch):
    """Makes a function that takes so many seconds a call, and does not take arrays; and what was said, with when."""
    time, said = [0.0], []
    monkeypatch.setattr(patience, "clock", lambda: time[0])

    def make(seconds):
        def height(x, y):
            value = float(x) + float(y)  # refuses arrays
            time[0] += seconds
            return value

        return height

    return make, said, lambda words: said.append((round(time[0], 3), words))


def ask(f, say, n=120):
    X, Y = np.meshgrid(np.linspace(0, 1, n), np.linspace(0, 1, n))
    with patience.telling(say), pytest.warns(UserWarning, match="once per point"):
        return ScalarField(f)([X, Y], X.shape, X.dtype)


def test_it_is_said_in_time_how_long_it_takes_and_taken_away_when_it_is_done(slow):
    make, said, say = slow
    Z = ask(make(0.01), say)
    assert Z[3, 5] == pytest.approx((3 + 5) / 119)
    (at, words), *progress, (end, nothing) = said
    assert at <= 0.2, "after a few calls"
    assert words.startswith(
        "height takes about 10 ms a call and is called for each of 14,400 points: about 2 minutes"
    )
    assert "array arithmetic" in words
    assert "smaller grid" in words
    assert (round(end), nothing) == (144, "")
    half, text = next((t, text) for t, text in progress if "50% done" in text)
    assert text.startswith(words + "\n")
    assert text.endswith("50% done, about 72 seconds to go.")
    assert half == pytest.approx(72, abs=2)
    assert all(0.9 < b - a < 3 for (a, _), (b, _) in pairwise(progress)), "once a second or so"


@pytest.mark.parametrize(("seconds", "n"), [(1e-5, 120), (0.01, 10), (0.1, 4)])
def test_what_does_not_take_long_is_not_spoken_of(slow, seconds, n):
    make, said, say = slow
    ask(make(seconds), say, n)
    assert said == []


def test_a_slow_first_call_is_no_slow_function(monkeypatch):
    moments = iter([5.0, *(5.0 + 1e-5 * i for i in range(14399))])
    monkeypatch.setattr(patience, "clock", lambda: next(moments))
    said = []
    with patience.telling(said.append):
        assert list(patience.counted(range(14400), "f", 14400)) == list(range(14400))
    assert said == []


@pytest.mark.parametrize(("pause", "spoken"), [(0.3, False), (3.0, True)])
def test_one_pause_of_a_busy_machine_is_no_slow_function_either(monkeypatch, pause, spoken):
    moments = iter([0.0, *(pause + 1e-5 * i for i in range(27))])
    monkeypatch.setattr(patience, "clock", lambda: next(moments))
    said = []
    with patience.telling(said.append):
        list(patience.counted(range(28), "f", 28))
    assert bool(said) == spoken


def test_an_interrupt_passes_through_and_the_words_are_taken_away(slow):
    make, said, say = slow
    f, count = make(0.01), iter(range(10**6))

    def interrupted(x, y):
        if next(count) > 50:
            raise KeyboardInterrupt
        return f(x, y)

    X, Y = np.meshgrid(np.linspace(0, 1, 120), np.linspace(0, 1, 120))
    with patience.telling(say), pytest.warns(UserWarning, match="once"), pytest.raises(KeyboardInterrupt):
        ScalarField(interrupted)([X, Y], X.shape, X.dtype)
    assert [bool(words) for _, words in said] == [True, False]


def test_where_nobody_else_listens_it_is_said_among_the_errors_before_it_has_taken_long(slow, capsys):
    make, _, _ = slow
    X, f = np.linspace(0, 1, 1000), make(0.01)
    with pytest.warns(UserWarning, match="once per point") as warned:
        ScalarField(lambda x: f(x, 0))([X], X.shape, X.dtype)
    text = capsys.readouterr().err
    assert text.startswith("f takes about 10 ms a call and is called for each of 1,000 points: about 10 seconds.\n")
    assert "(■) to stop.\n1" in text
    assert "% done, about 5 seconds to go.\r" in text
    assert len(warned) == 1


def test_the_warning_comes_before_the_other_calls():
    calls = []

    def f(x):
        with warnings.catch_warnings(record=True):
            calls.append(float(x))
        return 2.0 * calls[-1]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning, match="once per point"):
            ScalarField(f)([np.linspace(0, 1, 50)], (50,), np.dtype(float))
    assert len(calls) == 1
