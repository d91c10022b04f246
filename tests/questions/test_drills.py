"""Drills: what is typed is read as people write it, and judged by its value."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gradcalc.formulas.parser import parse
from gradcalc.lessons.lesson_01.drill import _of_polynomial
from gradcalc.questions.drills.drill import IN_A_ROW, TRIES, Drill, Item, Slip
from gradcalc.questions.drills.judging import judge
from gradcalc.questions.drills.practice import Practice
from gradcalc.questions.drills.reading import Unreadable, read

PRODUCT = Slip("product rule missed", "The product rule has two terms.", (parse("2x cos(x)"),))
ITEMS = {
    "formula": Item("?", "formula", (parse("2x sin(x) + x^2 cos(x)"),), (PRODUCT,), ()),
    "number": Item("?", "number", (2 / 3,), (Slip("sign", "The sign.", (-2 / 3,)),), ()),
    "vector": Item("?", "vector", ((0.6, -0.8),), (Slip("not normalised", "Divide.", ((3.0, -4.0),)),), ()),
    "direction": Item("?", "direction", ((1.0, -2.0),), (Slip("along", "Turn.", ((2.0, 1.0),)),), ()),
    "angle": Item("?", "angle", (135.0, 315.0), (Slip("radians", "Degrees.", (2.356,)),), ()),
}


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("number", "1/3", 1 / 3),
        ("number", " √2/2 ", 2**-0.5),
        ("number", "2,5", 2.5),
        ("number", "−7/5", -1.4),
        ("number", "D_u f = 3*0.6 + 4*0.8 = 5", 5),
        ("number", "max(1, 2)", 2),
        ("angle", "-45°", -45),
        ("angle", "45 degrees", 45),
        ("angle", "45deg", 45),
        ("angle", "180 - 180/pi*arctan(1)", 135),
        ("vector", "(1, -2.5)", (1, -2.5)),
        ("vector", "[1, 2]^T", (1, 2)),
        ("vector", "1; 2,5", (1, 2.5)),
        ("vector", "np.array([0.6, 0.8])", (0.6, 0.8)),
        ("vector", "1/sqrt(5) (1, 2)", (5**-0.5, 2 * 5**-0.5)),
        ("vector", "-(1, 2)/√5", (-(5**-0.5), -2 * 5**-0.5)),
        ("vector", "x_1 = ⟨max(1, 2), 3⟩", (2, 3)),
        ("direction", "(1/2, -1)", (0.5, -1)),
    ],
)
def test_an_answer_is_read_as_people_write_it(kind, typed, value):
    assert read(kind, typed) == pytest.approx(value)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("number", "", "type your answer"),
        ("number", "2x", "put the numbers of the point in place"),
        ("number", "1/0", "“1/0” has no value"),
        ("number", "1, 2", "several numbers"),
        ("formula", "2z", "does not know “z”"),
        ("angle", "pi/4 rad", "in degrees"),
        ("vector", "5", "Two numbers are asked for"),
        ("vector", "(1, 2, 3)", "Two numbers are asked for"),
        ("vector", "(0,6, 0,8)", "part the two by “;”"),
        ("vector", "(1, 2) - 3", "Two numbers are asked for"),
        ("vector", "(1, )", "formula is empty"),
        ("number", "1" * 1001, "1001 characters"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_mend(kind, typed, said):
    with pytest.raises(Unreadable, match=said.replace("(", r"\(")):
        read(kind, typed)
    assert judge(ITEMS[kind], typed).verdict == "unreadable"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("formula", "x (2 sin(x) + x cos x)"),
        ("formula", "f_x = x^2 cos(x) + 2 sin(x) x"),
        ("number", "2/3"),
        ("number", "0.67"),
        ("vector", "(3, -4)/5"),
        ("direction", "(-5, 10)"),
        ("direction", "(0.5, -1)"),
        ("angle", "-45°"),
        ("angle", "135"),
        ("angle", "675°"),
    ],
)
def test_every_way_to_write_a_right_answer_is_right(kind, typed):
    assert judge(ITEMS[kind], typed).verdict == "right"


@pytest.mark.parametrize(
    ("kind", "typed", "name"),
    [
        ("formula", "2 cos(x) x", "product rule missed"),
        ("number", "-0.67", "sign"),
        ("vector", "(3, -4)", "not normalised"),
        ("direction", "(-4, -2)", "along"),
        ("angle", "2.36", "radians"),
    ],
)
def test_a_known_mistake_is_named(kind, typed, name):
    found = judge(ITEMS[kind], typed)
    assert (found.verdict, found.slip) == ("wrong", name)
    assert found.words == ITEMS[kind].slips[0].words


def test_a_term_too_many_is_not_called_close_where_the_others_are_great():
    item = Item("What is it?", "formula", (read("formula", "-16x^3 y^2"),), (), ())
    assert judge(item, "-16x^3 y^2 - 2").verdict == "wrong"
    assert judge(item, "-16.1x^3 y^2").verdict == "close"


@pytest.mark.parametrize("seed", range(4))
def test_a_term_without_the_letter_that_was_differentiated_all_the_same_is_named(seed):
    """The first family of lesson 01, on -4 x^4 y^2 - 2 y by x, or with the letters in each other's place."""
    item = _of_polynomial(np.random.default_rng(seed), {(4, 2): -4, (0, 1): -2})
    one, other = ("x", "y") if "Differentiate by $x$" in item.question else ("y", "x")
    found = judge(item, f"-16{one}^3 {other}^2 - 2")
    assert found.slip == "the constant term differentiated"
    assert f"was differentiated by ${other}$" in found.words
    assert judge(item, f"-16{one}^3 {other}^2").verdict == "right"


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("number", "0.65", "about 2 % off"),
        ("vector", "(0.59, -0.8)", "about 1 % off"),
        ("angle", "137", "about 2° off"),
        ("direction", "(1, -1.95)", "about 1° off"),
        ("formula", "2x sin(x) + 1.01x^2 cos(x)", "a few per cent"),
        ("formula", "2 sqrt(x)^2 sin(x) + x^2 cos(x)", "at some points it has none"),
    ],
)
def test_what_is_close_is_said_to_be_and_how_close(kind, typed, said):
    found = judge(ITEMS[kind], typed)
    assert found.verdict == "close"
    assert said in found.words


