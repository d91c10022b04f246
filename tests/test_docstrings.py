"""Every public module, class, function and method of the package says what it is for."""

import ast
import pathlib

ROOT = pathlib.Path(__file__).parents[1]
MODULES = sorted((ROOT / "gradcalc").rglob("*.py"))


def undocumented(node: ast.AST, name: str) -> list[str]:
    """The public names at a node and in it that have no docstring; what is nested in a function is nobody's."""
    found = [] if ast.get_docstring(node) else [name]
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith(
            "_"
        ):
            found += undocumented(child, f"{name}.{child.name}") if not isinstance(node, ast.FunctionDef) else []
    return found


def test_every_public_name_has_a_docstring():
    missing = [
        name
        for path in MODULES
        for name in undocumented(ast.parse(path.read_text("utf-8")), str(path.relative_to(ROOT)))
    ]
    assert missing == []
