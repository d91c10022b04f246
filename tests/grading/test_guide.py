"""The lecturer's guide and the README name what there is, and the guide names every command that grades."""

import importlib
import pathlib
import re
import shlex
import tomllib

import click
import pytest
from nbgrader.apps.nbgraderapp import NbGraderApp

from gradcalc.app.cli import COMMANDS, main
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names

ROOT = pathlib.Path(__file__).parents[2]
GUIDE, README = ROOT / "docs" / "grading.md", ROOT / "README.md"

BLOCK, SPAN = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL), re.compile(r"`([^`]+)`")
PROGRAMS = ("gradcalc", "nbgrader", "dask")
# Those who learn use it, not those who grade: the README is about it.
NOT_IN_THE_GUIDE = {"lab"}


def written(path: pathlib.Path) -> list[str]:
    """The lines of code of a page, and what stands between backticks in its text."""
    text = path.read_text(encoding="utf-8")
    lines = [line.partition("  #")[0] for block in BLOCK.findall(text) for line in block.splitlines()]
    return lines + [" ".join(span.split()) for span in SPAN.findall(BLOCK.sub("", text))]


def commands(path: pathlib.Path) -> list[str]:
    return [line for line in written(path) if line.startswith(tuple(f"{program} " for program in PROGRAMS))]


def options_of(command: click.Command) -> set[str]:
    return {"--help"} | {option for parameter in command.params for option in parameter.opts if option[:1] == "-"}


def unknown(line: str) -> list[str]:
    """The words of a command line that the program does not know."""
    program, *words = shlex.split(line)
    options = [word.partition("=")[0] for word in words if word.startswith("-")]
    words = [word for word in words if not word.startswith("-")]
    if program == "nbgrader":
        return _unknown_to_nbgrader(words, options)
    if not words:
        return [option for option in options if option not in options_of(main) | {"--version"}]
    if program == "dask":
        try:
            command = importlib.import_module(f"distributed.cli.dask_{words[0]}").main
        except ModuleNotFoundError:
            return words[:1]
    else:
        command = main.get_command(click.Context(main), words[0])
    if command is None:
        return words[:1]
    return [option for option in options if option not in options_of(command)]


def _unknown_to_nbgrader(words: list[str], options: list[str]) -> list[str]:
    app = NbGraderApp()
    for word in words:
        if not app.subcommands:
            break
        if word not in app.subcommands:
            return [word]
        app = app.subcommands[word][0]()
    traits = {f"{kind.__name__}.{name}" for kind in app.classes for name in kind.class_traits(config=True)}
    known = {"help", *app.flags, *app.aliases, *traits}
    return [option for option in options if option.lstrip("-") not in known]


@pytest.mark.parametrize("path", [GUIDE, README], ids=lambda path: path.name)
def test_every_command_that_is_named_exists_with_its_options(path):
    found = commands(path)
    assert len(found) > 5
    assert {line: unknown(line) for line in found if unknown(line)} == {}


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("gradcalc gerade submitted", "gerade"),
        ("gradcalc grade submitted --nonsense 3", "--nonsense"),
        ("nbgrader hand_out 03", "hand_out"),
        ("nbgrader db assignment nonsense 03", "nonsense"),
        ("nbgrader collect 03 --Nonsense.late=1", "--Nonsense.late"),
        ("dask nonsense", "nonsense"),
        ("dask worker tcp://10.0.0.1:8786 --nonsense", "--nonsense"),
    ],
)
def test_what_does_not_exist_would_be_found(line, word):
    assert unknown(line) == [word]


def test_options_that_stand_alone_in_the_guide_are_those_of_some_command_in_it():
    ours = set().union(*(options_of(main.get_command(click.Context(main), name)) for name in COMMANDS))
    alone = {span.partition(" ")[0].partition("=")[0] for span in written(GUIDE) if span.startswith("-")}
    of_nbgrader = {
        "--force": "autograde",
        "--update": "collect",
        "--CourseDirectory.student_id_exclude": "release_feedback",
    }
    assert [
        f"{word} {option}" for option, word in of_nbgrader.items() if unknown(f"nbgrader {word} x {option}=y")
    ] == []
    assert alone - ours - {"--no-browser"} == of_nbgrader.keys()


def test_the_guide_names_every_command_and_option_for_grading():
    text = "\n".join(written(GUIDE))
    for name in set(COMMANDS) - NOT_IN_THE_GUIDE:
        assert f"gradcalc {name}" in text
        for option in options_of(main.get_command(click.Context(main), name)) - {"--help"}:
            assert re.search(rf"(?<!\S){option}\b", text), f"gradcalc {name} {option}"
    for name in NOT_IN_THE_GUIDE:
        assert f"gradcalc {name}" in "\n".join(written(README))


def test_what_the_guide_names_of_the_repository_is_there():
    text = GUIDE.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (GUIDE.parent / link).exists()] == []
    assert "cp -r gradcalc/course term" in text
    for name in ("nbgrader_config.py", "solutions/"):
        assert f"`{name}`" in text
        assert (ROOT / "course" / name).exists()
    assert set(re.findall(r"\b\d\d_\w+(?=\b)", text)) <= set(names().values())
    assert set(re.findall(r"--exercise (\S+?)`", text)) <= set(EXERCISES)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert {"grade"} < set(re.findall(r"gradcalc\[(\w+)\]", text)) <= set(extras)


def test_every_promise_has_a_test_that_is_there():
    (chapter,) = re.findall("^## What grading promises.*?^## ", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    rows = [line for line in chapter.splitlines() if line.startswith("|")][2:]
    named = re.findall(r"`([\w./]+\.py)::(\w+)`", chapter)
    assert len(rows) >= 12
    assert all("::test_" in row for row in rows)
    for path, name in named:
        assert f"def {name}(" in (ROOT / "tests" / "grading" / path).read_text("utf-8"), name


def test_the_readme_leads_to_the_guide():
    assert "](docs/grading.md)" in README.read_text(encoding="utf-8")
