"""The drill of lesson 01: the partial derivative of a formula, by x or by y."""

from gradcalc.formulas.latex import latex
from gradcalc.formulas.tree import Node
from gradcalc.questions.drills.drill import Drill, Item, Slip
from gradcalc.questions.drills.terms import (
    Polynomial,
    negative,
    number,
    partial,
    polynomial,
    product,
    swapped,
    total,
)

# What a function of one thing becomes when it is differentiated by that thing.
OUTER = {
    "sin": lambda inner: ("cos", inner),
    "cos": lambda inner: product(number(-1), ("sin", inner)),
    "exp": lambda inner: ("exp", inner),
}
RULES = {
    "sin": r"The derivative of $\sin$ is $\cos$.",
    "cos": r"The derivative of $\cos$ is $-\sin$.",
    "exp": r"The derivative of $e^{t}$ by $t$ is $e^{t}$ again.",
}

Step = str | tuple[str, Node, Node]  # words, and after some of them the derivative of a tree


def two_terms(rng) -> Item:
    """A term with both letters, and one with the other letter alone."""
    return _of_polynomial(
        rng, {(_from(rng, 2, 4), _from(rng, 1, 3)): _factor(rng), (0, _from(rng, 1, 3)): _factor(rng)}
    )


def three_terms(rng) -> Item:
    """Two terms with both letters, and one with the other letter alone."""
    first, second = (_from(rng, 2, 4), _from(rng, 1, 2)), (1, _from(rng, 2, 4))
    return _of_polynomial(rng, {first: _factor(rng), second: _factor(rng), (0, _from(rng, 2, 3)): _factor(rng)})


def chain(rng) -> Item:
    """A function of a sum."""
    inner = {(_from(rng, 1, 2), 0): _from(rng, 2, 5), (0, 1): _factor(rng)}
    return _of_chain(rng, inner)


def chain_of_product(rng) -> Item:
    """A function of a product of powers."""
    return _of_chain(rng, {(_from(rng, 1, 3), _from(rng, 1, 3)): _from(rng, 2, 4)})


def product_rule(rng) -> Item:
    """A product of two factors that both have the letter in them."""
    outer, a, p = str(rng.choice([*OUTER])), _factor(rng), _from(rng, 2, 5)
    first = {(_from(rng, 1, 3), _from(rng, 1, 2)): a}
    one, other = polynomial(first), (outer, product(number(p), "x"))
    d_one, bare = polynomial(partial(first, 0)), OUTER[outer](other[1])
    d_other = product(number(p), bare)
    answer = total(product(d_one, other), product(one, d_other))
    slips = (
        ("product rule missed", _product_of_slopes, product(d_one, d_other)),
        ("chain factor missed", _no_chain, total(product(d_one, other), product(one, bare))),
        ("only the first factor", _half, product(d_one, other)),
        ("only the second factor", _half, product(one, d_other)),
        ("the other letter", _other_letter, product(polynomial(partial(first, 1)), other)),
    )
    steps: list[Step] = [
        "Both factors have {letter} in them, so you need the product rule: the derivative of the first times the "
        "second, plus the first times the derivative of the second.",
        ("The first factor:", d_one, one),
        ("The second factor, with the factor of its inside:", d_other, other),
    ]
    return _item(rng, product(one, other), answer, slips, steps)


def _of_polynomial(rng, f: Polynomial) -> Item:
    """f is written to be differentiated by x; `_item` changes the letters for half of all items."""
    answer = polynomial(partial(f, 0))
    unheld = {(m - 1 if m else 0, max(n - 1, 0)): a * (m or 1) * (n or 1) for (m, n), a in f.items()}
    constants = {powers: a for powers, a in f.items() if not powers[0]}
    slips = (
        ("the other letter", _other_letter, polynomial(partial(f, 1))),
        ("the other variable not held", _not_held, polynomial(unheld)),
        ("the constant term kept", _constant_kept, total(answer, polynomial(constants))),
        ("the constant term differentiated", _constant_moved, total(answer, polynomial(partial(constants, 1)))),
        ("the power kept", _power_kept, polynomial({(m, n): a * m for (m, n), a in f.items() if m})),
    )
    steps: list[Step] = ["Hold {other} fixed: it is a plain number now."]
    for powers, a in f.items():
        term = {powers: a}
        if powers[0]:
            steps.append(
                (
                    "Of a power of {letter}, the exponent comes down as a factor:",
                    polynomial(partial(term, 0)),
                    polynomial(term),
                )
            )
        else:
            steps.append(("Here is no {letter}, so the term is a constant:", number(0), polynomial(term)))
    return _item(rng, polynomial(f), answer, slips, steps)


