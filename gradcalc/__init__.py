"""Gradients and directional derivatives that you can move."""

import importlib

from gradcalc.derivatives import directional_derivative, gradient, gradient_2d, gradient_check
from gradcalc.fields import Field, sample_field
from gradcalc.formula import formula
from gradcalc.gallery import GALLERY
from gradcalc.surfaces import Surface
from gradcalc.vectors import angle_between, from_angle, project, unit

__version__ = "0.1.0"
__all__ = [
    "GALLERY",
    "Explorer",
    "Field",
    "Surface",
    "angle_between",
    "between_networks",
    "check",
    "directional_derivative",
    "explore",
    "formula",
    "from_angle",
    "gradient",
    "gradient_2d",
    "gradient_check",
    "loss_slices",
    "predict",
    "progress",
    "project",
    "random_slopes",
    "sample_field",
    "training",
    "unit",
]

# What needs Matplotlib or ipywidgets is loaded when it is first used (PEP 562).
_LAZY = {
    "Explorer": "gradcalc.live.explorer",
    "between_networks": "gradcalc.live.between",
    "check": "gradcalc.cards.check",
    "explore": "gradcalc.live.explore",
    "loss_slices": "gradcalc.live.loss_slices",
    "predict": "gradcalc.cards.prediction",
    "progress": "gradcalc.cards.progress",
    "random_slopes": "gradcalc.live.random_slopes",
    "training": "gradcalc.live.training",
}


def __getattr__(name: str):
    if name in _LAZY:
        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'gradcalc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_LAZY])
