"""What a formula is: a small tree of plain tuples, which JSON and the browser's half know too.

A node is a letter or constant ("x", "y", "pi", "e") or a tuple that begins with its kind:

- `("number", text)`, the number as a float reads it;
- `("+", a, b, ...)`, a sum from left to right, in which `("neg", b)` is subtracted;
- `("*", a, b, ...)`, a product from left to right, in which `("over", b)` divides;
- `("neg", a)`, `("^", a, b)`, and `(name, a)` or `(name, a, b)` for a function.

Sums and products are flat, so that no tree is deeper than its text is nested.
"""

from typing import Any

Node = Any  # str | tuple[Any, ...]; a recursive alias says no more to a reader

MAX_LENGTH = 1000  # characters of a formula
MAX_NESTING = 50

LETTERS = ("x", "y")
CONSTANTS = ("pi", "e")
ARGUMENTS = {
    "sin": 1, "cos": 1, "tan": 1, "arcsin": 1, "arccos": 1, "arctan": 1, "sinh": 1, "cosh": 1, "tanh": 1,
    "exp": 1, "log": 1, "log2": 1, "log10": 1, "sqrt": 1, "abs": 1, "sign": 1,
    "arctan2": 2, "hypot": 2, "minimum": 2, "maximum": 2,
}  # fmt: skip
"""How many arguments each function takes, by the name that NumPy has for it."""

OTHER_NAMES = {
    "ln": "log", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2", "sgn": "sign",
    "max": "maximum", "min": "minimum",
}  # fmt: skip


def known(name: str) -> str | None:
    """The letter, constant or function that a name stands for, however it is written."""
    name = name.lower()
    name = OTHER_NAMES.get(name, name)
    return name if name in LETTERS or name in CONSTANTS or name in ARGUMENTS else None


def kind(node: Node) -> str:
    """What a node is: a letter's or constant's own name, or the first word of its tuple."""
    return node if isinstance(node, str) else node[0]


def depends_on(node: Node, letter: str) -> bool:
    """Whether a letter stands anywhere in a tree."""
    if isinstance(node, str):
        return node == letter
    return node[0] != "number" and any(depends_on(child, letter) for child in node[1:])


def only_numbers(node: Node) -> bool:
    """Whether something is made of numbers, pi and e, their signs and powers alone."""
    if isinstance(node, str):
        return node in CONSTANTS
    return node[0] == "number" or (node[0] in ("neg", "^") and all(map(only_numbers, node[1:])))
