"""Answers are put together only where what differs cannot turn their meaning round."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.grading.reasons.alike import difference, grouped, near, tokens

LONG = (
    "If f is differentiable at the point, the slope along u is the dot product of the gradient with u, and that is "
    "zero for every u. If it is not, the partial derivatives say nothing about x*y^2/(x^2+y^2) away from the axes."
)


def together(*texts: str) -> list[list[int]]:
    return grouped(texts, [""] * len(texts))


@pytest.mark.parametrize(
    "other",
    [
        LONG.upper().replace("F ", "f ").replace("U ", "u ").replace(" U", " u").replace("X", "x").replace("Y", "y"),
        LONG.replace(" ", "\n"),
        LONG.replace(".", "").replace(",", ""),
        LONG.replace("x*y^2/(x^2+y^2)", "$x*y^2 / (x^2 + y^2)$"),
        f"  {LONG.replace('differentiable', '“differentiable”')}",
    ],
)
def test_capitals_spaces_and_full_stops_make_no_difference(other):
    assert tokens(other) == tokens(LONG)
    assert together(LONG, other) == [[0, 1]]


@pytest.mark.parametrize(
    "other",
    [
        LONG.replace("differentiable", "diferentiable"),
        LONG.replace("derivatives", "derivatvies"),
        LONG.replace("and that is", "and so that is"),
        LONG.replace("the point", "point"),
    ],
)
def test_a_slip_of_the_pen_or_a_word_more_is_nearly_the_same_and_is_shown(other):
    assert together(LONG, other) == [[0, 1]]
    pieces = difference(LONG, other)
    assert "".join(text for kind, text in pieces if kind != "gone") == other
    assert "".join(text for kind, text in pieces if kind != "new") == LONG
    assert {kind for kind, _ in pieces} > {"same"}


@pytest.mark.parametrize(
    "other",
    [
        LONG.replace("is zero", "is not zero"),
        LONG.replace("that is\n", "that isn't\n").replace("that is zero", "that isn't zero"),
        LONG.replace("differentiable", "nondifferentiable"),
        LONG.replace("x^2+y^2", "x^2-y^2"),
        LONG.replace("x*y^2/", "x*y^3/"),
        LONG.replace("along u", "along v"),
        LONG.replace("every u", "some u"),
        LONG.replace("zero for every", "zero only for every"),
        LONG.replace("the gradient with", "the field with"),
        f"{LONG} Or is it?" * 2,
    ],
)
def test_what_can_turn_the_meaning_round_is_another_answer(other):
    assert len(together(LONG, other)) == 2


def test_short_answers_that_differ_in_a_word_are_not_put_together():
    assert len(together("It is flat.", "It is steep.", "It is not flat.", "it is flat")) == 3


def test_the_largest_group_stands_first_and_no_answer_at_all_is_like_no_other():
    assert together("", "b b b", "a a a", "a a a", "") == [[0, 4], [2, 3], [1]]


def test_texts_with_other_pictures_stay_apart():
    assert grouped([LONG, LONG, LONG], ["one", "", "one"]) == [[0, 2], [1]]


words = st.sampled_from(["flat", "slope", "zero", "zeros", "not", "x", "2", "gradient", "gradeint", "+", ".", "is"])


@given(st.lists(st.lists(words, max_size=12).map(" ".join), max_size=12))
def test_everybody_is_in_one_group_and_nearly_the_same_as_the_one_that_stands_for_it(texts):
    groups = together(*texts)
    assert sorted(place for group in groups for place in group) == list(range(len(texts)))
    for first, *others in groups:
        one = tokens(texts[first])
        assert all(tokens(texts[place]) == one or near(one, tokens(texts[place])) for place in others)
    for one, other in itertools.pairwise(texts):
        assert "".join(text for kind, text in difference(one, other) if kind != "gone") == other
