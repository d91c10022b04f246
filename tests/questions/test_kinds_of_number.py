"""What an answer may return: numbers of every kind become plain numbers where it was called, all else is named."""

import array
import decimal
import enum
import fractions

import numpy as np
import pytest

from gradcalc.grading.running.inside.wire import pack, unpack
from gradcalc.questions.calling import reply_of
from gradcalc.questions.judging import judge
from gradcalc.questions.model import Answer, Exercise, Stratum
from gradcalc.questions.replies import read

try:  # a peer that is measured elsewhere: without it the class Held below stands for it
    import jax
except ImportError:
    jax = None


class Held:
    """An array of another library: known by `__array__` alone."""

    def __init__(self, given, requires_grad=False):
        self.given, self.requires_grad = given, requires_grad

    def __array__(self, dtype=None, copy=None):
        if self.requires_grad:
            raise RuntimeError(
                "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
            )
        return self.given

    def detach(self):
        return Held(self.given)


class Tensor(Held):
    """As that of PyTorch."""


WITH_GRADIENT = Tensor(np.array(0.5), True)


class Boom(Held):
    """Its array cannot be had."""

    def __array__(self, dtype=None, copy=None):
        raise TypeError("can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() first.")


class Series(np.ndarray):
    """As those of the libraries that derive from NumPy's."""


NUMBERS = {
    "Fraction": (fractions.Fraction(1, 2), 0.5),
    "a large Fraction": (fractions.Fraction(10**400, 2 * 10**400), 0.5),
    "Decimal": (decimal.Decimal("0.5"), 0.5),
    "Decimal that is no number": (decimal.Decimal("nan"), np.nan),
    "Decimal without end": (decimal.Decimal("-inf"), -np.inf),
    "list of Fractions": ([fractions.Fraction(1, 2), 1], [0.5, 1]),
    "Decimals and floats": ((decimal.Decimal("0.5"), 0.25), [0.5, 0.25]),
    "array of Fractions": (np.array([fractions.Fraction(1, 2), fractions.Fraction(1, 4)]), [0.5, 0.25]),
    "float16": (np.float16(0.5), 0.5),
    "float32": (np.float32(0.5), 0.5),
    "longdouble": (np.longdouble(0.5), 0.5),
    "uint8": (np.uint8(200), 200),
    "0-d array": (np.array(0.5), 0.5),
    "0-d array of integers": (np.array(3), 3),
    "list of 0-d arrays": ([np.array(0.5), np.float32(0.25)], [0.5, 0.25]),
    "matrix": (np.asmatrix([[1.0, 2.0]]), [[1, 2]]),
    "a class derived from ndarray": (np.arange(3.0).view(Series), [0, 1, 2]),
    "masked array without a mask": (np.ma.array([1.0, 2.0]), [1, 2]),
    "array.array": (array.array("d", [0.5, 0.25]), [0.5, 0.25]),
    "view of the memory of numbers": (memoryview(array.array("d", [0.5, 0.25])), [0.5, 0.25]),
    "range": (range(1, 4), [1, 2, 3]),
    "list of ranges": ([range(2), (2, 3)], [[0, 1], [2, 3]]),
    "array-like": (Held(np.array([0.5, 0.25])), [0.5, 0.25]),
    "array-like of integers": (Held(np.array([[1, 2]], dtype=np.int16)), [[1, 2]]),
    "0-d array-like": (Held(np.array(0.5)), 0.5),
    "list of array-likes": ([Held(np.array(0.5)), Held(np.array(0.25))], [0.5, 0.25]),
    "tensor without a gradient": (Tensor(np.array([0.5], dtype=np.float32)), [0.5]),
}
OF_JAX = (
    {}
    if jax is None
    else {
        "JAX array": (jax.numpy.array([0.5, 0.25]), [0.5, 0.25]),
        "JAX number": (jax.numpy.array(0.5), 0.5),
        "list of JAX numbers": ([jax.numpy.array(0.5), jax.numpy.array(0.25)], [0.5, 0.25]),
        "JAX integers": (jax.numpy.arange(3), [0, 1, 2]),
        "JAX bfloat16": (jax.numpy.array([0.5, 1.5], dtype=jax.numpy.bfloat16), [0.5, 1.5]),
    }
)


