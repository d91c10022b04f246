"""Of gradcalc there is in the sandbox what is on the list, and nothing else, in both ways of grading."""

import contextlib
import pathlib
import subprocess
import textwrap

import pytest

from gradcalc.grading.running import sandbox, server
from gradcalc.grading.running.inside.visible import FOR_THE_GRADER, PACKAGE, VISIBLE, modules_for_notebooks
from gradcalc.grading.running.kernel import KernelSession
from gradcalc.grading.running.session import START_SECONDS, Session, seconds_from_now
from tests.grading.handed_in import needs_bubblewrap

# Stand-ins that do nothing, for names that a notebook imports.
SILENCED = {f"gradcalc.cards.{name}" for name in ("check", "draw", "drill", "guide", "prediction", "progress")}


def module_name(path: pathlib.Path) -> str:
    return ".".join(("gradcalc", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def files_of(name: str) -> set[pathlib.Path]:
    path = PACKAGE / name
    return {file for file in path.rglob("*") if file.is_file()} if path.is_dir() else {path}


FILES = {file for name in VISIBLE for file in files_of(name) if "__pycache__" not in file.parts}
MODULES = {module_name(file) for file in FILES if file.suffix == ".py"}
PACKAGES = {module.rpartition(".")[0] for module in MODULES} - {""}
OTHERS = {module_name(file) for file in PACKAGE.rglob("*.py")} - MODULES - PACKAGES


def test_the_list_leaves_out_what_is_asked_and_who_grades():
    for part in ("lessons.lesson_03.exercises", "lessons.exercises", "questions.judging", "lessons.notebooks",
                 "cards", "cards.scores", "grading.running.one", "grading.keeping.gradebook", "app.cli"):  # fmt: skip
        found = {module for module in OTHERS if f"{module}.".startswith(f"gradcalc.{part}.")}
        assert found, f"{part} has another name now"
    assert all((PACKAGE / name).exists() for name in VISIBLE)


@needs_bubblewrap
def test_no_other_file_of_gradcalc_is_in_the_sandbox():
    program = "import pathlib, sys\nfor path in pathlib.Path(sys.argv[1]).rglob('*'): path.is_dir() or print(path)"
    seen = subprocess.run(
        sandbox.command(["-c", program, str(PACKAGE)]), capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert {pathlib.Path(path) for path in seen if path and "__pycache__" not in path} == FILES


@contextlib.contextmanager
def process(way: str, unsafe: bool):
    """What runs a submission: a fork of the warm server, or a kernel of its own."""
    if way == "server":
        with server.borrowed(unsafe) as borrowed:
            yield Session(borrowed.submission())
    else:
        with contextlib.closing(KernelSession(unsafe)) as session:
            yield session


WAYS = [pytest.param("server", marks=needs_bubblewrap), pytest.param("kernel", marks=needs_bubblewrap)]


def said(way: str, source: str, unsafe: bool = False) -> set[str]:
    """The words of the set `found` that a cell makes in the process of a submission."""
    cells = f"{textwrap.dedent(source)}\nif found: raise ValueError(' '.join(sorted(found)[:5]))"
    with process(way, unsafe) as session:
        ended = session.run(cells, seconds_from_now(START_SECONDS))
    assert ended.error in ("", "ValueError"), ended
    return set(ended.message.split())


LOADED = "import sys\nfound = {name for name in sys.modules if name.split('.')[0] == 'gradcalc'}"


@pytest.mark.parametrize("way", WAYS)
def test_no_other_module_of_gradcalc_is_loaded(way):
    assert said(way, f"{LOADED} - {MODULES | PACKAGES | SILENCED}") == set()


@pytest.mark.parametrize("way", WAYS)
def test_all_that_a_notebook_can_use_is_loaded(way):
    assert said(way, f"import sys\nfound = {set(modules_for_notebooks())} - set(sys.modules)") == set()


@pytest.mark.parametrize("way", WAYS)
def test_no_other_module_of_gradcalc_can_be_loaded(way):
    source = f"""
        import importlib
        found = set()
        for name in {sorted(OTHERS - SILENCED)}:
            try:
                importlib.import_module(name)
            except ImportError:
                pass
            else:
                found.add(name)
    """
    assert len(OTHERS) > 50
    assert said(way, source) == set()


@pytest.mark.parametrize("way", ["server", "kernel"])
def test_without_a_sandbox_no_other_module_is_loaded_either(way):
    """There the files are there, but nothing has been read from them that a cell could find by chance."""
    asked = {name.split("/")[0] for name in FOR_THE_GRADER}
    ours = f"{{name for name in found if name.split('.')[1:2] and name.split('.')[1] not in {asked}}}"
    assert said(way, f"{LOADED}\nfound = {ours} - {MODULES | PACKAGES | SILENCED}", unsafe=True) == set()