@pytest.mark.parametrize(
    ("kind", "typed"), [("number", "7"), ("vector", "(0, 0)"), ("direction", "(0, 0)"), ("angle", "90")]
)
def test_what_is_neither_is_wrong_without_a_name(kind, typed):
    found = judge(ITEMS[kind], typed)
    assert (found.verdict, found.slip) == ("wrong", "")


SIGNS = st.text(alphabet='xy0123456789.,;()[]{}+-*/^=√°πe |sincoqrtadTpn≈′"\n$<>', max_size=30)


@given(kind=st.sampled_from([*ITEMS]), typed=st.text(max_size=40) | SIGNS)
@example("number", "9^9^9^9")
@example("number", "9^(9^(9^9))")
@example("vector", "(" * 400)
@example("formula", "e^(e^(e^(99x)))")
@example("vector", "(1e999, 1)")
@example("vector", "(1e308, 1e308) * 1e308")
@example("angle", "1e308")
def test_nothing_that_can_be_typed_raises(kind, typed):
    assert judge(ITEMS[kind], typed).words or judge(ITEMS[kind], typed).verdict == "right"


def test_a_family_whose_mistakes_look_like_answers_is_refused():
    def hopeless(rng):
        return Item("?", "number", (1.0,), (Slip("sign", "The sign.", (1.001,)),), ())

    with pytest.raises(RuntimeError, match="hopeless of lesson 99"):
        Drill("99", "None", (hopeless,)).item(0, np.random.default_rng(0))


@pytest.fixture
def practice():
    """A drill in which the answer is the number of right answers so far, and then a number of the generator."""

    def level(number):
        def family(rng):
            return Item("?", "number", (10.0 * number + int(rng.integers(5)),), (), ("So it is.",))

        return family

    done = []
    found = Practice(
        Drill("99", "Numbers", tuple(map(level, range(5)))), np.random.default_rng(1), lambda: done.append(1)
    )
    found.noted = done
    return found


def right(practice):
    return practice.answer(str(practice.item.answers[0]))


def test_five_right_in_a_row_are_enough_and_items_grow_harder(practice):
    levels = []
    for _ in range(IN_A_ROW):
        levels.append(practice.item.answers[0] // 10)
        assert not practice.done
        assert right(practice).verdict == "right"
        practice.another()
    assert levels == [0, 1, 2, 3, 4]
    assert practice.done
    right(practice)
    assert practice.noted == [1]


def test_a_wrong_answer_breaks_the_row_and_its_item_counts_no_more(practice):
    right(practice)
    practice.another()
    assert practice.answer("-7").verdict == "wrong"
    assert practice.row == 0
    assert right(practice).verdict == "right"
    assert practice.row == 0
    practice.another()
    right(practice)
    assert practice.row == 1


def test_what_is_close_or_unreadable_breaks_no_row(practice):
    right(practice)
    practice.another()
    assert practice.answer("?").verdict == "unreadable"
    assert practice.tries == 0
    assert practice.answer(str(practice.item.answers[0] * 1.01)).verdict == "close"
    right(practice)
    assert practice.row == 2


def test_after_three_tries_an_item_is_over(practice):
    for tries in range(TRIES):
        assert not practice.over, tries
        practice.answer("-7")
    assert practice.over
    with pytest.raises(ValueError, match="take another"):
        practice.answer("-7")
    practice.another()
    assert not practice.over


def test_the_first_item_is_always_the_same_and_the_next_are_not(practice):
    one, other = (Practice(practice.drill) for _ in range(2))
    assert one.item == other.item
    seen = set()
    for _ in range(20):
        one.another()
        seen.add(one.item.answers)
    assert len(seen) > 1
