"""From what somebody types into a drill to a value: a formula, a number, an angle in degrees or two numbers."""

import re
from typing import Any

import numpy as np

from gradcalc.formulas.parser import parse
from gradcalc.formulas.refusal import FormulaError
from gradcalc.formulas.tree import MAX_LENGTH, depends_on
from gradcalc.questions.drills.terms import value

LETTERED = "{}, but the answer is a number: put the numbers of the point in place of x and y."
NO_VALUE = "“{}” has no value: is something divided by 0, or a root taken of a negative number?"
ONE_NUMBER = "“{}” are several numbers: one is asked for. A decimal comma is fine, as in 2,5."
TWO_NUMBERS = "Two numbers are asked for, such as (1, -2.5). Write decimals with a point, or part the two by “;”."
RADIANS = "The angle is asked for in degrees, such as 30°: a full turn is 360°."

# Behind a sign of equality stands the answer; what is in front is its name, or how it was found.
EQUALITY = re.compile(r".*[=≈]", re.DOTALL)
DEGREES = re.compile(r"(?:°|º|\bdegrees?\b|(?<![a-z])deg\b\.?)\s*$", re.IGNORECASE)
IN_RADIANS = re.compile(r"(?<![a-z])rad(?:ians?)?\s*$", re.IGNORECASE)
IN_NUMPY = re.compile(r"(?:\b(?:np|numpy)\.)?\b(?:array|vector)\s*(?=\()")
NAME_IN_FRONT = re.compile(r"[a-zA-Z][a-zA-Z0-9]*\s*$")  # of a function's brackets, as in max(1, 2)
TRANSPOSED = re.compile(r"(?:\^\s*\{?\s*[T⊤]\s*\}?|[ᵀ⊤])\s*$")
POINTED = str.maketrans("⟨⟩〈〉", "()()")
OPENING, CLOSING = "([{", ")]}"


class Unreadable(ValueError):
    """What was typed is no answer of the kind that is asked for: what is wrong, and how to mend it."""


def read(kind: str, typed: str) -> Any:
    """What was typed, as a value of a kind of drill: a tree, a number, or a pair of numbers.

    Raises Unreadable, which says what is wrong in the words that were typed.

    >>> read("number", "sqrt(2)/2"), read("angle", "-45°"), read("vector", "(1, 2)/4")
    (0.7071067811865476, -45.0, (0.25, 0.5))
    """
    if len(typed) > MAX_LENGTH:
        raise Unreadable(f"Your answer has {len(typed)} characters: at most {MAX_LENGTH} are read.")
    bare = EQUALITY.sub("", typed).strip()
    if not bare:
        raise Unreadable("Nothing stands there yet: type your answer.")
    try:
        return _READ[kind](bare)
    except FormulaError as problem:
        raise Unreadable(str(problem)) from None


def _number(typed: str) -> float:
    tree = parse(typed)
    for letter in ("x", "y"):
        if depends_on(tree, letter):
            raise Unreadable(LETTERED.format(f"“{typed}” contains {letter}"))
    found = float(value(tree, 0.0, 0.0))
    if not np.isfinite(found):
        raise Unreadable(NO_VALUE.format(typed))
    return found


def _one(typed: str) -> float:
    if _separators(typed) and not re.fullmatch(r"[^,]*\d,\d[^,]*", typed):
        raise Unreadable(ONE_NUMBER.format(typed))
    return _number(typed)


def _angle(typed: str) -> float:
    if IN_RADIANS.search(typed):
        raise Unreadable(RADIANS)
    return _one(DEGREES.sub("", typed).strip())


def _pair(typed: str) -> tuple[float, float]:
    text = TRANSPOSED.sub("", IN_NUMPY.sub("", typed.translate(POINTED)).strip()).strip()
    places = _separators(text)
    if len(places) != 1:
        raise Unreadable(TWO_NUMBERS)
    start, end = _brackets_around(text, places[0])
    one, two = text[start + 1 : places[0]], text[places[0] + 1 : end]
    # A factor may stand in front of the brackets or behind: (1, 2)/sqrt(5) is read as (1)/sqrt(5) times the pair.
    front, behind = text[: max(start, 0)].strip(), text[end + 1 :].strip()
    factor = _factor(front, behind) if front or behind else 1.0
    first, second = factor * _number(one.strip()), factor * _number(two.strip())
    if not np.isfinite([first, second]).all():
        raise Unreadable(NO_VALUE.format(typed))
    return first, second


def _factor(front: str, behind: str) -> float:
    """What a pair is multiplied by, from what stands around its brackets."""
    if front and front[-1] not in "+-−*·×/÷([{":  # 1/√5 (1, 2): nothing is divided by a pair
        front = f"({front})*"
    once, twice = (_number(f"{front}({n}){behind}") for n in (1, 2))
    if abs(twice - 2 * once) > 1e-9 * abs(once):  # as in (1, 2) - 3
        raise Unreadable(TWO_NUMBERS)
    return once


def _separators(text: str) -> list[int]:
    """Where a list of numbers is parted: at each “;”, or at each comma that is in no function's brackets."""
    if semicolons := [i for i, sign in enumerate(text) if sign == ";"]:
        return semicolons
    found, inside = [], []
    for i, sign in enumerate(text):
        if sign in OPENING:
            inside.append(bool(NAME_IN_FRONT.search(text[:i])))
        elif sign in CLOSING and inside:
            inside.pop()
        elif sign == "," and not any(inside):
            found.append(i)
    return found


def _brackets_around(text: str, place: int) -> tuple[int, int]:
    """The pair of brackets around a place; before and behind the text where there is none."""
    start = depth = 0
    for start in range(place - 1, -2, -1):
        if start < 0 or (text[start] in OPENING and depth == 0):
            break
        depth += (text[start] in CLOSING) - (text[start] in OPENING)
    depth = 0
    for end in range(place + 1, len(text)):
        if text[end] in CLOSING and depth == 0:
            return start, end
        depth += (text[end] in OPENING) - (text[end] in CLOSING)
    return start, len(text)


_READ = {"formula": parse, "number": _one, "angle": _angle, "vector": _pair, "direction": _pair}
