"""The files that say what to install, and the parts of the repository that must agree."""

import json
import pathlib
import re
import subprocess
import sys

import yaml

ROOT = pathlib.Path(__file__).parents[1]
# The conda package without the Qt window that notebooks do not need.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}


def pip_requirements() -> dict[str, str]:
    lines = (line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines())
    return dict(re.fullmatch(r"([\w-]+)(.*)", line).groups() for line in lines if line)


def tracked_files() -> list[str]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [name for name in names if (ROOT / name).exists()]


def test_requirements_and_environment_name_the_same_packages():
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    conda = dict(re.fullmatch(r"([\w-]+)(.*)", line).groups() for line in dependencies if isinstance(line, str))
    assert conda.pop("python") == ">=3.11"
    conda.pop("pip")
    assert {CONDA_NAMES.get(name, name): version for name, version in conda.items()} == pip_requirements()


def test_every_requirement_says_what_it_is_for():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line[:1].isalpha()]
    assert lines
    assert all(re.search(r"\S +# \S{3,}", line) for line in lines)


def test_the_code_is_in_style():
    files = [name for name in tracked_files() if name.endswith((".py", ".ipynb"))]
    for command in (["check"], ["format", "--check"]):
        result = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *files], cwd=ROOT, capture_output=True, text=True
        )
        assert result.returncode == 0, result.stdout


def test_modules_are_small():
    long = {p.name: n for p in (ROOT / "gradcalc").rglob("*.py") if (n := len(p.read_text().splitlines())) > 250}
    assert not long


def test_the_repository_names_no_path_of_one_machine():
    text = {name: (ROOT / name).read_bytes() for name in tracked_files()}
    assert not [name for name, data in text.items() if re.search(rb"/(work|root|home/[a-z]+)/[a-z]", data)]


def test_what_the_readme_says_was_run_is_run_by_a_test_that_is_there():
    section = (ROOT / "README.md").read_text("utf-8").split("### Where it runs")[1].split("**Never run:**")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")][1:]
    assert rows
    assert all((ROOT / row[-1].strip("`")).is_file() for row in rows)
    everywhere = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "everywhere").glob("test_*.py")}
    assert everywhere <= {row[-1].strip("`") for row in rows}


def test_binder_and_the_container_install_from_the_same_files():
    """Binder reads environment.yml, which stands in the root; the container calls the Makefile."""
    assert yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"][-1] == {"pip": ["--editable ."]}
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8")
    container = json.loads("\n".join(line for line in text.splitlines() if not line.startswith("//")))
    assert all((ROOT / name).exists() for name in container["customizations"]["codespaces"]["openFiles"])
    target = container["postCreateCommand"].removeprefix("make ")
    assert re.search(rf"^{re.escape(target)}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
