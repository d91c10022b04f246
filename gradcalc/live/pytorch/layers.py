"""What lies where in the array of all parameters, and what size a direction takes from it."""

import math
from dataclasses import dataclass

import numpy as np
import torch

from gradcalc.maths import layers as blocks

DENSE, CONVOLUTION, NORM, BIAS = "dense", "convolution", "norm", "bias"
CONVOLUTIONS = (torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Conv3d)
NORMS = (
    torch.nn.modules.batchnorm._NormBase, torch.nn.LayerNorm, torch.nn.GroupNorm
)  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """One parameter: its name in the module, its kind, its shape, and where it lies in the array w.

    kind is "dense" or "convolution", whose rows along the first axis are filters, "transposed convolution", "norm" or
    "bias".
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    where: slice


def layers_of(module: torch.nn.Module) -> tuple[Layer, ...]:
    """The parameters in the order of `module.named_parameters()`, each once.

    >>> net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.LayerNorm(3))
    >>> [(layer.name, layer.kind, layer.shape) for layer in layers_of(net)]
    [('0.weight', 'dense', (3, 2)), ('0.bias', 'bias', (3,)), ('1.weight', 'norm', (3,)), ('1.bias', 'norm', (3,))]
    """
    layers, used = [], 0
    for name, parameter in module.named_parameters():
        owner = module.get_submodule(name.rpartition(".")[0])
        shape = tuple(parameter.shape)
        layers.append(Layer(name, _kind(owner, shape), shape, slice(used, used := used + math.prod(shape))))
    return tuple(layers)


def _kind(owner: torch.nn.Module, shape: tuple[int, ...]) -> str:
    if isinstance(owner, NORMS) or "Norm" in type(owner).__name__:
        return NORM
    if len(shape) < 2:
        return BIAS
    if isinstance(owner, torch.nn.modules.conv._ConvTransposeNd):
        return blocks.TRANSPOSED
    return CONVOLUTION if isinstance(owner, CONVOLUTIONS) else DENSE


def filter_normalised(layers: tuple[Layer, ...], w: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """The direction with each filter brought to the length of the same filter of w, and 0 for norms and biases.

    w and direction have shape (n,). Raises ValueError for a module with a transposed convolution.
    """
    normalised = blocks.filter_normalised(blocks.read_layers(layers, len(w)), w, direction)
    return normalised.astype(np.result_type(w, direction))