NUMBERS |= OF_JAX


@pytest.mark.parametrize(("given", "wanted"), NUMBERS.values(), ids=NUMBERS)
def test_every_kind_of_number_becomes_a_plain_one(given, wanted):
    reply = read(given)
    assert reply.outcome == "value", reply.name
    assert reply.value.dtype == float
    np.testing.assert_array_equal(reply.value, np.array(wanted, dtype=float))


class Level(enum.IntEnum):
    """It is no number to compute with."""

    LOW = 1


OTHERS = {
    "bool": (True, "bool"),
    "NumPy's bool": (np.bool_(True), "bool"),
    "array of bool": (np.array([True]), "array of bool"),
    "array-like of bool": (Held(np.array([True])), "Held of bool"),
    "list of bool": ([True, False], "holds a bool"),
    "array-like of text": (Held(np.array(["0.5"])), "Held of <U3"),
    "array of text": (np.array(["0.5"]), "array of <U3"),
    "array-like of objects": (Held(np.array([object()])), "Held of object"),
    "array-like of dates": (Held(np.array(["2026-01-01"], dtype="M8[D]")), "Held of datetime64[D]"),
    "array-like that gives a list": (Held([0.5]), "Held"),
    "array-like without an array": (Boom(None), "Boom"),
    "array of records": (np.zeros(2, dtype=[("x", float)]), "array of"),
    "masked array": (np.ma.array([1.0, 2.0], mask=[True, False]), "masked"),
    "IntEnum": (Level.LOW, "Level"),
    "array-like that is too large": (Held(np.zeros(100_001)), "more than 100000"),
    "view of the memory of text": (memoryview(b"0.5").cast("c"), "memoryview"),
    "range that is too large": (range(10**12), "more than 100000"),
    "a class, not one of it": (Held, "type"),
    "list that holds a text": (["0.5"], "holds a str"),
    "Fraction too large for a float": (fractions.Fraction(10**400), "too large"),
    "signalling Decimal": (decimal.Decimal("sNaN"), "Decimal"),
}


@pytest.mark.parametrize(("given", "name"), OTHERS.values(), ids=OTHERS)
def test_text_bool_and_objects_are_no_numbers(given, name):
    reply = read(given)
    assert reply.outcome == "unsendable"
    assert name in reply.name


def hint(given) -> str:
    """What is said of an answer that returns this, where 0.5 is right."""
    answer = Answer("half", "function", "one number", lambda: 0.5, (Stratum("any", 1),), arguments="")
    exercise = Exercise("03.half", "Half", (answer,))
    cases = exercise.cases(1)
    (verdict,) = judge(exercise, cases, [reply_of("function", lambda: given, ()) for _ in cases])
    return verdict.mark if verdict.mark == "right" else verdict.hint


@pytest.mark.parametrize(
    "given",
    [fractions.Fraction(1, 2), decimal.Decimal("0.5"), Held(np.array(0.5))],
    ids=lambda given: type(given).__name__,
)
def test_the_right_number_is_right_whatever_its_kind(given):
    assert hint(given) == "right"


@pytest.mark.parametrize(
    "given", [Tensor(np.array(0.5), True), [Tensor(np.array(0.5), True)]], ids=["alone", "in a list"]
)
def test_a_tensor_with_a_gradient_is_told_to_take_detach(given):
    assert "take .detach()" in hint(given).lower()
    assert hint(WITH_GRADIENT.detach()) == "right"


def test_a_value_that_raises_when_it_is_read_is_a_reply_as_well():
    reply = reply_of("value", Boom(None), ())
    assert reply.outcome == "unsendable"


@pytest.mark.parametrize("given", ["Fraction", "0-d array-like", "array-like", *OF_JAX])
def test_the_functions_that_an_answer_gets_take_them_too(given):
    value, wanted = NUMBERS[given]
    np.testing.assert_array_equal(unpack(pack((value,)))[0], wanted)


@pytest.mark.parametrize(
    "given",
    [{1: 2}, object(), decimal.Decimal(1), Boom(None), Held(np.array(["x"]))],
    ids=lambda given: type(given).__name__,
)
def test_what_they_do_not_take_they_refuse_with_a_sentence(given):
    with pytest.raises(TypeError, match="takes numbers and arrays of numbers"):
        pack((given,))
