from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.maths import landscape
from gradcalc.maths.layers import Layer, filter_normalised, layers_of_shapes, read_layers
from gradcalc.maths.network import Network


@given(st.integers(0, 1000))
@settings(deadline=None, max_examples=20)
def test_every_filter_has_the_length_of_its_own_weights_and_biases_and_norms_do_not_move(seed):
    layers = [
        Layer("conv", (3, 2, 2, 2), "convolution"),
        Layer("conv bias", (3,), "bias"),
        Layer("norm", (3,), "norm"),
        Layer("out", (2, 3), "dense"),
    ]
    rng = np.random.default_rng(seed)
    w, direction = rng.normal(size=(2, 36))
    d = filter_normalised(layers, w, direction)
    for first, count, size in ((0, 3, 8), (30, 2, 3)):
        for i in range(count):
            part = slice(first + i * size, first + (i + 1) * size)
            assert np.sum(d[part] ** 2) == pytest.approx(np.sum(w[part] ** 2))
            assert d[part] / np.linalg.norm(d[part]) == pytest.approx(
                direction[part] / np.linalg.norm(direction[part])
            )
    assert not d[24:30].any()


def test_the_layers_of_lesson_07_are_weights_and_biases_in_turn():
    network = Network((2, 4, 3))
    found = landscape.layers_of(network)
    assert [(layer.shape, layer.kind) for layer in found] == [
        ((4, 2), "dense"), ((4,), "bias"), ((3, 4), "dense"), ((3,), "bias"),
    ]  # fmt: skip


def test_layers_are_read_from_attributes_and_from_triples():
    layer = SimpleNamespace(name="a", shape=[2, 3], kind="dense")
    assert read_layers([layer, ("b", (2,), "bias")], 8) == [Layer("a", (2, 3), "dense"), Layer("b", (2,), "bias")]


@pytest.mark.parametrize(
    ("read", "given_", "error", "words"),
    [
        (layers_of_shapes, [(16, 2)], ValueError, "shapes must hold the 48 parameters of w, but hold 32"),
        (layers_of_shapes, [16, 2], TypeError, "shapes must be a list of shapes"),
        (layers_of_shapes, 48, TypeError, "shapes must be a list of shapes"),
        (read_layers, [("a", (48,), "attention")], ValueError, "kind of layer 'a' must be one of 'dense'"),
        (read_layers, [("a", (40,), "bias")], ValueError, "w must have 40 parameters, as many as .* hold, got 48"),
        (read_layers, [(16, 2)], TypeError, "a name, a shape and a kind"),
    ],
)
def test_what_does_not_fit_is_said(read, given_, error, words):
    with pytest.raises(error, match=words):
        read(given_, 48)


def test_a_transposed_convolution_is_read_and_its_filters_are_not_normalised():
    layers = read_layers([("up", (2, 3, 1), "transposed convolution")], 6)
    with pytest.raises(ValueError, match="filters cannot be normalised: 'up' is a transposed convolution"):
        filter_normalised(layers, np.ones(6), np.ones(6))


def test_shapes_may_have_names_as_those_of_a_module_have():
    named = {"0.weight": (16, 2), "0.bias": (16,)}
    assert layers_of_shapes(named, 48) == layers_of_shapes(list(named.values()), 48)
