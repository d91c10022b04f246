"""The types in the package say what it does."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[1]


def test_mypy_finds_nothing():
    """With the settings in pyproject.toml."""
    result = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_line_that_mypy_is_to_leave_out_says_why():
    for path in (ROOT / "gradcalc").rglob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            if "type: ignore" in line:
                assert re.search(r"# type: ignore\[[\w-]+\]  # \S", line), f"{path.name}: {line.strip()}"
