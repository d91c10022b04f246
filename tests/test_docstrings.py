"""Every public module, class, function and method of the package says what it is for, and what it raises."""

import ast
import inspect
import pathlib
from collections.abc import Iterator

import pytest

import gradcalc as gc

ROOT = pathlib.Path(__file__).parents[1]
MODULES = sorted((ROOT / "gradcalc").rglob("*.py"))


def undocumented(node: ast.AST, name: str) -> list[str]:
    """The public names at a node and in it that have no docstring; what is nested in a function is nobody's.

    What a visitor does with a kind of node is for `ast` to call, and says itself what it is. The signatures that are
    overloaded stand before the function that they belong to, which has the docstring.
    """
    found = [] if ast.get_docstring(node) else [name]
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if named and any(isinstance(d, ast.Name) and d.id == "overload" for d in child.decorator_list):
            continue
        if named and not child.name.startswith(("_", "visit_")):
            found += undocumented(child, f"{name}.{child.name}") if not isinstance(node, ast.FunctionDef) else []
    return found


def test_every_public_name_has_a_docstring():
    missing = [
        name
        for path in MODULES
        for name in undocumented(ast.parse(path.read_text("utf-8")), str(path.relative_to(ROOT)))
    ]
    assert missing == []


@pytest.mark.parametrize("name", [name for name in gc.__all__ if callable(getattr(gc, name))])
def test_what_gradcalc_offers_is_shown_by_an_example(name):
    """Which runs, as every doctest does."""
    assert ">>> " in inspect.getdoc(getattr(gc, name))


def public_functions(node: ast.AST) -> Iterator[ast.FunctionDef]:
    """The public functions and methods of a module, without those inside of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef) and not child.name.startswith("_"):
            yield child
        elif isinstance(child, ast.ClassDef):
            yield from public_functions(child)


def raised(node: ast.AST) -> set[str]:
    """The errors that the lines of a function raise by name; those of click are messages of a command."""
    found = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Raise) and isinstance(child.exc, ast.Call) and isinstance(child.exc.func, ast.Name):
            found.add(child.exc.func.id)
        elif not isinstance(child, ast.FunctionDef):
            found |= raised(child)
    return found


def test_a_docstring_names_the_errors_that_its_function_raises():
    missing = [
        f"{path.relative_to(ROOT)}: {function.name} raises {error}"
        for path in MODULES
        for function in public_functions(ast.parse(path.read_text("utf-8")))
        for error in sorted(raised(function))
        if error not in (ast.get_docstring(function) or "")
    ]
    assert missing == []
