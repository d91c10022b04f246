"""Items of the lessons' drills, by the thousand: complex steps and SymPy say whether what they say is so.

Nothing of an item is taken for granted but its question: the formula, the point and the direction are read out of its
words, and the answer is worked out from them in another way.
"""

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.formulas.parser import parse
from gradcalc.formulas.writing import text
from gradcalc.lessons.drills import DRILLS
from gradcalc.questions.drills.drill import APART, IN_A_ROW, Drill, Item
from gradcalc.questions.drills.errors import error
from gradcalc.questions.drills.judging import judge
from gradcalc.questions.drills.terms import value

FAMILIES = [(drill, row) for drill in DRILLS.values() for row in range(IN_A_ROW)]
each_family = pytest.mark.parametrize(
    ("drill", "row"), FAMILIES, ids=[f"{drill.lesson} {drill.families[row].__name__}" for drill, row in FAMILIES]
)
POINTS = np.random.default_rng(5).uniform(-2, 2, (2, 8))
KNOWN = {"sin": np.sin, "cos": np.cos, "exp": np.exp}

# One example of hypothesis is so many items: to begin one costs more than an item does.
AT_ONCE = 20
seeds = st.integers(0, 2**63)


def made(drill: Drill, row: int, seed: int, number: int = AT_ONCE) -> Iterator[Item]:
    rng = np.random.default_rng(seed)
    return (drill.item(row, rng) for _ in range(number))


def typed(item: Item, value) -> str:
    """A value as a reader would type it."""
    return text(value) if item.kind == "formula" else f"({value[0]}, {value[1]})" if np.ndim(value) else str(value)


def function_in(question: str) -> Callable:
    """The function of a question, of complex numbers as well, from its LaTeX."""
    latex = re.search(r"f\(x, y\) = (.*?)\$", question)[1]
    plain = re.sub(r"\^\{(\d)\}", r"**\1", latex.replace(r"\left", "").replace(r"\right", "").replace(r"\,", "*"))
    plain = re.sub(r"e\^\{([^{}]*)\}", r"exp(\1)", plain).replace("\\", "")
    return eval(f"lambda x, y: {plain}", KNOWN)


def slopes(f: Callable, x, y) -> np.ndarray:
    """The gradient by complex steps."""
    return np.array([f(x + 1e-30j, y + 0j).imag, f(x + 0j, y + 1e-30j).imag]) / 1e-30


def numbers_in(question: str, before: str) -> np.ndarray:
    """The numbers of the pair, or the one number, that stands behind some words."""
    found = re.match(r"[ $=(]*(-?[\d.]+)(?:, (-?[\d.]+)\))?", question[question.index(before) + len(before) :])
    return np.array([float(number) for number in found.groups() if number])


def gradient(question: str, before: str) -> np.ndarray:
    """The gradient that a question gives, or the one of its formula at the point behind some words."""
    if told := re.search(r"the gradient is \$(?:\\nabla f = )?", question):
        return numbers_in(question, told[0])
    return slopes(function_in(question), *numbers_in(question, before))


def answers(question: str) -> list[np.ndarray]:
    """The right answers to a question, from its words alone; of a formula its values at POINTS."""
    if by := re.search(r"Differentiate by \$(.)\$", question):
        return [slopes(function_in(question), *POINTS)["xy".index(by[1])]]
    if "How steep" in question:
        if "along the angle" in question:
            angle = np.radians(numbers_in(question, "along the angle $"))
            v = np.concatenate([np.cos(angle), np.sin(angle)])
        else:
            v = numbers_in(question, re.search(r"\\mathbf\{[uv]\} = ", question)[0])
        return [gradient(question, "How steep is it at $") @ v / np.sqrt(v @ v)]
    if "level curve" in question or "slope zero" in question:
        # A quarter turn to the right is a product with -i.
        level = complex(*gradient(question, "through $")) * -1j
        if "Which angle" in question or "which angle" in question:
            return [np.angle(level, deg=True), np.angle(-level, deg=True)]
        return [np.array([level.real, level.imag]) / abs(level)]
    start, (rate,) = numbers_in(question, r"\mathbf{x}_{0} = "), numbers_in(question, r"\eta = ")
    there = start - rate * gradient(question, r"\mathbf{x}_{0} = ")
    return [function_in(question)(*there) if "How high" in question else there]


