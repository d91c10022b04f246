"""Lesson 00: answers that are right, written differently."""

from fractions import Fraction

import numpy as np
import pytest

import gradcalc as gc
from tests.exercises import tries


def bowl(x, y):
    return x**2 + y**2


H = 1e-6
WAYS = {
    "bowl_gradient": (
        [3, -1],
        (3.0, -1.0),
        np.array([3, -1]),
        np.array([3, -1], dtype=np.float32),
        np.array([3, -1], dtype=np.int8),
        np.array([3, -1], dtype=object),
        [2 * 1.5, 2 * -0.5],
        [2 * x for x in (1.5, -0.5)],
        [np.float64(3), np.int64(-1)],
        gc.gradient(bowl, 1.5, -0.5),
        [(bowl(1.5 + H, -0.5) - bowl(1.5, -0.5)) / H, (bowl(1.5, -0.5 + H) - bowl(1.5, -0.5)) / H],
        [bowl(1.5 + 1j * H, -0.5).imag / H, bowl(1.5, -0.5 + 1j * H).imag / H],
        [float(Fraction(3)), float(Fraction(-1))],
    ),
}


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("00", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("00", WAYS)


def test_practice_gives_no_points():
    report = gc.check("00.gradient_of_the_bowl", [3, -1])
    assert report.status == "right"
    assert report.points == report.out_of == 0
    assert "point" not in repr(report)
