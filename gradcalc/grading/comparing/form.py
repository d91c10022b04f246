"""The form of an answer: what is left of it without the names, the spaces and the comments."""

import ast
import builtins
import io
import keyword
import tokenize
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gradcalc.grading.comparing.order import MODULE, OneOrder
from gradcalc.grading.comparing.spelling import OneSpelling
from gradcalc.grading.comparing.temporaries import without_temporaries
from gradcalc.grading.running.cells import LONGEST_CODE, NOT_PYTHON

_SAYS_NOTHING = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
                 tokenize.ENCODING, tokenize.ENDMARKER)  # fmt: skip
_NOTHING: Mapping[str, str] = MappingProxyType({})
_BUILT_IN = frozenset(dir(builtins)) | frozenset(keyword.kwlist)
ELSEWHERE = "?"  # in place of a name that another cell defines


def form_of(source: str, modules: Mapping[str, str] = _NOTHING) -> str | None:
    """The form of an answer, which others have as well that differ in names, spaces and comments alone.

    modules are the names under which the notebook has imported something. None for what cannot be read as Python.

    >>> form_of("def f(x):\\n    y = x + 1  # one more\\n    return 2 * y") == form_of(
    ...     "def g(a):\\n    '''Mine.'''\\n    b=(1+a)\\n    return b*2.0")
    True
    """
    tree = _tree(source)
    if tree is None:
        return None
    try:
        modules = {**modules, **imported(source)}
        tree = OneSpelling().visit(tree)
        _Names(modules, anew=True).visit(tree)
        without_temporaries(tree)
        _Names(modules).visit(tree)
        return ast.dump(OneOrder().visit(tree))
    except RecursionError:
        return None


def own_tokens(source: str, stub: str) -> int:
    """How many tokens an answer has beyond those of its stub; without comments and texts that only explain.

    >>> own_tokens("def f(x):\\n    '''Twice.'''\\n    return 2 * x", "def f(x):\\n    '''Twice.'''\\n    ...")
    4
    """
    return (Counter(_tokens(source)) - Counter(_tokens(stub))).total()


def imported(source: str) -> dict[str, str]:
    """What a cell imports, by the names that it gives to it.

    >>> imported("import numpy as np\\nfrom math import tau")
    {'np': 'numpy', 'tau': 'math.tau'}
    """
    found = {}
    for node in ast.walk(_tree(source) or ast.Module([], [])):
        if isinstance(node, ast.Import):
            for name in node.names:
                found[name.asname or name.name.partition(".")[0]] = (
                    name.name if name.asname else name.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            found |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
    return found


def _tree(source: str) -> ast.Module | None:
    if len(source) > LONGEST_CODE:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(NOT_PYTHON.sub(r"\1pass", source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _tokens(source: str) -> Iterator[str]:
    tree = _tree(source)
    if tree is None:
        return
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            if isinstance(block := getattr(node, name, None), list):
                said = [s for s in block if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
                setattr(node, name, said or block[:1])
    try:
        for token in tokenize.generate_tokens(io.StringIO(ast.unparse(tree)).readline):
            if token.type not in _SAYS_NOTHING:
                yield token.string
    except (RecursionError, tokenize.TokenError):
        return


class _Names(ast.NodeVisitor):
    """Puts in place of each name where it was written last, counted from the beginning of its function.

    So it does not matter what it is called, nor whether one name serves twice. What Python or a module defines
    keeps its name, whole: np.dot is numpy.dot. With anew, no two writings in all of the answer have one number.
    """

    def __init__(self, modules: Mapping[str, str], anew: bool = False):
        self._modules, self._known, self._written, self._anew = modules, dict[str, str](), 0, anew

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            node.id = self._meant(node.id)
        else:
            node.id = self._write(node.id)

    def visit_arg(self, node: ast.arg) -> None:
        node.arg = self._write(node.arg)

    def visit_Call(self, node: ast.Call) -> None:
        own = isinstance(node.func, ast.Name) and self._meant(node.func.id).startswith(("#", ELSEWHERE))
        self.generic_visit(node)
        for part in node.keywords if own else ():
            part.arg = part.arg and "#"

    def visit_Assign(self, node: ast.Assign) -> None:
        self._in_order(node.value, *node.targets)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._in_order(node.value, node.target)

    def visit_For(self, node: ast.For) -> None:
        self._in_order(node.iter, node.target, *node.body, *node.orelse)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._in_order(node.iter, node.target, *node.ifs)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._in_order(*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults))
        node.name = self._write(node.name)
        self._apart(*_parameters(node.args), *node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._in_order(*node.args.defaults, *filter(None, node.args.kw_defaults))
        self._apart(*_parameters(node.args), node.body)

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> None:
        self._apart(*node.generators, node.elt)

    visit_SetComp = visit_GeneratorExp = visit_ListComp

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._apart(*node.generators, node.key, node.value)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            node.name = self._write(node.name)
        self.generic_visit(node)

    def _meant(self, name: str) -> str:
        if name in self._known:
            return self._known[name]
        if name in self._modules:
            return f"{MODULE}{self._modules[name]}"
        return name if name in _BUILT_IN or name.startswith(MODULE) else ELSEWHERE

    def _write(self, name: str) -> str:
        self._written += 1
        self._known[name] = f"#{self._written}"
        return self._known[name]

    def _in_order(self, *nodes: ast.AST) -> None:
        for node in nodes:
            self.visit(node)

    def _apart(self, *nodes: ast.AST) -> None:
        """What is written in here is not seen outside."""
        known, written = dict(self._known), self._written
        self._in_order(*nodes)
        self._known = known
        if not self._anew:
            self._written = written


def _parameters(of: ast.arguments) -> Iterator[ast.arg]:
    yield from (*of.posonlyargs, *of.args, *of.kwonlyargs, *filter(None, (of.vararg, of.kwarg)))
