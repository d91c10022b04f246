"""What is said of letters that are no name: names written together, names of other languages, letters of others."""

from gradcalc.formulas.tokens import HELP
from gradcalc.formulas.tree import ARGUMENTS, CONSTANTS, LETTERS, OTHER_NAMES

ELSEWHERE = {
    "tg": "tan(x)", "arctg": "arctan(x)", "sen": "sin(x)", "arcsen": "arcsin(x)", "lg": "log10(x)", "sh": "sinh(x)",
    "ch": "cosh(x)", "th": "tanh(x)", "sqr": "x^2 or sqrt(x)", "root": "sqrt(x)", "fabs": "abs(x)", "power": "x^2",
    "pow": "x^2", "cot": "1/tan(x)", "ctg": "1/tan(x)", "sec": "1/cos(x)", "csc": "1/sin(x)",
}  # fmt: skip
NAMES = sorted([*ARGUMENTS, *OTHER_NAMES, *CONSTANTS, *LETTERS], key=lambda name: (-len(name), name))


def mend_of_name(name: str) -> str:
    """The sentence that mends a name that nobody knows.

    >>> mend_of_name("sinx")
    '“sinx” is written together: write sin(x).'
    """
    if other := ELSEWHERE.get(name.lower()):
        return f"“{name}” is not known here: write {other}."
    pieces = _pieces(name.lower())
    if not pieces:
        return f"A formula does not know “{name}”. {HELP}"
    written = _written(pieces)
    if pieces[0] == "e" and len(pieces) > 1 and not any(piece in _FUNCTIONS for piece in pieces):
        exponent = "*".join(pieces[1:])
        written += f" or e^{exponent}" if len(pieces) == 2 else f" or e^({exponent})"
    return f"“{name}” is written together: write {written}."


_FUNCTIONS = {*ARGUMENTS, *(other for other, name in OTHER_NAMES.items() if name in ARGUMENTS)}


def _pieces(name: str) -> list[str]:
    """The names that a name is made of, from the left, the longest first; none where something is left over."""
    pieces = []
    while name:
        piece = next((known for known in NAMES if name.startswith(known)), None)
        if piece is None:
            return []
        pieces.append(piece)
        name = name[len(piece) :]
    return pieces


def _written(pieces: list[str]) -> str:
    """The pieces as a product in which every function has brackets around what follows it."""
    factors: list[str] = []
    rest = list(pieces)
    while rest:
        piece = rest.pop(0)
        if piece not in _FUNCTIONS:
            factors.append(piece)
            continue
        argument = []
        while rest and rest[0] not in _FUNCTIONS:
            argument.append(rest.pop(0))
        factors.append(f"{piece}({'*'.join(argument) or 'x'})")
    return "*".join(factors)
