"""The gradient that is asked for without a step, over the functions of benchmarks/accuracy.py, beside exact ones."""

import warnings

import numpy as np
import pytest

from benchmarks.accuracy_functions import SMOOTH
from benchmarks.accuracy_rough import ROUGH
from gradcalc import gradient

KINDS = list(dict.fromkeys(case.kind for case in SMOOTH))
ROUGH_KINDS = list(dict.fromkeys(case.kind for case in ROUGH))


def asked(f, point):
    """The gradient, or nan where it is refused; whether there was a word of doubt; and how often f was called."""
    calls = 0

    def counted(*x):
        nonlocal calls
        calls += 1
        return f(*x)

    with warnings.catch_warnings(record=True) as caught, np.errstate(all="ignore"):
        warnings.simplefilter("always")
        try:
            slopes = gradient(counted, *point)
        except ValueError:
            slopes = np.full(len(point), np.nan)
    return slopes, any(issubclass(w.category, UserWarning) for w in caught), calls


@pytest.fixture(scope="module")
def answers():
    return {case: asked(case.f, case.point) for case in SMOOTH}


def test_there_are_enough_functions_of_each_kind():
    assert len(SMOOTH) + len(ROUGH) >= 150 + 30
    for cases, kinds in [(SMOOTH, KINDS), (ROUGH, ROUGH_KINDS)]:
        assert min(sum(case.kind == kind for case in cases) for kind in kinds) >= 10


@pytest.mark.parametrize("kind", KINDS)
def test_smooth_functions_of_every_kind_have_an_exact_slope(kind, answers):
    close = [case.error(answers[case][0]) < case.close for case in SMOOTH if case.kind == kind]
    assert np.mean(close) >= (1 if kind == "float32 answers" else 0.88)


def test_nothing_clearly_wrong_is_given_without_a_word(answers):
    wrong = {case.name: slopes for case, (slopes, doubted, _) in answers.items() if not doubted and
             np.isfinite(slopes).all() and case.error(slopes) > 1e-3}  # fmt: skip
    assert wrong == {}


def test_hardly_any_smooth_function_is_refused(answers):
    assert np.mean([np.isnan(slopes).any() for slopes, _, _ in answers.values()]) <= 0.05


@pytest.mark.parametrize("kind", ROUGH_KINDS)
def test_where_there_is_no_slope_none_is_given_without_a_word(kind):
    silent = [case.name for case in ROUGH if case.kind == kind and asked_quietly(case)]
    assert silent == []


def asked_quietly(case) -> bool:
    slopes, doubted, _ = asked(case.f, case.point)
    return bool(np.isfinite(slopes).all()) and not doubted


def test_a_well_behaved_function_is_called_at_most_four_times_as_often_as_for_fixed_steps(answers):
    effort = [answers[case][2] / (2 * len(case.point)) for case in SMOOTH if case.kind == "several variables"]
    assert np.median(effort) <= 4
    assert np.quantile(effort, 0.9) <= 4
