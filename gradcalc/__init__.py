"""Gradients and directional derivatives that you can move."""

import importlib
import sys

from gradcalc.functions.formula import formula
from gradcalc.functions.gallery import GALLERY
from gradcalc.functions.given import function_in_words
from gradcalc.functions.surfaces import Surface
from gradcalc.maths.callables import read_text_by
from gradcalc.maths.checking import gradient_check
from gradcalc.maths.derivatives import directional_derivative, gradient, gradient_2d
from gradcalc.maths.fields import Field, sample_field
from gradcalc.maths.vectors import angle_between, from_angle, project, unit

__version__ = "0.1.0"
__all__ = [
    "GALLERY",
    "Explorer",
    "Field",
    "Surface",
    "angle_between",
    "check",
    "directional_derivative",
    "draw",
    "drill",
    "explore",
    "explore_batches",
    "explore_between",
    "explore_chain_rule",
    "explore_circle",
    "explore_cost",
    "explore_descent",
    "explore_race",
    "explore_random_slopes",
    "explore_slices",
    "explore_step",
    "explore_step_field",
    "explore_training",
    "formula",
    "from_angle",
    "gradient",
    "gradient_2d",
    "gradient_check",
    "guide",
    "predict",
    "progress",
    "project",
    "sample_field",
    "torch_loss",
    "unit",
    "walk",
]

# The maths knows no formulas; with this, gradient("x*y", 1, 2) does.
read_text_by(function_in_words)

# What needs Matplotlib or ipywidgets is loaded when it is first used (PEP 562).
_LAZY = {
    "Explorer": "gradcalc.live.explorer.explorer",
    "check": "gradcalc.cards.check",
    "draw": "gradcalc.cards.draw",
    "drill": "gradcalc.cards.drill",
    "explore": "gradcalc.live.explore",
    "explore_batches": "gradcalc.boards.batches",
    "explore_between": "gradcalc.boards.between",
    "explore_chain_rule": "gradcalc.boards.chain",
    "explore_circle": "gradcalc.boards.circle",
    "explore_cost": "gradcalc.boards.cost",
    "explore_descent": "gradcalc.boards.descent",
    "explore_race": "gradcalc.boards.race",
    "explore_random_slopes": "gradcalc.boards.random_slopes",
    "explore_slices": "gradcalc.boards.loss_slices",
    "explore_training": "gradcalc.boards.training",
    "explore_step": "gradcalc.boards.step_size",
    "explore_step_field": "gradcalc.boards.step_field",
    "guide": "gradcalc.cards.guide",
    "predict": "gradcalc.cards.prediction",
    "progress": "gradcalc.cards.progress",
    "torch_loss": "gradcalc.live.torch_loss",
    "walk": "gradcalc.boards.walk",
}


def __getattr__(name: str):
    if name in _LAZY:
        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'gradcalc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_LAZY])


if "google.colab" in sys.modules:
    print(importlib.import_module("gradcalc.app.colab").prepare())
