"""A tree written down again, as text that is read as the same tree."""

from gradcalc.formulas.tree import Node, kind

SUM, PRODUCT, POWER, ATOM = range(4)  # how tightly a node holds together


def tightness(node: Node) -> int:
    """How tightly a node holds together, from SUM to ATOM."""
    return {"+": SUM, "neg": SUM, "*": PRODUCT, "^": POWER}.get(kind(node), ATOM)


def text(node: Node) -> str:
    """A tree as text, every sign written: one text for one tree, and read back it is the same tree.

    >>> text(("*", ("number", "2"), ("+", "x", ("neg", "y")), ("over", ("sin", "x"))))
    '2*(x - y)/sin(x)'
    """

    def at_least(child: Node, least: int) -> str:
        written = text(child)
        return written if tightness(child) >= least else f"({written})"

    what = kind(node)
    if isinstance(node, str):
        return node
    if what == "number":
        return node[1]
    if what == "neg":
        return f"-{at_least(node[1], PRODUCT)}"
    if what == "+":
        terms = [at_least(node[1], PRODUCT) if kind(node[1]) != "neg" else text(node[1])]
        for term in node[2:]:
            minus = kind(term) == "neg"
            terms.append(f"{'-' if minus else '+'} {at_least(term[1] if minus else term, PRODUCT)}")
        return " ".join(terms)
    if what == "*":
        factors = [at_least(node[1], POWER)]
        for factor in node[2:]:
            over = kind(factor) == "over"
            factors.append(f"{'/' if over else '*'}{at_least(factor[1] if over else factor, POWER)}")
        return "".join(factors)
    if what == "^":
        return f"{at_least(node[1], ATOM)}^{at_least(node[2], ATOM)}"
    return f"{what}({', '.join(text(child) for child in node[1:])})"
