"""Messages from inside are forged until they are read: of any bytes comes something that every judge can judge."""

import contextlib
import json
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.cards.report import came_back
from gradcalc.grading.running import reading
from gradcalc.grading.running.inside.answering import _ended, _plain
from gradcalc.grading.running.reading import Ended, read_ended, read_part, read_raised, read_reply
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.judging import judge
from gradcalc.questions.replies import LARGEST_ARRAY, LONGEST_TEXT, Reply, read

NUMBER, SEED = 7, 20_261
OUTCOMES = ("value", "raised", "unsendable")
CASES = {name: exercise.cases(SEED) for name, exercise in EXERCISES.items()}


def is_closed(reply: Reply) -> bool:
    """Whether the reply is of the closed type, asked in other words than the type itself asks."""
    if reply.outcome not in OUTCOMES or not all(type(t) is str for t in (reply.name, reply.message, reply.printed)):
        return False
    if reply.outcome != "value":
        return reply.value is None
    if isinstance(reply.value, str):
        return len(reply.value) <= LONGEST_TEXT
    return reply.value.dtype.str[1:] in ("f8", "c16") and reply.value.size <= LARGEST_ARRAY


# Honest messages, and what takes the place of a part of one.
HONEST = [
    _plain(read(value), "printed, [so] {it} goes")
    for value in (1.5, [1, 2.5, np.nan], [[1j, 2], [3, -np.inf]], np.zeros((0, 3)), "a text", ..., {1}, None)
] + [_plain(Reply("raised", name="ValueError", message="no"), "")]
SCRAPS = (
    st.none() | st.booleans() | st.integers() | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=5)
    | st.sampled_from([10**18, -1, 10**400, 10**4000, "nan", "inf", "-inf", "NaN", [0, 10**18], [2**32, 2**32], [[]],
                       [10**9] * 40, [1] * 33, [True], {}, {"value": 1}, *OUTCOMES, "timeout", "f", "c", "O"])
)  # fmt: skip
VALUES = st.recursive(
    SCRAPS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)


@st.composite
def mutated(draw) -> bytes:
    """An honest message in which parts are left out, replaced, nested, exchanged, or there twice."""
    plain = {"number": NUMBER} | draw(st.sampled_from(HONEST))
    pairs = list(json.loads(json.dumps(plain)).items())
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(pairs) - 1))
        key, value = pairs[at]
        how = draw(st.sampled_from(["leave out", "replace", "nest", "twice", "rename", "exchange", "within"]))
        if how == "leave out" and len(pairs) > 1:
            del pairs[at]
        elif how == "replace":
            pairs[at] = key, draw(VALUES)
        elif how == "nest":
            pairs[at] = key, draw(st.sampled_from([[value], {key: value}, [[value, value]]]))
        elif how == "twice":
            pairs.append((key, draw(VALUES)))
        elif how == "rename":
            pairs[at] = draw(st.sampled_from(["text", "numbers", "shape", "dtype", "name", "outcome", "x"])), value
        elif how == "exchange":
            other = draw(st.integers(0, len(pairs) - 1))
            pairs[at], pairs[other] = (key, pairs[other][1]), (pairs[other][0], value)
        elif isinstance(value, list) and value:
            value[draw(st.integers(0, len(value) - 1))] = draw(VALUES)
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:  # by hand: a key may be there twice
        text = "{" + ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in pairs) + "}"
    finally:
        sys.set_int_max_str_digits(before)
    content = text.encode()
    return content[: draw(st.integers(0, len(content)))] if draw(st.integers(0, 9)) == 9 else content


JSON_LIKE = st.text(alphabet='{}[]":,0123456789.eE-ainfvlumesd', max_size=80).map(str.encode)
BYTES = st.binary(max_size=60) | JSON_LIKE | VALUES.map(lambda value: json.dumps(value).encode())


@given(BYTES | mutated())
@settings(max_examples=1000)
def test_any_bytes_are_a_reply_of_the_closed_type_or_none(content):
    reply = read_reply(content, NUMBER)
    assert reply is None or is_closed(reply)


@given(mutated(), st.sampled_from(sorted(EXERCISES)))
@settings(max_examples=400, deadline=None)
def test_every_reply_that_can_come_is_judged_and_put_into_words(content, name):
    reply = read_reply(content, NUMBER) or reading.NOT_READABLE
    in_words(name, reply)


SHAPES = [(), (0,), (1,), (2,), (3,), (0, 100_000), (100_000, 0), (2, 2), (1, 2), (2, 1), (5, 5), (1,) * 32, (200, 2)]


