"""The account that publishes the repository: said in one place, and filled in wherever an address stands."""

import importlib.util
import pathlib
import re
import runpy
import shutil
import subprocess
import sys

import pytest

from gradcalc import address

ROOT = pathlib.Path(__file__).parents[1]
_spec = importlib.util.spec_from_file_location("publish", ROOT / "docs" / "publish.py")
publisher = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(publisher)
FILES = (publisher.HOME, *publisher.FILLED)
# The word in the place of an account, whatever the address is.
OPEN = re.compile(rf"[/:]{publisher.PLACEHOLDER}\b|\b{publisher.PLACEHOLDER}[./]")


def astray(text: str, owner: str) -> set[str]:
    """The accounts in the addresses of a text that are not the one that is asked for."""
    found = {*publisher.ADDRESS.findall(text), *({publisher.PLACEHOLDER} if OPEN.search(text) else ())}
    return found - {owner or publisher.PLACEHOLDER}


@pytest.fixture
def copy(tmp_path):
    for name in (*FILES, "docs/publish.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def texts(root):
    return {name: (root / name).read_text("utf-8") for name in FILES}


def test_no_file_but_those_that_are_filled_names_an_address_and_these_name_the_same():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in names:
        if (ROOT / name).is_file():
            text = (ROOT / name).read_bytes().decode("utf-8", errors="ignore")
            found = astray(text, address.OWNER) if name in publisher.FILLED else astray(text, "nobody")
            assert not found, f"{name} names {found}: let docs/publish.py fill it in, or name no address."


def test_an_account_stands_in_every_address_and_nothing_else_changes(copy):
    before = texts(copy)
    assert all(publisher.ADDRESS.search(before[name]) for name in publisher.FILLED)
    assert set(publisher.publish("ada-l", copy)) == set(FILES)
    first = texts(copy)
    assert not any(astray(first[name], "ada-l") for name in publisher.FILLED)
    assert publisher.PLACEHOLDER not in first["README.md"]
    assert publisher.publish("ada-l", copy) == []
    other = "b2"
    assert set(publisher.publish(other, copy)) == set(FILES)
    assert {name: text.replace(other, "ada-l") for name, text in texts(copy).items()} == {
        name: text.replace(other, "ada-l") for name, text in first.items()
    }
    home = runpy.run_path(str(copy / publisher.HOME))
    assert home["REPOSITORY"] == f"https://github.com/{other}/gradcalc"
    assert home["SITE"] == f"https://{other}.github.io/gradcalc/"


@pytest.mark.parametrize("owner", ["", "two words", "-a", "a--b", 'a"; import os', "a/b", "a.b", "OWNER", "x" * 40])
def test_what_is_no_account_changes_nothing(copy, owner):
    before = texts(copy)
    command = [sys.executable, str(copy / "docs" / "publish.py"), "--", owner]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 2
    assert "is no account of GitHub" in told.stderr
    assert texts(copy) == before


def test_without_an_account_there_is_no_address_and_a_sentence_says_so():
    home = runpy.run_path(str(ROOT / publisher.HOME))
    assert bool(home["OWNER"]) == bool(home["SITE"]) == bool(home["REPOSITORY"])
    assert home["NO_SITE"].endswith(".")


def test_make_publish_fills_in(copy):
    if shutil.which("make") is None:
        pytest.skip("needs make: sudo apt-get install make")
    shutil.copy(ROOT / "Makefile", copy)
    subprocess.run(["make", "publish", "OWNER=ada", f"PYTHON={sys.executable}"], cwd=copy, check=True)
    assert 'OWNER = "ada"' in (copy / publisher.HOME).read_text("utf-8")
