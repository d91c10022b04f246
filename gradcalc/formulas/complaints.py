"""What is said where the grammar of formulas ends: what was found, where, and what to write instead."""

from typing import NoReturn

from gradcalc.formulas.reader import Factor, Reader
from gradcalc.formulas.together import mend_of_name
from gradcalc.formulas.tokens import CLOSING, OPENING, Token
from gradcalc.formulas.tree import ARGUMENTS, LETTERS, Node

COMMA = "A comma stands only between the two arguments of a function such as max(x, y): write 2.5 with a point."
EQUATION = "An equation is no formula: write what stands on one side of “=”, or both sides as a difference."


def skip_its_name(reader: Reader) -> None:
    """Pass over "z =" or "f(x, y) =" in front of a formula."""
    kinds = [token.kind for token in reader.tokens]
    if "=" not in kinds:
        return
    at = kinds.index("=")
    front = [token.text.lower() for token in reader.tokens[:at]]
    if kinds[:1] == ["unknown"] and front[1:] in ([], ["(", "x", ")"], ["(", "x", ",", "y", ")"]):
        reader.at = at + 1
    else:
        reader.refuse(EQUATION, reader.tokens[at].start, reader.tokens[at].end)


def of_what_is_left(reader: Reader) -> NoReturn:
    """What stands behind a whole formula. Raises FormulaError."""
    token = reader.next
    if token.kind == ",":
        reader.refuse(COMMA, token.start, token.end)
    if token.kind == "=":
        reader.refuse(EQUATION, token.start, token.end)
    reader.refuse(
        f"No bracket is open for “{token.text}”: write one in front, or take it away.", token.start, token.end
    )


def of_what_begins_nothing(reader: Reader) -> NoReturn:
    """Where a number, a letter or a bracket has to stand and does not. Raises FormulaError."""
    token = reader.next
    if token.kind == "unknown":
        reader.refuse(mend_of_name(token.text), token.start, token.end)
    if token.kind in ("end", *CLOSING) and reader.bars and reader.tokens[reader.at - 1] is reader.bars[-1]:
        of_open_bar(reader, reader.bars[-1])
    if token.kind == "end":
        before = reader.typed[max(0, reader.end - 20) : reader.end]
        reader.refuse(f"After “{before}” something is missing, such as x or 2.", token.start, token.end)
    if token.kind == ",":
        reader.refuse(COMMA, token.start, token.end)
    if token.kind == "=":
        reader.refuse(EQUATION, token.start, token.end)
    sign = reader.typed[token.start : token.end]
    reader.refuse(f"Before “{sign}” something is missing, such as x or 2.", token.start, token.end)


def of_what_cannot_follow(reader: Reader, before: Factor) -> None:
    """Refuse a number or another power right behind a factor."""
    token = reader.next
    if token.kind == "number":
        reader.take()
        both, one, two = reader.since(before.start), reader.typed[before.start : before.end], token.text
        if isinstance(before.node, tuple) and before.node[0] == "number":
            what = f"“{both}” can be read in two ways: write {one}{two} or {one}*{two}."
        else:
            what = f"“{both}” has a number behind a factor: write {two}*{one} or {one}^{two}."
        reader.refuse(what, before.start)
    if token.kind in ("^", "raised"):
        of_second_power(reader, before.start)


def of_second_power(reader: Reader, start: int) -> NoReturn:
    """A power of a power, whose brackets nobody can guess. Raises FormulaError."""
    reader.take()
    what = f"“{reader.since(start)}” has a power of a power: write brackets around one, as in (x^2)^3 or x^(2^3)."
    reader.refuse(what, start)


def of_power_of_what_is_bare(reader: Reader, base: Factor) -> NoReturn:
    """A power behind √x, which may belong to x alone. Raises FormulaError."""
    of = reader.typed[base.start : base.end]
    reader.take()
    what = f"“{reader.since(base.start)}” can be read in two ways: write brackets, as in ({of})^2 or √(x^2)."
    reader.refuse(what, base.start)


