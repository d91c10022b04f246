"""A tree as LaTeX for titles, in the part of LaTeX that Matplotlib's mathtext reads."""

from gradcalc.formulas.tree import ARGUMENTS, Node, kind
from gradcalc.formulas.writing import POWER, PRODUCT, tightness

NAMES = {
    "log": r"\ln", "log2": r"\log_{2}", "log10": r"\log_{10}", "maximum": r"\max", "minimum": r"\min",
    "sign": r"\mathrm{sgn}", "arctan2": r"\mathrm{arctan2}", "hypot": r"\mathrm{hypot}",
}  # fmt: skip
OF_THEIR_OWN = ("abs", "sqrt", "exp")  # written with a sign instead of a name
FRACTIONS = 3  # a fraction in a fraction in a fraction: whoever writes more gets slashes


def latex(node: Node) -> str:
    r"""A tree as LaTeX.

    >>> latex(("*", ("^", "x", ("number", "2")), ("sin", ("*", ("number", "3"), "y"))))
    'x^{2} \\, \\sin\\left(3 \\, y\\right)'
    """
    what = kind(node)
    if isinstance(node, str):
        return r"\pi" if node == "pi" else node
    if what == "number":
        mantissa, _, power = node[1].partition("e")
        return rf"{mantissa} \cdot 10^{{{int(power)}}}" if power else mantissa
    if what == "neg":
        return f"-{_held(node[1], PRODUCT)}"
    if what == "+":
        first, *rest = node[1:]
        written = latex(first) if kind(first) == "neg" else _held(first, PRODUCT)
        for term in rest:
            minus = kind(term) == "neg"
            written += f" {'-' if minus else '+'} {_held(term[1] if minus else term, PRODUCT)}"
        return written
    if what == "*":
        return _product(node)
    if what == "^":
        return _power(*node[1:])
    if what == "abs":
        return rf"\left|{latex(node[1])}\right|"
    if what == "sqrt":
        return rf"\sqrt{{{latex(node[1])}}}"
    if what == "exp":
        return f"e^{{{latex(node[1])}}}"
    return f"{_name(what)}{_arguments(node)}"


def _held(node: Node, least: int) -> str:
    """A node in brackets if it does not hold together tightly enough."""
    return latex(node) if tightness(node) >= least else _brackets(latex(node))


def _brackets(written: str) -> str:
    return rf"\left({written}\right)"


def _name(function: str) -> str:
    return NAMES.get(function, f"\\{function}")


def _arguments(node: Node) -> str:
    return _brackets(", ".join(latex(child) for child in node[1:]))


def _product(node: Node) -> str:
    first, *rest = node[1:]
    slashes = sum(kind(factor) == "over" for factor in rest) > FRACTIONS
    written = _held(first, POWER)
    for i, factor in enumerate(rest):
        if kind(factor) != "over":
            more = _held(factor, POWER)
            written += (r" \cdot " if more[0] in "0123456789." else r" \, ") + more
        elif slashes:
            written += f" / {_held(factor[1], POWER)}"
        else:
            above = latex(first) if i == 0 else written
            written = rf"\frac{{{above}}}{{{latex(factor[1])}}}"
    return written


def _power(base: Node, exponent: Node) -> str:
    what, written = kind(base), latex(exponent)
    if what in ARGUMENTS and what not in OF_THEIR_OWN and kind(exponent) == "number":
        return f"{_name(what)}^{{{written}}}{_arguments(base)}"
    plain = isinstance(base, str) or what == "abs" or (what == "number" and "e" not in base[1])
    return f"{latex(base) if plain else _brackets(latex(base))}^{{{written}}}"
