"""The layers of a long array of parameters, and directions that move each neuron in proportion to itself."""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

TRANSPOSED = "transposed convolution"  # its weights are (inputs, outputs / groups, ...): no row of it is a filter
KINDS = ("dense", "convolution", TRANSPOSED, "norm", "bias")
WITH_FILTERS = ("dense", "convolution")  # of these each row of the first axis is the filter of a neuron


class Layer(NamedTuple):
    """One block of the parameters: its name, its shape, and its kind, one of KINDS.

    The first axis of a dense layer and of a convolution counts its neurons: (outputs, inputs) and
    (outputs, inputs, height, width), as PyTorch has them.
    """

    name: str
    shape: tuple[int, ...]
    kind: str

    @property
    def size(self) -> int:
        """How many parameters it holds."""
        return math.prod(self.shape)


def layers_of_shapes(shapes: Iterable | Mapping, n: int) -> list[Layer]:
    """Layers from their shapes alone, in the order of the n parameters.

    Two axes are a dense layer, more are a convolution, one axis or none is a bias. Shapes by name do as well.
    Raises ValueError where the shapes do not hold n parameters, TypeError where they are none.

    >>> [layer.kind for layer in layers_of_shapes([(16, 2), (16,)], 48)]
    ['dense', 'bias']
    """
    try:
        # PyTorch's names of parameters lead to their shapes, in the order in which w has them.
        listed = shapes.values() if isinstance(shapes, Mapping) else shapes
        read = [tuple(int(side) for side in shape) for shape in listed]
    except TypeError:
        raise TypeError(f"shapes must be a list of shapes, such as [(16, 2), (16,)], got {shapes!r:.60}.") from None
    kinds = ("bias", "bias", "dense", "convolution")
    layers = [Layer(f"layer {i}", shape, kinds[min(len(shape), 3)]) for i, shape in enumerate(read, 1)]
    if (held := sum(layer.size for layer in layers)) != n:
        raise ValueError(
            f"shapes must hold the {n:,} parameters of w, but hold {held:,}: "
            "list the shape of every array of parameters, biases as well, in the order in which w has them."
        )
    return layers


def read_layers(layers: Iterable, n: int) -> list[Layer]:
    """Layers as a loss carries them: each with a name, a shape and a kind, as attributes or as a triple.

    Raises ValueError for an unknown kind, and where they do not hold n parameters; TypeError for others.

    >>> read_layers([("out", (1, 2), "dense"), ("shift", (1,), "bias")], 3)[0].size
    2
    """
    try:
        read = [
            Layer(layer.name, tuple(layer.shape), layer.kind)
            if hasattr(layer, "kind")
            else Layer(layer[0], tuple(layer[1]), layer[2])
            for layer in layers
        ]
    except (TypeError, IndexError):
        raise TypeError("layers must be a list whose entries have a name, a shape and a kind.") from None
    for layer in read:
        if layer.kind not in KINDS:
            raise ValueError(
                f"the kind of layer {layer.name!r} must be one of {', '.join(map(repr, KINDS))}, got {layer.kind!r}."
            )
    if (held := sum(layer.size for layer in read)) != n:
        raise ValueError(f"w must have {held:,} parameters, as many as the layers of the loss hold, got {n:,}.")
    return read


def filter_normalised(layers: list[Layer], w: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """A direction in which each neuron moves in proportion to its own weights, of shape (n,).

    The filter of a neuron is what it multiplies its inputs by: a row of a dense layer, an entry of the first axis of
    a convolution. Each filter of the direction is brought to the length of the same filter of w; biases and the
    parameters of norms are held fixed. Source: Li, Xu, Taylor, Studer and Goldstein, Visualizing the Loss Landscape
    of Neural Nets, 2018, section 4. Raises ValueError for layers with a transposed convolution.

    >>> layers, w = layers_of_shapes([(1, 2), (1,)], 3), np.array([3.0, 4.0, 7.0])
    >>> filter_normalised(layers, w, np.array([0.0, 2.0, 1.0])).tolist()
    [0.0, 5.0, 0.0]
    """
    if lacking := without_filters(layers):
        raise ValueError(f"filters cannot be normalised: {lacking}: take directions that are random.")
    normalised, used = np.zeros(len(w)), 0
    for layer in layers:
        part = slice(used, used + layer.size)
        used += layer.size
        if layer.kind in WITH_FILTERS:
            W, D = (v[part].reshape(layer.shape[0], -1) for v in (w, direction))
            lengths = np.linalg.norm(D, axis=1, keepdims=True)
            scaled = D / np.where(lengths == 0, 1, lengths) * np.linalg.norm(W, axis=1, keepdims=True)
            normalised[part] = scaled.ravel()
    return normalised


def without_filters(layers: Iterable[Layer]) -> str:
    """Which layer has filters that do not lie along its first axis, in words; nothing where none has."""
    names = [layer.name for layer in layers if layer.kind == TRANSPOSED]
    return f"{names[0]!r} is a {TRANSPOSED}, whose filters do not lie along its first axis" if names else ""