def _of_chain(rng, inside: Polynomial) -> Item:
    outer, inner = str(rng.choice([*OUTER])), polynomial(inside)
    bare, slope = OUTER[outer](inner), polynomial(partial(inside, 0))
    unheld = {(max(m - 1, 0), max(n - 1, 0)): a * (m or 1) * (n or 1) for (m, n), a in inside.items()}
    slips = [
        ("chain factor missed", _no_chain, bare),
        ("the other letter", _other_letter, product(polynomial(partial(inside, 1)), bare)),
    ]
    if len(inside) == 1:
        slips.append(("the other variable not held", _not_held, product(polynomial(unheld), bare)))
    if outer != "exp":
        slips.append(("the outer function kept", _outer_kept, product(slope, (outer, inner))))
    steps: list[Step] = [
        "Hold {other} fixed. The chain rule: the derivative of the outer function at the inside, times the "
        "derivative of the inside.",
        RULES[outer],
        ("The inside:", slope, inner),
    ]
    return _item(rng, (outer, inner), product(slope, bare), tuple(slips), steps)


def _item(rng, f: Node, answer: Node, slips, steps) -> Item:
    """An item, with x and y swapped for every second one."""
    by_y = bool(rng.integers(2))
    letter, other = ("y", "x") if by_y else ("x", "y")

    def turned(tree: Node) -> Node:
        return swapped(tree) if by_y else tree

    def said(text: str) -> str:
        return text.replace("{letter}", f"${letter}$").replace("{other}", f"${other}$")

    sign = ("sign", "The size is right, the sign is not.", negative(answer))
    by = rf"\partial {letter}"
    name = rf"\frac{{\partial f}}{{{by}}}"

    def written(step: Step) -> str:
        if isinstance(step, str):
            return said(step)
        words, slope, of = step
        quotient = rf"\frac{{\partial}}{{{by}}} \left({latex(turned(of))}\right)"
        return f"{said(words)} ${quotient} = {latex(turned(slope))}$."

    return Item(
        rf"$f(x, y) = {latex(turned(f))}$. Differentiate by ${letter}$: what is ${name}$?",
        "formula",
        (turned(answer),),
        tuple(Slip(name, said(words), (turned(wrong),)) for name, words, wrong in (*slips, sign)),
        (*map(written, steps), rf"Together: ${name} = {latex(turned(answer))}$."),
    )


_other_letter = "That is the derivative by {other}. Here {letter} changes, and {other} is held fixed."
_not_held = "Powers of {other} were differentiated, too. Hold {other} fixed: it is a plain number."
_constant_kept = "A term without {letter} is a constant here. It does not stay: its derivative is 0."
_constant_moved = (
    "The term without {letter} was differentiated by {other}. {other} is held fixed, so the term is a constant: its "
    "derivative by {letter} is 0."
)
_power_kept = "The exponent came down as a factor. The power that is left is lower by one."
_no_chain = "The factor of the chain rule is missing: the derivative of the inside by {letter}."
_outer_kept = "The factor of the inside is there. The outer function has to be differentiated, too."
_product_of_slopes = (
    "That is the product of the two derivatives. The product rule has two terms, and in each only one factor is "
    "differentiated."
)
_half = "That is one half of the product rule. Each factor has its turn, and the two terms are added."


def _from(rng, low: int, high: int) -> int:
    return int(rng.integers(low, high + 1))


def _factor(rng) -> int:
    """A factor that is seen, of either sign."""
    return _from(rng, 2, 6) * (1 if rng.integers(3) else -1)


DRILL = Drill(
    "01", "The partial derivative of a formula", (two_terms, three_terms, chain, chain_of_product, product_rule)
)
