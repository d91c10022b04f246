"""The names that cells of a notebook share: which ones a cell looks up, and which ones it changes."""

import ast
import re
import symtable
import warnings
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# With these a cell can reach any name without saying which.
_ANY_NAME = frozenset({
    "globals", "locals", "vars", "dir", "eval", "exec", "get_ipython", "__import__", "__main__",
    "builtins", "__builtins__", "cProfile", "profile", "pdb", "doctest", "numexpr", "query",
})  # fmt: skip
_HOLDS_NAMES = frozenset({"__globals__", "f_globals", "f_locals", "user_ns", "user_global_ns", "modules"})
_IN_A_TEXT = re.compile("__main__|__globals__|f_globals|f_locals|user_ns")


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
    return _names_in(*_read(source))


_Statements = list[list[ast.AST]]  # the nodes of each statement, itself first


def _read(source: str) -> tuple[str, _Statements]:
    """The text in full (_InFull) and its statements."""
    module = ast.parse(source)
    statements = [list(ast.walk(statement)) for statement in module.body]
    if any(isinstance(node, _SHORT) for nodes in statements for node in nodes):
        module = _InFull().visit(module)
        return ast.unparse(module), [list(ast.walk(statement)) for statement in module.body]
    return source, statements


def _names_in(source: str, statements: _Statements) -> Names:
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
    for nodes in statements:
        for node in nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                looked_up.add(node.id)
            if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
                bound.update(name.id for name in ast.walk(node.value) if isinstance(name, ast.Name))
        used -= _surely_bound(nodes[0]) - looked_up
    return Names(frozenset(used), frozenset(bound))


_SHORT = (ast.AugAssign, ast.Delete, ast.ListComp, ast.SetComp, ast.DictComp)


class _InFull(ast.NodeTransformer):
    """The same code, with the same names in every Python, and a look-up wherever one happens."""

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """x += y looks up x."""
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name):
            return node
        total = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
        return ast.copy_location(ast.Assign([node.target], total), node)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        """So does del x."""
        self.generic_visit(node)
        deleted = [name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Del)]
        return [*(ast.Expr(ast.Name(name, ast.Load())) for name in deleted), node]

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp) -> ast.AST:
        """From Python 3.12 on (PEP 709) only a generator keeps its names to itself."""
        self.generic_visit(node)
        return ast.GeneratorExp(node.elt, node.generators)

    visit_SetComp = visit_ListComp

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        """As a list comprehension."""
        self.generic_visit(node)
        return ast.GeneratorExp(ast.Tuple([node.key, node.value], ast.Load()), node.generators)


def _surely_bound(statement: ast.AST) -> set[str]:
    """Names that have a value once the statement is done, whatever else happens in it."""
    if isinstance(statement, ast.Assign):
        return set().union(*map(_targets, statement.targets))
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    return set()


def _targets(target: ast.expr) -> set[str]:
    if isinstance(target, ast.Tuple | ast.List):
        return set().union(*map(_targets, target.elts))
    if isinstance(target, ast.Starred):
        return _targets(target.value)
    return {target.id} if isinstance(target, ast.Name) else set()


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for inner in table.get_children():
        yield from _scopes(inner)


class Used(NamedTuple):
    """Names that cells look up, and whether these are surely all."""

    names: frozenset[str]
    surely_all: bool


def all_used(sources: list[str]) -> Used:
    """The names that cells look up. Nothing of them is run.

    Of a cell of which that cannot be told, every word may be a name.

    >>> used = all_used(["y = g(x)", "z = 2 * y"])
    >>> sorted(used.names), used.surely_all
    (['g', 'x', 'y'], True)
    >>> used = all_used(["%timeit f(1)"])
    >>> sorted(used.names), used.surely_all
    (['f', 'timeit'], False)
    """
    read = {source: _surely_used(source) for source in sources}
    unclear = [source for source, names in read.items() if names is None]
    surely = frozenset().union(*(names for names in read.values() if names is not None))
    return Used(surely | words_in(unclear), not unclear)


def words_in(sources: Iterable[str]) -> frozenset[str]:
    """All that may be a name in a text, whatever it is.

    >>> sorted(words_in(["%timeit f(1)"]))
    ['f', 'timeit']
    """
    return frozenset(word for source in sources for word in re.findall(r"\w+", source) if word.isidentifier())


def _surely_used(source: str) -> frozenset[str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text, statements = _read(source)
            if any(_reaches_any_name(node) for nodes in statements for node in nodes):
                return None
            return _names_in(text, statements).used
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _reaches_any_name(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return node.id in _ANY_NAME
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(_IN_A_TEXT.search(node.value))
    if isinstance(node, ast.Attribute):
        return node.attr in _ANY_NAME or node.attr in _HOLDS_NAMES
    if isinstance(node, ast.alias):
        name = node.name.partition(".")[0]
        return name in _ANY_NAME or name in _HOLDS_NAMES
    return isinstance(node, ast.ImportFrom) and node.module in _ANY_NAME