def of_open_bracket(reader: Reader, opening: Token) -> NoReturn:
    """A bracket that is not closed, or by one of another kind. Raises FormulaError."""
    token, closing = reader.next, CLOSING[OPENING.index(opening.kind)]
    if token.kind == ",":
        reader.refuse(COMMA, token.start, token.end)
    if token.kind in CLOSING:
        what = f"“{opening.text}” is closed by “{token.text}”: write {closing}."
        reader.refuse(what, token.start, token.end)
    if token.kind == "=":
        reader.refuse(EQUATION, token.start, token.end)
    reader.refuse(
        f"The bracket “{opening.text}” is not closed: write {closing} behind it.", opening.start, opening.end
    )


def of_open_bar(reader: Reader, opening: Token) -> NoReturn:
    """A bar without a partner. Raises FormulaError."""
    reader.refuse("This bar has no partner: write abs(x) for |x|.", opening.start, opening.end)


def of_bars_that_pair_in_two_ways(reader: Reader, factors: list[Factor]) -> None:
    """Refuse |x|y| and |x|y|z|, where the bars in the middle may open or close."""
    start = reader.next.start
    bars = [i for i, factor in enumerate(factors) if reader.typed[factor.end - 1 : factor.end] in "|∣"]
    if not bars or bars[-1] == len(factors) - 1:
        return
    first = factors[bars[-1]]
    inside = reader.typed[first.start : first.end].strip("|∣")
    between = reader.typed[first.end : start].strip(" *·")
    more = "|" in [token.kind for token in reader.tokens[reader.at + 1 :]]
    reader.take()
    if more:
        reader.two_ways(first.start, f"abs({inside})*{between}*abs(…)", f"abs({inside}*abs({between})*…)")
    reader.two_ways(first.start, f"abs({inside})*{between}", f"abs({inside}*{between})")


def raised(reader: Reader) -> Node:
    """The power that stands above the line, as in x² or e⁻ˣ."""
    token = reader.take()
    sign, text = ("-", token.text[1:]) if token.text[0] in "+-" else ("", token.text)
    if token.text[0] == "+":
        sign = ""
    if text in LETTERS or text.isdecimal():
        node = text if text in LETTERS else ("number", text)
        return ("neg", node) if sign else node
    what = f"“{reader.since(token.start)}” is no power: write it with ^ and brackets, as in x^(2y)."
    reader.refuse(what, token.start)


def power_of_function(reader: Reader, name: str, start: int) -> Node | None:
    """The power between a function and what it is applied to, as in sin^2(x); -1 is left for the caller to refuse."""
    if reader.next.kind not in ("^", "raised"):
        return None
    token = reader.take()
    if token.kind == "raised":
        text = token.text
    else:
        minus = reader.next.kind == "-"
        text = "-" if minus else ""
        if minus:
            reader.take()
        text += reader.next.text if reader.next.kind == "number" else "?"
        if reader.next.kind == "number":
            reader.take()
    if text == "-1" or (text.isdecimal() and int(text) > 0):
        return ("number", text)
    what = f"A power of {name} is a whole number such as 2 here: write ({name}(x))^… for another one."
    reader.refuse(what, start)


def of_inverse(reader: Reader, name: str, of: str, start: int) -> NoReturn:
    """sin^-1, which is the inverse to some and the reciprocal to others. Raises FormulaError."""
    if f"arc{name}" in ARGUMENTS:
        reader.two_ways(start, f"arc{name}({of})", f"1/{name}({of})")
    reader.refuse(f"“{reader.since(start)}” is not known here: write 1/{name}({of}).", start)


def unless_it_can_be_applied(reader: Reader, name: str, start: int) -> None:
    """Refuse a function with nothing behind it, or one of two arguments without brackets."""
    token = reader.next
    if token.kind in ("number", "name", "unknown", "√", "-") or (token.kind == "|" and not reader.bars):
        return
    reader.refuse(f"“{name}” is a function: write {name}(x).", start)


def of_arguments(reader: Reader, name: str, start: int, got: int) -> NoReturn:
    """More or fewer arguments than the function takes. Raises FormulaError."""
    typed = reader.since(start)
    if got > 2 and any(typed[i - 1 : i + 2].replace(",", "").isdecimal() for i, c in enumerate(typed) if c == ","):
        reader.refuse(f"“{typed}” has {got} arguments: write decimals with a point, as in 2.5.", start)
    if got == 1:
        reader.refuse(f"{name} takes 2 arguments: write {name}(x, y).", start)
    reader.refuse(f"{name} takes 2 arguments, got {got}.", start)
