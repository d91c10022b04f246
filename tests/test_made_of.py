"""A site is made anew once anything that it is made of has changed, and only then."""

import importlib.util
import pathlib
import shutil
from typing import NamedTuple

import pytest

HERE = pathlib.Path(__file__).parents[1] / "docs" / "site" / "made_of.py"
FILES = ["docs/site/conf.py", "docs/site/_static/site.css", "notebooks/00_x.ipynb", "notebooks/glossary.md",
         "gradcalc/x.py", "gradcalc/live/browser/x.js", "pyproject.toml", "requirements.txt", "README.md",
         "LICENSE"]  # fmt: skip


class Distribution(NamedTuple):
    name: str
    version: str


@pytest.fixture
def made_of(monkeypatch):
    """The module, which lies where the site is made, with one package that makes it."""
    spec = importlib.util.spec_from_file_location("made_of", HERE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "distributions", lambda: [Distribution("sphinx", "8.1")])
    return module


@pytest.fixture
def repository(tmp_path):
    """Something in each of the places that the site is made of."""
    for name in FILES:
        put(tmp_path / name, "something")
    return tmp_path


def put(file: pathlib.Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("name", [*FILES, "gradcalc/new/y.css", "docs/site/new.md"])
def test_a_file_that_is_changed_or_new_makes_another_site(made_of, repository, name):
    before = made_of.digest(repository)
    put(repository / name, "something else")
    assert made_of.digest(repository) != before


def test_a_file_that_is_gone_or_has_another_name_makes_another_site(made_of, repository):
    before = made_of.digest(repository)
    (repository / "gradcalc/x.py").rename(repository / "gradcalc/y.py")
    renamed = made_of.digest(repository)
    (repository / "gradcalc/y.py").unlink()
    assert len({before, renamed, made_of.digest(repository)}) == 3


def test_another_version_of_a_package_makes_another_site(made_of, repository, monkeypatch):
    before = made_of.digest(repository)
    monkeypatch.setattr(made_of, "distributions", lambda: [Distribution("sphinx", "8.2")])
    assert made_of.digest(repository) != before


@pytest.mark.parametrize(
    "name",
    ["gradcalc/__pycache__/x.pyc", "notebooks/.ipynb_checkpoints/x.ipynb", "notebooks/gradcalc_progress.json",
     "docs/grading.md", "tests/test_x.py", "gradcalc/.hidden"],
)  # fmt: skip
def test_what_the_site_is_not_made_of_makes_no_other(made_of, repository, name):
    before = made_of.digest(repository)
    put(repository / name, "anything")
    assert made_of.digest(repository) == before


def test_the_same_files_elsewhere_make_the_same_site(made_of, repository, tmp_path_factory):
    copy = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(repository, copy)
    assert made_of.digest(copy) == made_of.digest(repository)
