"""The loss of a PyTorch module as a function of one NumPy array, with its exact gradient and many at once."""

from collections.abc import Callable

import numpy as np
import torch

from gradcalc.live.pytorch import layers
from gradcalc.live.pytorch.pace import Pace
from gradcalc.live.pytorch.plane import Plane
from gradcalc.live.pytorch.reading import (
    outputs_of,
    private_copy,
    read_data,
    refuse_what_does_not_fit,
    refuse_wrong_loss,
)

ROOM = 2**24  # numbers that are kept at once, parameters and what the layers make: 64 MB in float32


def read(module: torch.nn.Module, criterion: Callable, data: object) -> "TorchLoss":
    """What `gradcalc.live.torch_loss.torch_loss` gives; it says what is raised.

    Raises TypeError for a criterion that cannot be called, or that is a class.
    """
    if isinstance(criterion, type):
        raise TypeError(
            f"criterion must be a function, not the class {criterion.__name__}: write {criterion.__name__}()."
        )
    if not callable(criterion):
        raise TypeError(
            f"criterion must be a function of outputs and targets, such as torch.nn.functional.mse_loss, not "
            f"{type(criterion).__name__}."
        )
    own = private_copy(module)
    return TorchLoss(own, criterion, *read_data(data, own))


class TorchLoss:
    """A loss L(w) of all parameters of a module, which are one array w of shape (n,).

    start are the parameters that the module had, layers say what lies where in them, and device is where it lives.
    What goes in and comes out are NumPy's arrays in the type of the module, and losses are Python's numbers.
    """

    def __init__(self, module: torch.nn.Module, criterion: Callable, inputs: torch.Tensor, targets: torch.Tensor):
        self._module, self._criterion, self._inputs, self._targets = module, criterion, inputs, targets
        self.layers = layers.layers_of(module)
        parameters = [parameter.detach() for parameter in module.parameters()]
        self._flat = torch.cat([parameter.reshape(-1) for parameter in parameters])
        self.device = self._flat.device
        self.start = self._flat.cpu().numpy().copy()
        self.__name__ = f"the loss of {type(module).__name__}"
        # The copy's parameters become views of one array: a whole w is written into them at once.
        for parameter, layer in zip(module.parameters(), self.layers, strict=True):
            parameter.data = self._flat[layer.where].view(layer.shape)
        with torch.no_grad():
            refuse_what_does_not_fit(criterion, outputs_of(module, inputs), targets)
            refuse_wrong_loss(self._value)
        self._pace = Pace(ROOM // (len(self.start) + self._activations()))
        self._many = torch.func.vmap(self._at)

    def __repr__(self) -> str:
        return f"{self.__name__}, a function of one array of {self.n:,} parameters in {self.start.dtype}"

    @property
    def n(self) -> int:
        """The number of parameters."""
        return len(self.start)

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of each parameter, by the name that it has in the module."""
        return {layer.name: layer.shape for layer in self.layers}

    def __call__(self, w) -> float:
        """The loss at w, of shape (n,). Raises ValueError for another shape."""
        with torch.inference_mode():
            self._flat.copy_(self._tensor(w, "w"))
            return float(self._value())

    def gradient(self, w) -> np.ndarray:
        """The exact gradient at w, of shape (n,), by backpropagation. Raises ValueError for another shape."""
        return self._gradient(self._tensor(w, "w")).cpu().numpy()

    def slope(self, w, u) -> float:
        """The derivative at w along u, ∇L · u, as long as u is: forward mode, torch.func.jvp, without the gradient.

        Where an operation of the module has no forward mode, it is the product with the gradient. Raises ValueError
        for another shape.
        """
        at, along = self._tensor(w, "w"), self._tensor(u, "u")
        try:
            with torch.no_grad():
                return float(torch.func.jvp(self._at, (at,), (along,))[1])
        except (NotImplementedError, RuntimeError):
            return float(self._gradient(at) @ along)

    jvp = slope  # as PyTorch calls it

    def batched(self, W) -> np.ndarray:
        """The losses at the m rows of W, of shape (m, n): an array of shape (m,).

        Small networks are evaluated many at once, by torch.func.vmap. How many, is found by the time that it takes.
        Raises ValueError for another shape.
        """
        rows = np.asarray(W)
        if rows.ndim != 2 or rows.shape[1] != self.n:
            raise ValueError(f"W must have shape (m, {self.n:,}), a row for each w, but it has shape {rows.shape}.")

        def evaluate(piece: slice) -> np.ndarray:
            part = self._tensor_of(rows[piece])
            if self._pace.size > 1:
                with torch.no_grad():
                    return self._many(part).double().cpu().numpy()
            with torch.inference_mode():
                self._flat.copy_(part[0])
                return np.array([float(self._value())])

        return self._pace.run(evaluate, len(rows))

    def on_plane(self, w, d1, d2) -> Callable:
        """The loss at w + a d1 + b d2, as a function of a and b, two numbers or grids; w, d1, d2 have shape (n,).

        It is the fastest way to a map: no array of all parameters is made for each point where it can be helped, and
        a layer that sees the data alone is computed three times for the whole plane, where that is faster: what it
        gives is a sum of what w, d1 and d2 give. Raises ValueError for another shape.
        """
        # Copies: a caller who changes w afterwards, in place, means another plane.
        ends = [self._tensor(v, name).clone() for v, name in ((w, "w"), (d1, "d1"), (d2, "d2"))]
        return Plane(self._module, self.layers, self._flat, self._loss_of, self._inputs, ends, self._pace.most)

    def filter_normalised(self, w, direction) -> np.ndarray:
        """The direction with each filter as long as that of w, and 0 for norms and biases; all of shape (n,).

        Raises ValueError for a module with a transposed convolution, whose filters are no rows of its weights.
        """
        return layers.filter_normalised(self.layers, np.asarray(w), np.asarray(direction))

    def _value(self) -> torch.Tensor:
        return self._loss_of(self._module(self._inputs))

    def _loss_of(self, outputs: torch.Tensor) -> torch.Tensor:
        return self._criterion(outputs, self._targets)

    def _at(self, w: torch.Tensor) -> torch.Tensor:
        named = {layer.name: w[layer.where].view(layer.shape) for layer in self.layers}
        return self._loss_of(torch.func.functional_call(self._module, named, (self._inputs,))).reshape(())

    def _gradient(self, w: torch.Tensor) -> torch.Tensor:
        # Not torch.func.grad, which refuses a torch.autograd.Function written as PyTorch's first pages show it.
        with torch.enable_grad():
            at = w.clone().requires_grad_()
            loss = self._at(at)
        return torch.autograd.grad(loss, at)[0] if loss.requires_grad else torch.zeros_like(w)

    def _tensor(self, v, name: str) -> torch.Tensor:
        array = np.asarray(v)
        if array.shape != (self.n,):
            raise ValueError(
                f"{name} must have shape ({self.n:,},), all parameters of the module, got {array.shape}."
            )
        return self._tensor_of(array)

    def _tensor_of(self, array: np.ndarray) -> torch.Tensor:
        own = array.astype(self.start.dtype, copy=not array.flags.writeable)
        return torch.from_numpy(np.ascontiguousarray(own)).to(self.device)

    def _activations(self) -> int:
        """How many numbers the layers make of the inputs."""
        counted = []
        hooks = [
            part.register_forward_hook(lambda _part, _given, out: counted.append(getattr(out, "numel", int)()))
            for part in self._module.modules()
        ]
        with torch.inference_mode():
            self._module(self._inputs)
        for hook in hooks:
            hook.remove()
        return sum(counted)
