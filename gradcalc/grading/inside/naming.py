"""The names that cells of a notebook share: which ones a cell looks up, and which ones it changes."""

import ast
import symtable
import warnings
from collections.abc import Iterator
from typing import NamedTuple

# With these a cell can reach any name without saying which.
ANY_NAME = frozenset({"globals", "locals", "vars", "dir", "eval", "exec", "get_ipython", "__import__", "__main__"})


class Names(NamedTuple):
    """Names of the notebook as far as a cell looks them up, and as far as it binds them or changes what they hold.

    Those that it binds itself before anything in it looks them up are not among those used.
    """

    used: frozenset[str]
    bound: frozenset[str]


def names_of(source: str) -> Names:
    """The names in a cell. Raises SyntaxError, ValueError, RecursionError or MemoryError where it cannot be read.

    >>> names = names_of("def slope(h):\\n    return (f(x + h) - f(x)) / h\\n\\nslopes[0] = slope(0.1)")
    >>> sorted(names.used), sorted(names.bound)
    (['f', 'slopes', 'x'], ['slope', 'slopes'])
    """
    used, bound = set(), set()
    for scope in _scopes(symtable.symtable(source, "cell", "exec")):
        outermost = scope.get_type() == "module"
        for symbol in scope.get_symbols():
            # A name of the body of a class may be one of the notebook before it is one of the class.
            if symbol.is_referenced() and (outermost or symbol.is_global() or scope.get_type() == "class"):
                used.add(symbol.get_name())
            if (symbol.is_assigned() or symbol.is_imported()) and (outermost or symbol.is_global()):
                bound.add(symbol.get_name())
    looked_up: set[str] = set()
    for statement in ast.parse(source).body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                looked_up.add(node.id)
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                looked_up.add(node.target.id)
                used.add(node.target.id)
            if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
                bound.update(name.id for name in ast.walk(node.value) if isinstance(name, ast.Name))
        used -= _surely_bound(statement) - looked_up
    return Names(frozenset(used), frozenset(bound))


def _surely_bound(statement: ast.stmt) -> set[str]:
    """Names that have a value once the statement is done, whatever else happens in it."""
    if isinstance(statement, ast.Assign):
        nodes = [node for target in statement.targets for node in ast.walk(target)]
        return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    return set()


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for inner in table.get_children():
        yield from _scopes(inner)


def all_used(sources: list[str]) -> list[str] | None:
    """The names that cells look up; None where that cannot be told. Nothing of them is run.

    >>> all_used(["y = g(x)", "z = 2 * y"])
    ['g', 'x', 'y']
    >>> all_used(["%timeit f(1)"])
    """
    used: set[str] = set()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for names in map(names_of, sources):
                if ANY_NAME & (names.used | names.bound):
                    return None
                used |= names.used
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return sorted(used)
