"""The networks whose losses loss_surface.py slices, and the ways to slice them."""

import copy
import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import gradcalc as gc

try:
    from loss_landscapes import planar_interpolation
    from loss_landscapes.metrics import Loss
except ImportError:
    planar_interpolation = None

SIZE = 61
ROOM = 2**23  # numbers of parameter vectors that are made at once for batched(W): 32 MB


@dataclass(frozen=True)
class Case:
    """A network and its data. A round takes so many rows of the slice, and of each row every so-many-th point."""

    name: str
    module: nn.Module
    data: tuple[torch.Tensor, torch.Tensor]
    rows: int = SIZE
    every: int = 1


def dense(*sizes: int, unit=nn.ReLU) -> nn.Module:
    pairs = itertools.pairwise(sizes)
    return nn.Sequential(*[part for p, q in pairs for part in (nn.Linear(p, q), unit())][:-1])


def convolutional() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64 * 4 * 4, 256), nn.ReLU(), nn.Linear(256, 10),
    )  # fmt: skip


def cases(device: str) -> list[Case]:
    """All of them, in float32, with weights and data that the seed alone decides."""

    def case(name: str, module: nn.Module, shape: tuple[int, ...], classes: int, *part: int) -> Case:
        data = torch.randn(shape).to(device), torch.randint(0, classes, shape[:1]).to(device)
        n = sum(p.numel() for p in module.parameters())
        return Case(f"{name}, {n:,} parameters, {shape[0]:,} points", module.to(device), data, *part)

    torch.manual_seed(0)
    one, two = "(b) 784-128-10", "(b') 20-300-300-10"
    return [
        case("(a) 2-16-16-2", dense(2, 16, 16, 2, unit=nn.Tanh), (200, 2), 2),
        case(one, dense(784, 128, 10), (100, 784), 10, 20),
        case(one, dense(784, 128, 10), (1000, 784), 10, 2),
        case(one, dense(784, 128, 10), (10_000, 784), 10, 1, 5),
        case(two, dense(20, 300, 300, 10), (100, 20), 10, 10),
        case(two, dense(20, 300, 300, 10), (1000, 20), 10, 2),
        case("(c) convolutional", convolutional(), (512, 3, 16, 16), 10, 1, 6),
    ]


class Slice:
    """The plane w + a d1 + b d2 of a case, a and b from -1 to 1, and every way to compute some rows of it.

    A way is a function of a list of rows, and gives their losses, of shape (rows, points), or how many there were.
    """

    def __init__(self, case: Case):
        self.case, self.axis = case, np.linspace(-1, 1, SIZE)
        self.columns = self.axis[:: case.every]
        self.loss = gc.torch_loss(case.module, F.cross_entropy, case.data)
        rng, w = np.random.default_rng(0), self.loss.start
        self.w = w
        self.d = [self.loss.filter_normalised(w, rng.normal(size=w.size).astype(w.dtype)) for _ in range(2)]
        self.tensors = [self._parts(v) for v in (w, *self.d)]

    def ways(self) -> dict[str, Callable]:
        """By name; the first is the one that the others are compared with."""
        known = {
            "loop in PyTorch": self.loop,
            "gradcalc, a plane": self.plane(),
            "gradcalc, batched(W)": self.batched,
            "gradcalc, loss(w)": self.one_by_one,
        }
        if planar_interpolation:
            known["loss-landscapes"] = self.landscapes
        if self.case.rows == SIZE and self.w.size < 1000:
            known["bare vmap"] = self.bare()
        return known

    def plane(self) -> Callable:
        quick = self.loss.on_plane(self.w, *self.d)
        return lambda rows: quick(*np.meshgrid(self.columns, self.axis[rows]))

    def _places(self, rows: list[int]) -> tuple[np.ndarray, np.ndarray]:
        a, b = np.meshgrid(self.columns, self.axis[rows])
        return a.astype(self.w.dtype).ravel(), b.astype(self.w.dtype).ravel()

    def batched(self, rows: list[int]) -> np.ndarray:
        a, b = self._places(rows)
        step, (d1, d2) = max(1, ROOM // self.w.size), self.d
        pieces = [slice(i, i + step) for i in range(0, a.size, step)]
        made = (self.w + np.multiply.outer(a[p], d1) + np.multiply.outer(b[p], d2) for p in pieces)
        return np.concatenate([self.loss.batched(W) for W in made]).reshape(len(rows), -1)

    def one_by_one(self, rows: list[int]) -> np.ndarray:
        (d1, d2), places = self.d, zip(*self._places(rows), strict=True)
        return np.array([self.loss(self.w + a * d1 + b * d2) for a, b in places]).reshape(len(rows), -1)

    def loop(self, rows: list[int]) -> np.ndarray:
        """What everybody writes: no_grad, and parameters copied in place."""
        w, d1, d2 = self.tensors
        module, (x, y), losses = self.case.module, self.case.data, []
        parameters = list(module.parameters())
        with torch.no_grad():
            for b in self.axis[rows]:
                for a in self.columns:
                    for p, start, along, across in zip(parameters, w, d1, d2, strict=True):
                        p.copy_(start + a * along + b * across)
                    losses.append(F.cross_entropy(module(x), y).item())
            for p, start in zip(parameters, w, strict=True):
                p.copy_(start)
        return np.array(losses).reshape(len(rows), -1)

    def landscapes(self, rows: list[int]) -> int:
        """planar_interpolation over the same corners. Its points are not ours: it ends one step before the corners.

        It knows squares alone: of some rows it computes the square that has about as many points.
        """
        w, (d1, d2) = self.w, self.d
        corners = [self._module(w - d1 - d2), self._module(w + d1 - d2), self._module(w - d1 + d2)]
        steps = round((len(rows) * len(self.columns)) ** 0.5)
        planar_interpolation(*corners, Loss(F.cross_entropy, *self.case.data), steps)
        return steps**2

    def bare(self) -> Callable:
        """One call of torch.func.vmap on parameters that are there already."""
        a, b = self._places(list(range(SIZE)))
        W = torch.from_numpy(self.w + np.multiply.outer(a, self.d[0]) + np.multiply.outer(b, self.d[1]))
        W, module, (x, y) = W.to(self.loss.device), self.case.module, self.case.data
        names = {layer.name: W[:, layer.where].reshape(-1, *layer.shape).contiguous() for layer in self.loss.layers}

        def at(named: dict) -> torch.Tensor:
            return F.cross_entropy(torch.func.functional_call(module, named, (x,)), y)

        def evaluate(rows: list[int]) -> np.ndarray:
            with torch.no_grad():
                return torch.func.vmap(at)(names).cpu().numpy().reshape(SIZE, SIZE)

        return evaluate

    def _parts(self, v: np.ndarray) -> list[torch.Tensor]:
        whole = torch.from_numpy(v).to(self.loss.device)
        return [whole[layer.where].view(layer.shape).clone() for layer in self.loss.layers]

    def _module(self, v: np.ndarray) -> nn.Module:
        other = copy.deepcopy(self.case.module)
        with torch.no_grad():
            for p, part in zip(other.parameters(), self._parts(v), strict=True):
                p.copy_(part)
        return other
