"""Random trees of formulas, for property tests."""

from hypothesis import strategies as st

from gradcalc.formulas.tree import ARGUMENTS

SMOOTH = ["sin", "cos", "tanh", "exp", "arctan", "sinh", "cosh"]

numbers = st.one_of(
    st.integers(0, 99).map(str), st.floats(0.01, 100).map(lambda v: f"{v:.3g}".replace("+", "")), st.just("2e3")
).map(lambda text: ("number", text))
leaves = st.one_of(st.sampled_from(["x", "y", "pi", "e"]), numbers)


def _flat(kind: str, parts: list) -> tuple:
    """A sum or product as the parser makes them: one whose first term is of its own kind is in brackets there."""
    return (kind, *parts)


def parts_of(node) -> list:
    """A tree and all that it is made of, but for what only takes away or divides."""
    if isinstance(node, str) or node[0] == "number":
        return [node]
    parts = [part for child in node[1:] for part in parts_of(child)]
    return parts if node[0] == "over" else [node, *parts]


def trees(functions=tuple(ARGUMENTS), powers=True, max_leaves=12):
    """Trees as the parser makes them, of these functions."""

    def joined(parts):
        negative = parts.map(lambda part: ("neg", part))
        over = parts.map(lambda part: ("over", part))
        options = [
            negative,
            st.tuples(parts, st.lists(st.one_of(parts, negative), min_size=1, max_size=3)).map(
                lambda pair: _flat("+", [pair[0], *pair[1]])
            ),
            st.tuples(parts, st.lists(st.one_of(parts, over), min_size=1, max_size=3)).map(
                lambda pair: _flat("*", [pair[0], *pair[1]])
            ),
            st.sampled_from(sorted(functions)).flatmap(
                lambda name: st.tuples(st.just(name), *[parts] * ARGUMENTS[name])
            ),
        ]
        if powers:
            options.append(st.tuples(st.just("^"), parts, parts))
        else:
            options.append(st.tuples(st.just("^"), parts, st.sampled_from([("number", "2"), ("number", "3")])))
        return st.one_of(options)

    return st.recursive(leaves, joined, max_leaves=max_leaves)
