"""One order for what may stand in any, and one way to call what NumPy has in several, in a tree with plain names."""

import ast
from collections.abc import Iterator

MODULE = "@"  # stands before the name of a module
NUMPY = f"{MODULE}numpy"
_METHODS = frozenset({"sum", "prod", "mean", "max", "min", "any", "all", "argmax", "argmin", "cumsum", "dot"})
_PRODUCTS = frozenset({f"{NUMPY}.dot", f"{NUMPY}.matmul"})
_AS = {f"{NUMPY}.asarray": f"{NUMPY}.array"}


class OneOrder(ast.NodeTransformer):
    """Sorts what may stand in any order: the parts of a sum or a product, and the sides of an equation.

    What a module defines is one name, however it was imported.
    """

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id.startswith(MODULE):
            return ast.Name(f"{node.value.id}.{node.attr}", node.ctx)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
            node.args.insert(0, node.func.value)
            node.func = ast.Name(f"{NUMPY}.{node.func.attr}", ast.Load())
        match node:
            case ast.Call(func=ast.Name(id=name), args=[one, other], keywords=[]) if name in _PRODUCTS:
                return ast.BinOp(one, ast.MatMult(), other)
            case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=0), end]):
                return ast.Call(node.func, [end], [])
            case ast.Call(func=ast.Name(id=name)) if name in _AS:
                node.func = ast.Name(_AS[name], ast.Load())
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Add | ast.Mult):
            return node
        first, *others = sorted(_parts(node, type(node.op)), key=ast.dump)
        for part in others:
            first = ast.BinOp(first, node.op, part)
        return first

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            node.left, node.comparators[0] = sorted((node.left, node.comparators[0]), key=ast.dump)
        return node


def _parts(node: ast.expr, kind: type[ast.operator]) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, kind):
        yield from _parts(node.left, kind)
        yield from _parts(node.right, kind)
    else:
        yield node
