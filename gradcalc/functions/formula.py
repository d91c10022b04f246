"""Formulas typed as text, such as "x**2 + sin(y)", turned into functions of x and y.

The text is parsed, every node of its syntax tree is compared with a whitelist, and only then
is the tree compiled. Raw text is never evaluated.
"""

import ast
from collections.abc import Callable

import numpy as np

MAX_LENGTH = 1000
MAX_NESTING = 50
CONSTANTS = {"pi": np.float64(np.pi), "e": np.float64(np.e)}
FUNCTIONS = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "arcsin": np.arcsin, "arccos": np.arccos, "arctan": np.arctan,
    "arctan2": np.arctan2, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "exp": np.exp, "log": np.log,
    "log2": np.log2, "log10": np.log10, "sqrt": np.sqrt, "hypot": np.hypot, "abs": np.abs, "sign": np.sign,
    "minimum": np.minimum, "maximum": np.maximum,
}  # fmt: skip
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.UAdd, ast.USub)
HELP = "Use x, y, numbers, + - * / ^, pi, e and functions such as sin, cos, exp, log, sqrt and abs."


def formula(text: str) -> Callable:
    """The function of x and y that a formula describes; it takes numbers, grids and complex numbers.

    Where no y stands in the formula, it is a function of x alone as well.

    `^` and `**` both mean power. Constants are floats, so that 9^9^9^9 is infinite instead of
    endless. Raises TypeError for anything but text, and ValueError for text that is no formula.

    >>> f = formula("x^2 + sin(pi * y)")
    >>> float(f(3, 0.5))
    10.0
    """
    if not isinstance(text, str):
        raise TypeError(f"the formula must be text such as 'x**2 + y**2', got {type(text).__name__}.")
    if not text.strip():
        raise ValueError("the formula is empty: write something like x^2 + y^2.")
    if len(text) > MAX_LENGTH:
        raise ValueError(f"the formula has {len(text)} characters: at most {MAX_LENGTH} are allowed.")
    source = text.strip().replace("^", "**")
    tree = _parse(source)
    _check(tree, source)
    constants = _float_constants(tree)
    code = compile(ast.fix_missing_locations(tree), "<formula>", "eval")
    names = {"__builtins__": {}, **CONSTANTS, **FUNCTIONS, **constants}

    needs_y = any(isinstance(node, ast.Name) and node.id == "y" for node in ast.walk(tree))

    def f(x, y=None):
        if y is None:
            if needs_y:
                raise TypeError(f"the formula {text.strip():.40} is one of x and y: it needs two numbers.")
            y = 0.0
        x, y = (np.asarray(v) if np.asarray(v).dtype.kind in "fc" else np.asarray(v, float) for v in (x, y))
        with np.errstate(all="ignore"):
            # Adding zeros gives a constant the shape of the grid.
            return eval(code, names, {"x": x, "y": y}) + np.zeros(np.broadcast_shapes(x.shape, y.shape))

    f.__name__ = text.strip() if len(text.strip()) <= 40 else "the formula"
    return f


def _parse(source: str) -> ast.Expression:
    depth = 0
    for character in source:
        depth += (character in "([{") - (character in ")]}")
        if depth > MAX_NESTING:
            raise ValueError(f"the formula is nested more than {MAX_NESTING} deep: simplify it.")
    try:
        return ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        read = source[: (getattr(error, "offset", None) or 1) - 1][-20:]
        raise ValueError(
            f"“{source:.60}” cannot be read as a formula{f' after “{read}”' if read else ''}. "
            "Write every multiplication, as in 2*x, and powers as x^2."
        ) from None


def _check(tree: ast.Expression, source: str) -> None:
    """Raise ValueError at the first node that is not on the whitelist, or nested too deep."""
    waiting = [(tree.body, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_NESTING:
            raise ValueError(f"the formula is nested more than {MAX_NESTING} deep: simplify it.")
        match node:
            case ast.BinOp(left, op, right) if isinstance(op, OPERATORS):
                # A long sum leans to the left; it is not deep in any sense that a reader knows.
                waiting += [(left, depth if isinstance(left, ast.BinOp) else depth + 1), (right, depth + 1)]
            case ast.UnaryOp(op, operand) if isinstance(op, OPERATORS):
                waiting.append((operand, depth + 1))
            case ast.Constant(value) if type(value) in (int, float):
                pass
            case ast.Name(id) if id in ("x", "y") or id in CONSTANTS:
                pass
            case ast.Name(id) if id in FUNCTIONS:
                raise ValueError(f"{id} is a function: write {id}(x).")
            case ast.Name(id):
                raise ValueError(f"the formula does not know the name {id!r}. {HELP}")
            case ast.Call(ast.Name(id), arguments, []) if id in FUNCTIONS:
                # A second argument to a NumPy function of one would be taken as the place for its answer.
                if len(arguments) != FUNCTIONS[id].nin:
                    raise ValueError(f"{id} takes {FUNCTIONS[id].nin} argument(s), got {len(arguments)}.")
                waiting += [(argument, depth + 1) for argument in arguments]
            case ast.Call(ast.Name(id)) if id not in FUNCTIONS:
                raise ValueError(f"the formula does not know the function {id!r}. {HELP}")
            case _:
                raise ValueError(f"a formula cannot contain “{ast.get_source_segment(source, node):.40}”. {HELP}")


def _float_constants(tree: ast.Expression) -> dict[str, np.float64]:
    """Replace each number in the tree by a name; the result binds the names to float64 values."""
    values: dict[str, np.float64] = {}

    def name_for(number) -> ast.Name:
        name = f"constant {len(values)}"  # no text can spell a name with a space
        try:
            values[name] = np.float64(number)
        except OverflowError:  # a whole number of more than 308 digits
            values[name] = np.float64(np.inf)
        return ast.Name(name, ast.Load())

    # Not ast.NodeTransformer, whose recursion a long sum exhausts.
    for parent in ast.walk(tree):
        for field, child in ast.iter_fields(parent):
            if isinstance(child, ast.Constant):
                setattr(parent, field, name_for(child.value))
            elif isinstance(child, list):
                child[:] = [name_for(c.value) if isinstance(c, ast.Constant) else c for c in child]
    return values
