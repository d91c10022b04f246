"""One spelling for statements that mean the same, in the syntax tree of an answer.

Python's own parser makes the tree: it alone knows which spaces, brackets, quotes and line ends say nothing in Python,
and it is exact. A measure of likeness has a threshold, and honest answers to one short task lie close together.
"""

import ast
import itertools
from collections.abc import Iterator

_ENDS = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_TURNED: dict[type, type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}
_NEGATED: dict[type, type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is
}  # fmt: skip


class OneSpelling(ast.NodeTransformer):
    """Leaves out what says nothing to Python, as texts, types, prints and imports, and spells the rest in one way."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Spell what is in a node, then its blocks of statements as wholes."""
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                setattr(node, name, _block(block) or ([ast.Pass()] if name == "body" and block else []))
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) == 1 and (turned := _TURNED.get(type(node.ops[0]))):
            return ast.Compare(node.comparators[0], [turned()], [node.left])
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        inner = node.operand
        if isinstance(node.op, ast.Not) and isinstance(inner, ast.Compare) and len(inner.ops) == 1:
            negated = _NEGATED.get(type(inner.ops[0]))
            return ast.Compare(inner.left, [negated()], inner.comparators) if negated else node
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        squared = isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 2
        if squared and isinstance(node.left, ast.Name):
            return ast.BinOp(node.left, ast.Mult(), ast.Name(node.left.id, ast.Load()))
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """2 and 2.0 are one number; the letter before a text says nothing."""
        if type(node.value) is int and abs(node.value) < 2**53:
            return ast.Constant(float(node.value))
        return ast.Constant(node.value)

    def visit_List(self, node: ast.List) -> ast.AST:
        self.generic_visit(node)
        return ast.Tuple(node.elts, node.ctx)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        node.keywords.sort(key=lambda keyword: keyword.arg or "")
        return node


def _block(statements: list[ast.stmt]) -> list[ast.stmt]:
    """Statements one after the other, each spelled in one way."""
    found = list(itertools.chain.from_iterable(map(_statement, statements)))
    match found[-2:]:
        case [ast.Assign(targets=[ast.Name(id=name)], value=value), ast.Return(value=ast.Name(id=returned))] if (
            name == returned
        ):
            found[-2:] = [ast.Return(value)]
    return found


def _statement(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Pass() | ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant() | ast.Name()):
            return
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"))):
            return
        case ast.AnnAssign(target=target, value=value):
            if value:
                yield ast.Assign([target], value)
        case ast.AugAssign(target=target, op=op, value=value):
            yield ast.Assign([target], ast.BinOp(_read(target), op, value))
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if _one_by_one(names, values):
            for name, value in zip(names, values, strict=True):
                yield ast.Assign([name], value)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda(args=args, body=body)):
            yield _function(name, args, body)
        case ast.Raise(exc=ast.Call(func=kind)):
            yield ast.Raise(kind)
        case ast.Raise(exc=kind):
            yield ast.Raise(kind)
        case ast.Assert(test=test):
            yield ast.Assert(test)
        case ast.If(body=[*_, last], orelse=[_, *_] as rest) if isinstance(last, _ENDS):
            node.orelse = []
            yield node
            yield from rest  # they come just where the body does not go on
        case _:
            yield node


def _one_by_one(names: list[ast.expr], values: list[ast.expr]) -> bool:
    """Whether it is the same to assign them one after the other: no value is read that was written just before."""
    starred = any(isinstance(part, ast.Starred) for part in (*names, *values))
    return len(names) == len(values) and not starred and not (_ids(names) & _ids(values[1:]))


def _ids(parts: list[ast.expr]) -> set[str]:
    return {node.id for part in parts for node in ast.walk(part) if isinstance(node, ast.Name)}


def _function(name: str, args: ast.arguments, body: ast.expr) -> ast.FunctionDef:
    """The function that a lambda with a name is, with whatever fields this Python gives to one."""
    (made,) = ast.parse("def f(): ...").body
    assert isinstance(made, ast.FunctionDef)
    made.name, made.args, made.body = name, args, [ast.Return(body)]
    return made


def _read(target: ast.expr) -> ast.expr:
    """What is written to, as it is read."""
    return ast.parse(ast.unparse(target), mode="eval").body
