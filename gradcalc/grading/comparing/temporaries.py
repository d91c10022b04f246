"""A value with a name that is read once, right below, is the value itself: the name says nothing to Python."""

import ast
from collections import Counter

_SIMPLE = (ast.Assign, ast.Return, ast.Expr, ast.If, ast.Raise, ast.For)


def without_temporaries(tree: ast.AST) -> None:
    """Put such values where they are read, in a tree in which no two writings have one name."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    reads = Counter(node.id for node in names if isinstance(node.ctx, ast.Load))
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list):
                for place in range(len(block) - 2, -1, -1):  # so that a chain of them becomes one value
                    if _put_in(block[place], block[place + 1], reads):
                        del block[place]


def _put_in(one: ast.stmt, following: ast.stmt, reads: Counter[str]) -> bool:
    """Whether a statement only names a value for the following one, which has it now."""
    match one:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if reads[name] == 1:
            return isinstance(following, _SIMPLE) and _Put(name, value).into(following)
    return False


class _Put(ast.NodeTransformer):
    """Puts a value in place of a name, in what a statement evaluates once and first."""

    def __init__(self, name: str, value: ast.expr):
        self._name, self._value, self._done = name, value, False

    def into(self, statement: ast.stmt) -> bool:
        for field in ("value", "test", "exc", "iter"):
            part = getattr(statement, field, None)
            if isinstance(part, ast.AST):
                setattr(statement, field, self.visit(part))
        return self._done

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id != self._name or not isinstance(node.ctx, ast.Load):
            return node
        self._done = True
        return self._value

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        """It is evaluated later, and maybe often: what is in it stays, as in a list that is made in one line."""
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_Lambda  # type: ignore[assignment]  # other nodes
