"""The browser's half as modules: its types, its style, what anywidget gets of it, and the tests that node runs."""

import json
import pathlib

import pytest

from gradcalc.cards.draw import DrawCard
from gradcalc.cards.drill import DrillCard
from gradcalc.cards.prediction import PredictionCard
from gradcalc.live.board.board_view import BoardView
from gradcalc.live.view import PictureView

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
READ_BY_ESLINT = ["gradcalc", "labextension", "benchmarks", "tests/browser_modules", "eslint.config.js"]


def test_the_types_of_every_script_fit(package):
    """TypeScript's compiler, in its strict way, on JavaScript with JSDoc; tsconfig.json says on which files."""
    found = package("typescript/bin/tsc", "--project", ROOT, "--listFiles")
    assert found.returncode == 0, found.stdout
    read = {pathlib.Path(name).resolve() for name in found.stdout.splitlines()}
    folders = (ROOT / "gradcalc", ROOT / "labextension", ROOT / "benchmarks", HERE)
    scripts = [path for folder in folders for path in folder.rglob("*.js")]
    assert [path for path in scripts if path.resolve() not in read] == []
    assert len(scripts) > 50


def test_eslint_finds_nothing(package):
    kept = ["--cache", "--cache-location=node_modules/.cache/eslint", "--cache-strategy=content"]
    found = package("eslint/bin/eslint.js", "--max-warnings=0", *kept, *READ_BY_ESLINT)
    assert found.returncode == 0, found.stdout + found.stderr


def test_nothing_of_npm_is_needed_but_by_the_tests():
    """A reader's browser loads gradcalc's own files alone, and the versions of what tests them are fixed."""
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert package["private"]
    assert "dependencies" not in package
    assert all(version[0].isdigit() for version in package["devDependencies"].values())
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text("utf-8")


@pytest.mark.parametrize("widget", [PictureView, BoardView, PredictionCard, DrillCard, DrawCard])
def test_what_anywidget_gets_is_a_module_with_a_default_export_alone(node, tmp_path, widget):
    file = tmp_path / "joined.mjs"
    file.write_text(str(widget._esm), "utf-8")
    report = f"import({json.dumps(file.as_uri())}).then((module) => console.log(Object.keys(module).join()))"
    loaded = node("--eval", report)
    assert loaded.stdout == "default\n", loaded.stderr


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.js")))
def test_node_agrees(node, name):
    found = node("--test", HERE / name)
    assert found.returncode == 0, found.stdout + found.stderr
