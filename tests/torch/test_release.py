"""The PyTorch that these tests run with is one that the extra allows."""

import pathlib
import re
import tomllib

import torch

ROOT = pathlib.Path(__file__).parents[2]


def test_the_release_is_not_older_than_what_the_extra_asks_for():
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]["torch"]
    (least,) = re.findall(r"torch>=(\d+)\.(\d+)", " ".join(extra))
    assert tuple(map(int, torch.__version__.split(".")[:2])) >= tuple(map(int, least))