def any_numbers(shape: tuple[int, ...], kind: str, fill: float) -> Reply:
    told = {"outcome": "value", "dtype": kind, "shape": shape}
    told["numbers"] = [str(fill) if fill - fill else fill] * (int(np.prod(shape)) * (1 + (kind == "c")))
    return read_reply(json.dumps({"number": NUMBER} | told).encode(), NUMBER)


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_every_array_and_every_error_is_judged_for_every_exercise(name):
    fills = (0.0, 1.0, -1e308, float("nan"), float("inf"))
    replies = [any_numbers(shape, kind, fill) for shape in SHAPES for kind in "fc" for fill in fills]
    assert all(reply.outcome == "value" for reply in replies)
    inputs = [value for case in CASES[name] for value in case.inputs if isinstance(value, np.ndarray)]
    replies += [any_numbers(shape, "f", 1.0) for shape in {value.shape for value in inputs}]
    replies += [read_reply(json.dumps({"number": NUMBER} | plain).encode(), NUMBER) for plain in HONEST]
    replies += [Reply("value", text) for text in ("", "c", "x" * LONGEST_TEXT)]
    for reply in replies:
        in_words(name, reply)


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_what_nearly_is_right_is_judged_when_it_has_another_form(name):
    """The right answer and those of known mistakes with another shape, type or number in them."""
    for case in CASES[name]:
        exact = case.answer.exact(*case.inputs)
        if isinstance(exact, float | np.ndarray):
            got = np.asarray(exact, dtype=float)
            for other in (got, got + 0j, got[None], got.reshape(-1), np.where(True, np.nan, got), got * 1e300):
                in_words(name, Reply("value", np.array(other, order="C")))


def in_words(name: str, reply: Reply) -> None:
    """Judge an exercise of which each case, and then only the first, has this reply."""
    exercise, cases = EXERCISES[name], CASES[name]
    for replies in ([reply] * len(cases), [reply, *[None] * (len(cases) - 1)]):
        with np.errstate(all="ignore"):
            verdicts = judge(exercise, cases, replies)
        assert len(verdicts) == sum(len(answer.strata) for answer in exercise.answers)
        for verdict in verdicts:
            if verdict.mark == "wrong":
                came_back(verdict.answer, verdict.reply, 1.0)


NO_VALUES = [
    None, 1, True, b"a", [1.0], np.float64(1), np.array([1]), np.array([1.0], ">f8"),
    np.array([1.0], np.float32), np.array(["a"]), np.array([1.0], object),
]  # fmt: skip


@pytest.mark.parametrize("value", NO_VALUES, ids=repr)
def test_a_reply_with_a_value_of_another_kind_cannot_be_made(value):
    with pytest.raises(TypeError, match="cannot hold"):
        Reply("value", value)
    with pytest.raises(TypeError, match="cannot hold"):
        replace(Reply("timeout"), value="text")


def test_a_reply_without_numbers_is_refused():
    assert read_reply(b'{"number": 7, "outcome": "value"}', NUMBER) is reading.NOT_READABLE


@given(BYTES | mutated())
def test_any_bytes_say_how_a_cell_ended(content):
    ended = read_ended(content, NUMBER)
    assert ended is None or (type(ended.error) is type(ended.message) is str and len(ended.message) <= LONGEST_TEXT)


class Own(KeyError):
    """An error of a notebook."""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (None, Ended()),
        (ValueError("no"), Ended("ValueError", "no")),
        (KeyboardInterrupt(), Ended("KeyboardInterrupt")),
        (Own("\ud800"), Ended("KeyError", r"'\ud800'")),
    ],
)
def test_how_a_cell_ended_is_told_as_it_was(error, told):
    content = json.dumps({"number": NUMBER} | _ended(error)).encode()
    assert read_ended(content, NUMBER) == told
    assert read_ended(content, NUMBER + 1) is None


def test_what_came_of_an_answer_does_not_say_how_a_cell_ended_and_the_other_way_round():
    of_answer, of_cell = ({"number": NUMBER} | plain for plain in (HONEST[0], _ended(ValueError("no"))))
    assert read_ended(json.dumps(of_answer).encode(), NUMBER) == Ended()
    assert read_reply(json.dumps(of_cell).encode(), NUMBER) is reading.NOT_READABLE


@given(VALUES, VALUES)
def test_any_error_of_a_kernel_is_read(name, message):
    ended = read_raised(name, message)
    assert type(ended.error) is type(ended.message) is str
    assert ended.error


@given(BYTES)
def test_a_part_of_a_message_of_a_kernel_is_an_object_or_a_value_error(content):
    with contextlib.suppress(ValueError):
        assert type(read_part(memoryview(content))) is dict
