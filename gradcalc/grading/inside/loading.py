"""What is loaded before a student's code runs: it finds no file of gradcalc afterwards."""

import importlib
import pathlib
import pkgutil

import matplotlib.backends.backend_agg
import matplotlib.pyplot  # noqa: F401

import gradcalc
from gradcalc.grading.inside.withheld import silence_cards

PACKAGE = str(pathlib.Path(gradcalc.__file__).parent)

_ELSEWHERE = ("gradcalc.cards", "gradcalc.exercises", "gradcalc.grading", "gradcalc.predictions")


def load_everything() -> None:
    """Load all of gradcalc that a notebook can use."""
    for module in pkgutil.walk_packages(gradcalc.__path__, "gradcalc."):
        if not module.name.startswith(_ELSEWHERE):
            importlib.import_module(module.name)
    silence_cards()
