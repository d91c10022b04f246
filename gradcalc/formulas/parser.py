"""From typed text to a tree, by the rules of the blackboard; where these allow two readings, both are offered.

    sum      = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed | power }
    signed   = { "+" | "-" } power
    power    = base [ "^" signed | raised ]
    base     = number | letter | "(" sum ")" | "|" sum "|" | "√" base
             | function [ "^" number | raised ] ( "(" sum [ "," sum ] ")" | bare )
    bare     = signed, of numbers, pi and one thing more

The browser's half parses the same grammar; one table of texts tests both.
"""

from gradcalc.formulas import complaints
from gradcalc.formulas.reader import Doubt, Factor, Reader
from gradcalc.formulas.refusal import FormulaError
from gradcalc.formulas.tokens import CLOSING, OPENING
from gradcalc.formulas.tree import ARGUMENTS, MAX_LENGTH, Node, only_numbers


def parse(typed: str) -> Node:
    """The tree of a formula as somebody typed it.

    Raises FormulaError, which names the place and the mend, for text that is no formula or may mean two things.

    >>> parse("2x - y²")
    ('+', ('*', ('number', '2'), 'x'), ('neg', ('^', 'y', ('number', '2'))))
    """
    if len(typed) > MAX_LENGTH:
        what = f"The formula has {len(typed)} characters: at most {MAX_LENGTH} are allowed."
        raise FormulaError(what, MAX_LENGTH, len(typed))
    reader = Reader(typed)
    if reader.next.kind == "end":
        raise FormulaError("The formula is empty: write something like x^2 + y^2.", 0, len(typed))
    complaints.skip_its_name(reader)
    node = _sum(reader)
    if reader.next.kind != "end":
        complaints.of_what_is_left(reader)
    return node


def _sum(reader: Reader) -> Node:
    reader.deeper()
    terms = [_product(reader)]
    while reader.next.kind in ("+", "-"):
        sign = reader.take().kind
        term = _product(reader)
        terms.append(term if sign == "+" else ("neg", term))
    reader.depth -= 1
    return ("+", *terms) if len(terms) > 1 else terms[0]


def _product(reader: Reader) -> Node:
    negative = reader.negative()
    factors = [_power(reader)]
    nodes = [factors[0].node]
    while True:
        sign = reader.next.kind
        if sign in ("*", "/"):
            reader.take()
            factor = _after_sign(reader, factors[-1], sign)
            nodes.append(("over", factor.node) if sign == "/" else factor.node)
        elif reader.begins_factor():
            factor = _beside(reader, factors)
            nodes.append(factor.node)
        else:
            complaints.of_what_cannot_follow(reader, factors[-1])
            node = ("*", *nodes) if len(nodes) > 1 else nodes[0]
            return ("neg", node) if negative else node
        factors.append(factor)


def _after_sign(reader: Reader, before: Factor, sign: str) -> Factor:
    """The factor after * or /."""
    start, is_function, doubt = reader.next.start, reader.at_function(), before.doubt
    negative = reader.negative()
    factor = _power(reader)
    node = ("neg", factor.node) if negative else factor.node
    rest = reader.since(start)
    if doubt and doubt.signs and (doubt.functions or not is_function):
        reader.two_ways(before.start, *doubt.ways(sign, rest))
    if sign == "*":
        return factor._replace(node=node)
    over = reader.typed[before.start : before.end]
    doubt = Doubt(f"({over}/{rest})", f"{over}/(", rest, functions=True)
    return Factor(node, before.start, reader.end, doubt)


def _beside(reader: Reader, factors: list[Factor]) -> Factor:
    """A factor with no sign in front of it."""
    before, start, is_function = factors[-1], reader.next.start, reader.at_function()
    if reader.next.kind == "|":
        complaints.of_bars_that_pair_in_two_ways(reader, factors)
    factor = _power(reader)
    rest = reader.since(start)
    if (doubt := before.doubt) and (doubt.functions or not is_function):
        reader.two_ways(before.start, *doubt.ways("*", rest))
    return factor


def _power(reader: Reader) -> Factor:
    base = _base(reader)
    if reader.next.kind == "raised":
        node = ("^", base.node, complaints.raised(reader))
        return Factor(node, base.start, reader.end)
    if reader.next.kind != "^":
        return base
    if base.doubt:
        complaints.of_power_of_what_is_bare(reader, base)
    reader.take()
    start, in_brackets = reader.next.start, reader.next.kind in OPENING
    exponent = _exponent(reader)
    typed, power = reader.typed[base.start : base.end], reader.since(start)
    doubt = Doubt(f"({typed}^{power})", f"{typed}^(", power)
    clear = in_brackets or (only_numbers(exponent) and not only_numbers(base.node))
    if power == "1" and reader.next.kind == "/":  # nobody writes the first power of x
        doubt, clear = doubt._replace(signs=True), False
    return Factor(("^", base.node, exponent), base.start, reader.end, None if clear else doubt)


