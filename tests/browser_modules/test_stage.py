"""Stages that the browser makes of formulas by itself, against those of the kernel."""

import warnings

import pytest

from gradcalc.functions.gallery import GALLERY, of_formula
from gradcalc.live.explorer.cards import given
from gradcalc.live.explorer.stage import prepare
from gradcalc.pictures.panels import PANELS

FORMULAS = (
    "x^3 - 2x y^2", "exp(3x) y", "1000 sin(x y)", "1e-9 x", "1/(x^2 + y^2)", "sqrt(x) - y", "ln x + y^2", "max(x, y)",
    "|x| - |y| / 3", "sin(8x) + cos(9y)", "2", "1e6 + x/100", "x y/(1 + |x|)", "arctan(y/x)", "1e200 x^2",
)  # fmt: skip
WINDOWS = (((-2, 2), (-2, 2)), ((0.5, 0.9), (-3, -0.1)), ((1e6, 1e6 + 4), (-1, 1)), ((0.123, 0.124), (0.5, 0.502)))


def shown():
    yield from GALLERY.values()
    for text in FORMULAS:
        for xlim, ylim in WINDOWS:
            yield of_formula(text, text, xlim=xlim, ylim=ylim)


def asked(surface) -> tuple[dict, dict]:
    return given(surface), {"xlim": surface.xlim, "ylim": surface.ylim}


def test_stages_are_those_of_the_kernel_for_every_view(ask):
    surfaces = list(shown())
    for surface, found in zip(surfaces, ask("stages", [asked(s) for s in surfaces], list(PANELS)), strict=True):
        try:
            with warnings.catch_warnings(action="ignore"):
                stage = prepare(surface, tuple(PANELS))
        except ValueError:
            assert "Nowhere in this window" in found or "times as wide as" in found
            continue
        assert not isinstance(found, str), (surface, found)
        assert found["scale"] == pytest.approx(stage.scale, rel=1e-12), surface
        for kind, panel in stage.panels.items():
            there = found["panels"][kind]
            for name, value in vars(panel.frame).items():
                assert there[name] == pytest.approx(list(value) if isinstance(value, tuple) else value, rel=1e-12)
            if panel.hill:
                assert there["factor"] == pytest.approx(panel.hill.factor)
