"""What an attack names of gradcalc is there, outside the sandbox: it fails on the defence, not on its own import.

The same holds for every other text that names a module, in the tests, in gradcalc itself and beside it: a filter such
as startswith("gradcalc.lessons") would match nothing once the module has moved, and nothing might come of that.
"""

import ast
import importlib
import pathlib
import re
import textwrap
import types

import pytest

from tests.grading.attacks import (
    on_the_answers,
    on_the_check,
    on_the_files,
    on_the_grader,
    on_the_kernel,
    on_the_machine,
    on_the_notebook,
)

MODULES = (on_the_answers, on_the_check, on_the_files, on_the_grader, on_the_kernel, on_the_machine, on_the_notebook)
ATTACKS = [attack for module in MODULES for attack in module.ATTACKS]
ROOT = pathlib.Path(__file__).parents[3]
FOLDERS = ("gradcalc", "tests", "benchmarks", "course", "docs")
DOTTED = re.compile(r"(?<![\w./-])gradcalc(?:\.[A-Za-z_]\w*)+")
# Files, names that attacks and other tests make, and, in a browser, functions of an object of that name.
NO_NAMES = {"gradcalc.py", "gradcalc.json", "gradcalc.questions.nothing",
            "gradcalc.left", "gradcalc.short", "gradcalc.general"}  # fmt: skip


def names(text: str) -> set[str]:
    """The dotted names of gradcalc in a text: imported, patched or used, by a name for it, or as a string in it."""
    try:
        tree = ast.parse(textwrap.dedent(text))
    except SyntaxError:
        return set(DOTTED.findall(text))
    nodes = list(ast.walk(tree))
    called = _imported(nodes)
    found = set(called.values())
    for node in nodes:
        if isinstance(node, ast.Attribute):
            found.add(_dotted(node, called))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "gradcalc" in node.value:
            found |= {node.value} if DOTTED.fullmatch(node.value) else names(node.value)
    return {name for name in found if name.startswith("gradcalc.")}


def _imported(nodes: list[ast.AST]) -> dict[str, str]:
    """What of gradcalc a program imports, by the name that it has there; gc is gradcalc, as in every lesson."""
    called = {"gc": "gradcalc"}
    for node in nodes:
        if isinstance(node, ast.Import):
            called |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            called |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    otherwise = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return {name: path for name, path in called.items() if name not in otherwise}


def _dotted(node: ast.AST, called: dict[str, str]) -> str:
    """a.b.c for what is written so, where a may be another name for it, sys.modules["a"] or import_module("a")."""
    match node:
        case ast.Name():
            return called.get(node.id, node.id)
        case ast.Attribute():
            return f"{_dotted(node.value, called)}.{node.attr}"
        case ast.Subscript(ast.Attribute(attr="modules"), ast.Constant(str(name))):
            return name
        case ast.Call(ast.Name("import_module") | ast.Attribute(attr="import_module"), [ast.Constant(str(name))]):
            return name
    return ""


def is_there(name: str) -> bool:
    """Whether modules, and what is named in the last of them, exist; what that has in turn may depend on a call."""
    thing = importlib.import_module("gradcalc")
    path = "gradcalc"
    for part in name.split(".")[1:]:
        path = f"{path}.{part}"
        try:
            thing = importlib.import_module(path)
        except ModuleNotFoundError as error:
            if not path.startswith(f"{error.name}"):
                return True  # it is there, but needs what this system lacks
            if not hasattr(thing, part):
                return False
            thing = getattr(thing, part)
        if not isinstance(thing, types.ModuleType):
            break
    return True


def missing(text: str) -> set[str]:
    return {name for name in names(text) - NO_NAMES if not is_there(name)}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_what_an_attack_names_is_there(attack):
    assert {name for text in attack.sources(pathlib.Path("course")) for name in missing(text)} == set()


def test_what_is_named_anywhere_is_there():
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    found = {str(path.relative_to(ROOT)): missing(path.read_text(encoding="utf-8")) for path in paths}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "text",
    [
        "import HERE.gone",
        "import HERE.gone as there",
        "from HERE import gone",
        "from HERE.vectors import unit, gone",
        "def answer():\n    from HERE.gone import unit",
        "import HERE.vectors as v\nv.gone.__code__ = None",
        "from HERE import vectors\nvectors.gone = None",
        "gc.gone()",
        "import sys\nsys.modules['HERE.gone'].unit = None",
        "import sys\nsys.modules['HERE.vectors'].gone = None",
        "import importlib\nimportlib.import_module('HERE.vectors').gone()",
        "__import__('HERE.gone')",
        "exec('from HERE.gone import unit')",
        "value.__module__.startswith('HERE.gone')",
        "monkeypatch.setattr('HERE.vectors.gone', 1)",
        "a cell with {holes}:\nfrom HERE.gone import unit",
    ],
)
def test_what_is_gone_is_found_however_it_is_named(text):
    # Written so that the test above does not find it here.
    assert missing(text.replace("HERE", "gradcalc"))


def test_what_is_there_is_not_taken_for_gone():
    text = """
import gc as collector, gradcalc.maths.vectors as v, sys
v.unit.__code__, v.np.linalg.norm, collector.collect, gc.GALLERY["bowl"].title
sys.modules["gradcalc.maths.vectors"].unit, gradcalc.cards.check.check, other.gradcalc.gone
"""
    assert names(text) >= {"gradcalc.maths.vectors.unit", "gradcalc.GALLERY", "gradcalc.cards.check.check"}
    assert missing(text) == set()