def differs(item: Item, ours, theirs) -> float:
    """How far a value of an item is from one that was worked out."""
    if item.kind == "formula":
        return np.abs(value(ours, *POINTS) - theirs).max() / (1 + np.abs(theirs).max())
    if item.kind == "angle":
        return abs((ours - theirs + 180) % 360 - 180)
    if item.kind == "direction":
        return abs(ours[0] * theirs[1] - ours[1] * theirs[0]) / np.hypot(*ours)
    return np.abs(np.subtract(ours, theirs)).max()


def agree_on(item: Item) -> None:
    """The answers are those that the question has, and each known mistake is apart from them."""
    for theirs in answers(item.question):
        assert min(differs(item, ours, theirs) for ours in item.answers) < 1e-9, item
    for slip in item.slips:
        for wrong in slip.values:
            assert min(error(item.kind, wrong, right) for right in item.answers) > APART, (item, slip)


@each_family
@settings(max_examples=3)
@given(seed=seeds)
def test_an_item_states_the_answer_to_its_question_and_no_mistake_looks_like_it(drill, row, seed):
    for item in made(drill, row, seed):
        agree_on(item)


@pytest.mark.thorough
@each_family
@settings(max_examples=500 // AT_ONCE)
@given(seed=seeds)
def test_the_same_of_ten_thousand_items(drill, row, seed):
    """500 items of each of the 20 families."""
    for item in made(drill, row, seed):
        agree_on(item)


def forms_of(item: Item) -> list[str]:
    """Other ways to write the answer of an item."""
    answer = item.answers[0]
    if item.kind == "formula":
        expression = sympy.sympify(text(answer).replace("^", "**"))
        changes = (sympy.expand, sympy.factor, sympy.simplify)
        return [str(change(expression)).replace("**", "^") for change in changes]
    forms = [typed(item, np.round(answer, 2).tolist())]
    if item.kind in ("number", "vector"):
        exact = [str(sympy.nsimplify(part, tolerance=1e-9)).replace("**", "^") for part in np.atleast_1d(answer)]
        forms.append(exact[0] if item.kind == "number" else f"[{exact[0]}; {exact[1]}]")
    if item.kind == "angle":
        forms += [f"{answer - 360}°", f"{item.answers[-1]:.0f} degrees"]
    if item.kind == "direction":
        forms += [f"-3 * {typed(item, answer)}", f"{typed(item, answer)}/sqrt(7)"]
    return forms


@each_family
@settings(max_examples=2)
@given(seed=seeds)
def test_every_form_of_the_answer_is_right_and_every_known_mistake_is_named(drill, row, seed):
    for item in made(drill, row, seed, 2):
        for form in [typed(item, item.answers[-1]), *forms_of(item)]:
            assert judge(item, form).verdict == "right", (item, form)
        for slip in item.slips:
            for wrong in slip.values:
                found = judge(item, typed(item, wrong))
                named = next(other for other in item.slips if other.name == found.slip)
                assert found.verdict == "wrong"
                # Another one is named only where both give the same, and its words are then as true.
                assert named is slip or min(error(item.kind, wrong, other) for other in named.values) <= 1


@each_family
@settings(max_examples=2)
@given(seed=seeds)
def test_every_item_says_in_whole_sentences_what_it_asks_and_how_it_is_done(drill, row, seed):
    for item in made(drill, row, seed):
        for words in (item.question, *item.steps, *(slip.words for slip in item.slips)):
            assert words.count("$") % 2 == 0
            assert words[-1] in ".?"
            assert not re.search(r"\+ -|- -|nan|inf|\{letter|\{other", words), words
        assert len({slip.name for slip in item.slips}) == len(item.slips)


def test_what_is_typed_of_a_formula_is_the_formula():
    for row in range(IN_A_ROW):
        (answer,) = next(made(DRILLS["01"], row, 7)).answers
        assert parse(text(answer)) == answer


def test_every_drill_has_a_family_for_each_answer_of_a_row():
    assert all(len(drill.families) == IN_A_ROW for drill in DRILLS.values())
    assert all(lesson == drill.lesson for lesson, drill in DRILLS.items())
