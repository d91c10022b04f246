"""What needs PyTorch is tested in an environment of its own, as one group: tests/torch and the doctests beside it."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[1]
GROUP = ("tests/torch", "gradcalc/live/pytorch")


def python_with_torch() -> pathlib.Path:
    """The Python of that environment, which the Makefile makes."""
    for place in ("bin/python", "Scripts/python.exe"):
        if (path := ROOT / ".venv" / "torch" / place).exists():
            return path
    pytest.skip("needs PyTorch in an environment of its own: make .venv/torch.installed")


def test_what_needs_pytorch_passes():
    command = [python_with_torch(), "-m", "pytest", "-q", "-p", "no:cacheprovider", *GROUP]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-8000:] + result.stderr[-2000:]
