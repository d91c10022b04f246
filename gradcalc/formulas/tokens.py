"""From typed text to tokens: numbers, names, signs, each with its place in what was typed."""

import re
from typing import NamedTuple

from gradcalc.formulas.characters import RAISED, plain
from gradcalc.formulas.refusal import FormulaError
from gradcalc.formulas.tree import ARGUMENTS, known

HELP = "Use x, y, numbers, + - * / ^, pi, e and functions such as sin, cos, exp, ln, sqrt and abs."
NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
DECIMAL_COMMA = re.compile(r"[0-9]+(?:,[0-9]+)+(?:[eE][+-]?[0-9]+)?")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
NAME = re.compile(r"[a-zA-Z]+")
NAME_WITH_DIGITS = re.compile(r"[a-zA-Z]+[0-9]+")
OPENING, CLOSING = "([{", ")]}"


class Token(NamedTuple):
    """A piece of a formula: its kind, what it says, and from which character to which."""

    kind: str  # number, name, unknown, raised, foreign, end, or the sign itself
    text: str
    start: int
    end: int


def tokens(typed: str) -> list[Token]:
    """The tokens of a text, the last one of kind "end". Raises FormulaError at what no formula contains.

    >>> [token.text for token in tokens("2x²")]
    ['2', 'x', '2', '']
    """
    # One character for each that was typed, so that places stay what they are.
    text = "".join(plain(character) for character in typed)
    found: list[Token] = []
    brackets: list[bool] = []  # whether a comma may part two arguments there
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        token, *more = _token(text, at, brackets[-1] if brackets else False)
        if token.kind == "foreign":
            raise FormulaError(f"A formula cannot contain “{typed[at]}”. {HELP}", at, at + 1)
        if token.kind in OPENING:
            before = found[-1] if found else None
            brackets.append(before is not None and before.kind == "name" and ARGUMENTS.get(before.text, 0) > 1)
        elif token.kind in CLOSING and brackets:
            brackets.pop()
        found += [token, *more]
        at = found[-1].end
    return [*found, Token("end", "", len(typed), len(typed))]


def _token(text: str, at: int, arguments: bool) -> list[Token]:
    """The token that begins at a place, and the others that come with it."""
    sign = text[at]
    if not arguments and (comma := DECIMAL_COMMA.match(text, at)):
        return [_decimal_comma(comma[0].lower(), at)]
    if number := NUMBER.match(text, at):
        return [_number(number[0].lower(), text, at)]
    if sign == "π":
        return [Token("name", "pi", at, at + 1)]
    if NAME.match(text, at):
        return _names(text, at)
    if sign in RAISED:
        end = at
        while end < len(text) and text[end] in RAISED:
            end += 1
        return [Token("raised", "".join(RAISED[c] for c in text[at:end]), at, end)]
    if text.startswith("**", at):
        return [Token("^", "**", at, at + 2)]
    if sign in "+-*/^,=|√" or sign in OPENING or sign in CLOSING:
        return [Token(sign, sign, at, at + 1)]
    return [Token("foreign", sign, at, at + 1)]


def _number(number: str, text: str, at: int) -> Token:
    end = at + len(number)
    if text[end : end + 1] == "." and end < len(text):
        raise FormulaError(f"“{text[at : end + 1]}” is no number: write one point, as in 2.5.", at, end + 1)
    return Token("number", number, at, end)


def _decimal_comma(number: str, at: int) -> Token:
    end, count = at + len(number), number.count(",")
    if THOUSANDS.fullmatch(number) and count == 1:
        what = f"“{number}” can be read in two ways: write {number.replace(',', '')} or {number.replace(',', '.')}."
        raise FormulaError(what, at, end)
    if THOUSANDS.fullmatch(number):
        raise FormulaError(f"“{number}” has commas: write {number.replace(',', '')}.", at, end)
    if count > 1:
        raise FormulaError(f"“{number}” is no number: write one point, as in 2.5.", at, end)
    return Token("number", number.replace(",", "."), at, end)


def _names(text: str, at: int) -> list[Token]:
    """A name, or the letters of a product such as xy; what is neither is for the parser to refuse."""
    digits = NAME_WITH_DIGITS.match(text, at)
    letters = NAME.match(text, at)[0]  # type: ignore[index]  # the caller has seen that there is one
    if digits and (meant := known(digits[0])):
        end = at + len(digits[0])
        if behind := NAME.match(text, end):
            name, number = letters, digits[0][len(letters) :]
            both = f"{digits[0]}({behind[0]}) or {name}({number}*{behind[0]})"
            raise FormulaError(f"“{digits[0]}{behind[0]}” can be read in two ways: write {both}.", at, behind.end())
        return [Token("name", meant, at, end)]
    if meant := known(letters):
        return [Token("name", meant, at, at + len(letters))]
    if letters in ("np", "numpy", "math") and text.startswith(".", at + len(letters)):
        end = at + len(letters) + 1
        raise FormulaError(f"A formula needs no “{letters}.” in front: write sin(x).", at, end)
    if set(letters.lower()) <= {"x", "y"}:
        return [Token("name", letter, at + i, at + i + 1) for i, letter in enumerate(letters.lower())]
    return [Token("unknown", letters, at, at + len(letters))]
