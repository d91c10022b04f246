"""An error inside an answer is told by its own words; one of the call alone is told how it is called."""

import numpy as np
import pytest

from gradcalc.cards.report import came_back
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.judging import judge
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum
from gradcalc.questions.trying import replies_to

F, G = InputFunction("quadratic", (1.0, 0.5, 1.0, 0.0, 0.0)), InputFunction("valley", ((1.0, 2.0), (0.5, 1.0)))
ROWS = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def asked(arguments, inputs, exact, mistakes=()):
    answer = Answer(
        name="mine",
        kind="function",
        arguments=arguments,
        gives="what is asked for",
        exact=lambda *inputs: exact,
        strata=(Stratum("all", 1, lambda rng: [inputs]),),
        mistakes=mistakes,
    )
    return Exercise("99.mine", "Mine", (answer,))


def verdict_on(given, arguments, inputs, exact=1.0, mistakes=()):
    exercise = asked(arguments, inputs, exact, mistakes)
    cases = exercise.cases(0)
    (verdict,) = judge(exercise, cases, replies_to(exercise, cases, [given], 60.0))
    return verdict


def filled(x, size):
    result = np.zeros(size)
    result[0] = x
    return result


def refuses(x):
    raise ValueError("no x")


@pytest.mark.parametrize(
    ("given", "arguments", "inputs", "words"),
    [
        (lambda f, x: f(x), "f, x, y", (F, 1.0, 2.0), "It is called as mine(f, x, y)."),
        (1.0, "f, x, y", (F, 1.0, 2.0), "It is called as mine(f, x, y)."),
        (lambda f, x, y: f(x), "f, x, y", (F, 1.0, 2.0), "f takes two numbers, as f(x, y)"),
        (lambda f, x: f(*x), "f, x", (G, np.ones(2)), "f takes one argument, as f(x): an array is handed over whole"),
        (lambda x: [t + 1 for t in x], "x", (1.0,), "In this call x is a single number."),
        (lambda x, y: len(y), "x, y", (1.0, 2.0), "In this call x and y are single numbers."),
        (lambda x: x - print(x), "x", (1.0,), "a function without a return gives"),
        (lambda f, x, y: f - x, "f, x, y", (F, 1.0, 2.0), "A function itself stands"),
        (lambda x: x ^ 2, "x", (1.0,), "^ is no power"),
        (lambda x: [x] / 2, "x", (1.0,), "np.array(...) makes an array"),
        (float, "x", (np.ones(3),), "It is called as"),
        (lambda x: float(x), "x", (np.ones(3),), "take one number only"),
        (lambda x: x(2), "x", (1.0,), "is a * missing"),
        (lambda x: 1 if x > 0 else 2, "x", (np.ones(3),), "np.where chooses element by element"),
        (lambda x: filled(x, 2), "x", (np.ones(3),), "room for one number"),
        (lambda x: x + np.ones(2), "x", (np.ones(3),), "shapes (3,) (2,) do not fit"),
        (lambda x: x @ x, "x", (ROWS,), "here they hold 3 and 2 numbers"),
        (lambda x: np.dot(x, x), "x", (ROWS,), "here they hold 3 and 2 numbers"),
        (lambda x: x[2], "x", (np.ones(2),), "an array of 2 has the places 0 to 1"),
        (lambda x: [x[i] for i in x], "x", (np.ones(2),), "`for i in range(len(x))`"),
        (lambda x: x[0, 1], "x", (np.ones(2),), "more indices"),
        (lambda x: x + 1e-20 * j, "x", (1.0,), "written 1j"),  # noqa: F821
        (lambda x: x / 0, "x", (1.0,), "divided by 0"),
        (refuses, "x", (1.0,), "A raise of your own refuses these inputs"),
    ],
)
def test_the_usual_cause_of_an_error_is_named(given, arguments, inputs, words):
    hint = verdict_on(given, arguments, inputs).hint
    assert words in hint
    assert words.startswith("It is called") or "It is called" not in hint


def test_the_line_of_their_own_code_is_shown_and_not_that_of_a_library():
    def mine(x):
        sizes = np.zeros(2)
        return np.concatenate([sizes, x])

    verdict = verdict_on(mine, "x", (ROWS,))
    (_, (kind, text)) = came_back(verdict.answer, verdict.reply, 5.0)
    assert kind == "code"
    assert text.endswith(": return np.concatenate([sizes, x])")
    assert f"in line {mine.__code__.co_firstlineno + 2}" in text


def test_a_mistake_explains_only_errors_of_its_own_kind_and_sizes():
    product = (Mistake("not transposed", lambda x: x @ x),)
    assert verdict_on(lambda x: x @ x, "x", (ROWS,), mistakes=product).hint == "not transposed"
    assert "here they hold 2 and 3" in verdict_on(lambda x: x.T @ x.T, "x", (ROWS,), mistakes=product).hint
    assert "do not fit" in verdict_on(lambda x: x * x.T, "x", (ROWS,), mistakes=product).hint
    refusal = (Mistake("it has an answer", refuses),)

    def refuses_in_other_words(x):
        raise ValueError("never")

    assert verdict_on(refuses_in_other_words, "x", (1.0,), mistakes=refusal).hint == "it has an answer"
    assert "np.where" in verdict_on(lambda x: 1 if x > 0 else 2, "x", (ROWS,), mistakes=refusal).hint


VECTOR, MANY = np.array([1.0, 2.0, 4.0]), np.array([[1.0, 2.0, 4.0], [3.0, 5.0, 8.0]])


@pytest.mark.parametrize(
    ("got", "exact", "words"),
    [
        ([1.0, 0.0, 0.0], VECTOR, "Only the first number is right, and the others are still 0."),
        (1.0, VECTOR, "Only the first number is there, and it is right."),
        ([0.0, 2.0, 4.0], VECTOR, "Only the first number is missing"),
        ([1.0, 2.0, 0.0], VECTOR, "Only the last number is missing"),
        (MANY[:, 0], MANY, "Only the first column is there, and it is right."),
        (MANY[:, :2], MANY, "The first columns are right"),
        ([VECTOR], VECTOR, "The numbers are right, the shape is not"),
        (MANY.T, MANY, "rows and columns are exchanged"),
        (-VECTOR, VECTOR, "Every sign is the other way round"),
        ([1.0, -2.0, 4.0], VECTOR, "Only number 2 has the other sign"),
        ([-1.0, -2.0, 4.0], VECTOR, "The sizes are right, but some signs are the other way round."),
        (MANY * [[1], [-1]], MANY, "Only row 2 has the other sign"),
        (VECTOR / 2, VECTOR, "All of it is half of what it should be"),
        (VECTOR[::-1], VECTOR, "the first stands last"),
        (VECTOR + 0.01, VECTOR, "Nearly right, but an error of 0.001 is accepted at most."),
        ([5.0, 5.0, 5.0], VECTOR, "The shape is right, the numbers are not."),
        ([], VECTOR, "It is empty"),
        (5.0, VECTOR, "Asked for: what is asked for."),
    ],
)
def test_what_numbers_have_in_common_with_the_right_ones_is_said(got, exact, words):
    assert words in verdict_on(lambda x: got, "x", (1.0,), exact).hint


def test_of_none_it_is_said_whether_something_was_printed():
    assert verdict_on(lambda x: [].append(x), "x", (1.0,)).hint.startswith("Is a return missing?")

    def prints(x):
        print(x)

    assert verdict_on(prints, "x", (1.0,)).hint.startswith("Something is printed, and nothing returned")