def _exponent(reader: Reader) -> Node:
    reader.deeper()
    negative = reader.negative()
    node = _power(reader).node
    reader.depth -= 1
    return ("neg", node) if negative else node


def _base(reader: Reader) -> Factor:
    token = reader.next
    if token.kind == "number":
        reader.take()
        return Factor(("number", token.text), token.start, token.end)
    if token.kind == "name":
        reader.take()
        if token.text in ARGUMENTS:
            return _function(reader, token.text, token.start)
        return Factor(token.text, token.start, token.end)
    if token.kind in OPENING:
        (node,) = _brackets(reader)
        return Factor(node, token.start, reader.end)
    if token.kind == "|":
        return _bars(reader)
    if token.kind == "√":
        return _root(reader)
    complaints.of_what_begins_nothing(reader)


def _brackets(reader: Reader, arguments: int = 1) -> list[Node]:
    """What stands in brackets: one sum, or the arguments of a function."""
    opening, bars, reader.bars = reader.take(), reader.bars, []
    nodes = [_sum(reader)]
    while reader.next.kind == "," and arguments > 1:
        reader.take()
        nodes.append(_sum(reader))
    if reader.next.kind != CLOSING[OPENING.index(opening.kind)]:
        complaints.of_open_bracket(reader, opening)
    reader.take()
    reader.bars = bars
    return nodes


def _bars(reader: Reader) -> Factor:
    opening = reader.take()
    reader.bars.append(opening)
    node = _sum(reader)
    if reader.next.kind != "|":
        complaints.of_open_bar(reader, opening)
    reader.take()
    reader.bars.pop()
    return Factor(("abs", node), opening.start, reader.end)


def _root(reader: Reader) -> Factor:
    start = reader.take().start
    reader.deeper()
    in_brackets, at = reader.next.kind in OPENING, reader.next.start
    node = _base(reader).node
    reader.depth -= 1
    of = reader.since(at)
    doubt = Doubt(f"√({of})", "√(", of)
    return Factor(("sqrt", node), start, reader.end, None if in_brackets else doubt)


def _function(reader: Reader, name: str, start: int) -> Factor:
    """A function whose name has been taken, with what it is applied to."""
    typed = reader.since(start)
    power = complaints.power_of_function(reader, typed, start)
    behind = reader.since(start).removeprefix(typed) if power else ""
    if reader.next.kind in OPENING:
        at = reader.next.start
        nodes, doubt = _brackets(reader, ARGUMENTS[name]), None
        of = reader.since(at)[1:-1]
    else:
        complaints.unless_it_can_be_applied(reader, typed, start)
        node, of, doubt = _bare(reader, typed)
        nodes = [node]
    if len(nodes) != ARGUMENTS[name]:
        complaints.of_arguments(reader, typed, start, len(nodes))
    node = (name, *nodes)
    if power is None:
        return Factor(node, start, reader.end, doubt)
    if power == ("number", "-1"):
        complaints.of_inverse(reader, name, of, start)
    if doubt:
        doubt = doubt._replace(whole=doubt.whole + behind, closing=doubt.closing + behind)
    elif reader.next.kind in ("^", "raised"):
        complaints.of_second_power(reader, start)
    return Factor(("^", node, power), start, reader.end, doubt)


def _bare(reader: Reader, name: str) -> tuple[Node, str, Doubt]:
    """What a function without brackets is applied to: numbers and pi, and one thing more."""
    start = reader.next.start
    negative = reader.negative()
    last = _power(reader)
    nodes = [last.node]
    while only_numbers(last.node) and not last.doubt and reader.next.kind == "name" and not reader.at_function():
        last = _power(reader)
        nodes.append(last.node)
    of, functions = reader.since(start), only_numbers(last.node)
    doubt = Doubt(f"{name}({of})", f"{name}(", of, functions=functions, signs=True)
    if inner := last.doubt:
        opening = f"{name}({reader.typed[start : last.start]}{inner.opening}"
        doubt = doubt._replace(opening=opening, inner=inner.inner, closing=f"{inner.closing})")
    node = ("*", *nodes) if len(nodes) > 1 else nodes[0]
    return (("neg", node) if negative else node), of, doubt
