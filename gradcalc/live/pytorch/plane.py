"""A loss on a plane of parameters: what the data alone enter is computed once for all of it."""

import contextlib
import time
from collections.abc import Callable, Iterator

import numpy as np
import torch

from gradcalc.live.pytorch.layers import Layer
from gradcalc.live.pytorch.pace import Pace

LINEAR = (torch.nn.Linear, torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Conv3d)
LARGEST = 2**24  # numbers that a layer may give to be kept, four times: 64 MB each in float32
NEAR = 1e-4  # relative difference of two ways to one loss that rounding may make


class Plane:
    """The loss at w + a d1 + b d2, called with a and b.

    The outputs of a layer W x + b are linear in W and b. Where x are the data, whatever the parameters are, they are
    computed at w, d1 and d2, and added up for each point. Where a module does something else with such a layer than
    calling it, the two ways to the loss differ, and the plain one is taken.
    """

    def __init__(
        self,
        module: torch.nn.Module,
        layers: tuple[Layer, ...],
        flat: torch.Tensor,
        loss_of: Callable,
        inputs: torch.Tensor,
        ends: list[torch.Tensor],
        most: int,
    ):
        self._module, self._layers, self._flat, self._loss_of = module, layers, flat, loss_of
        self._inputs, self._ends, self._pace = inputs, ends, Pace(most)
        self._a: torch.Tensor | float = 0.0
        self._b: torch.Tensor | float = 0.0
        with torch.inference_mode():
            self._choose(self._computed_once())
        self._many = torch.func.vmap(self._at)

    def _choose(self, outputs: dict[str, list[torch.Tensor]]) -> None:
        """Add up those outputs where that gives the same loss, and takes less time than computing them does."""
        plain, seconds = self._timed({})
        quick, fewer = self._timed(outputs)
        if not (np.isclose(quick, plain, rtol=NEAR, atol=NEAR, equal_nan=True) and fewer < seconds):
            self._keep({})

    def _timed(self, outputs: dict[str, list[torch.Tensor]]) -> tuple[float, float]:
        self._keep(outputs)
        self._flat.copy_(self._ends[0])  # who reads the weights of such a layer is to find others than at the point
        # Other work on the machine does not count; a graphics card has no such clock.
        now = time.process_time if self._flat.device.type == "cpu" else time.perf_counter
        times = []
        with self._put_in():
            for a in (0.1, 0.4, 0.7):  # the first is slower than all others
                began = now()
                loss = self._one(a, -0.4)
                times.append(now() - began)
        return loss, min(times)

    def _keep(self, outputs: dict[str, list[torch.Tensor]]) -> None:
        self._outputs, self._row = outputs, np.nan
        kept = {f"{name}.{end}" for name in outputs for end in ("weight", "bias")}
        self._moved = [layer for layer in self._layers if layer.name not in kept]
        self._runs = _joined([layer.where for layer in self._moved])

    def __call__(self, a, b):
        """The losses at two numbers or grids, in their common shape."""
        a, b = (np.asarray(v, dtype=float) for v in np.broadcast_arrays(a, b))
        places = torch.as_tensor(np.stack([a.ravel(), b.ravel()]), dtype=self._flat.dtype, device=self._flat.device)
        pairs = np.stack([a.ravel(), b.ravel()], axis=1).tolist()

        def evaluate(piece: slice) -> np.ndarray:
            if self._pace.size > 1:
                with torch.no_grad():
                    return self._many(*places[:, piece]).double().cpu().numpy()
            with torch.inference_mode():
                return np.array([self._one(*pairs[piece.start])])

        with self._put_in():
            return self._pace.run(evaluate, a.size).reshape(a.shape)[()]

    def _one(self, a: float, b: float) -> float:
        """The loss at one point, with all parameters written into one array: no other is made.

        Most often b is that of the point before: what belongs to a whole row of a map is kept.
        """
        w, d1, d2 = self._ends
        if b != self._row:
            self._row = b
            self._at_row = [torch.add(w[part], d2[part], alpha=b) for part in self._runs]
            self._outputs_at_row = {n: torch.add(o, q, alpha=b) for n, (o, _p, q) in self._outputs.items()}
        for part, base in zip(self._runs, self._at_row, strict=True):
            torch.add(base, d1[part], alpha=a, out=self._flat[part])
        self._a, self._b = a, b
        return float(self._loss_of(self._module(self._inputs)))

    def _at(self, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        self._a, self._b = a, b
        w, d1, d2 = self._ends
        moved = {part.start: w[part] + a * d1[part] + b * d2[part] for part in self._runs}
        named = {}
        for layer in self._moved:
            start = max(s for s in moved if s <= layer.where.start)
            named[layer.name] = moved[start][layer.where.start - start : layer.where.stop - start].view(layer.shape)
        return self._loss_of(torch.func.functional_call(self._module, named, (self._inputs,))).reshape(())

    def _output(self, name: str) -> torch.Tensor:
        if isinstance(self._a, torch.Tensor):
            o, p, q = self._outputs[name]
            return o + self._a * p + self._b * q
        return torch.add(self._outputs_at_row[name], self._outputs[name][1], alpha=self._a)

    @contextlib.contextmanager
    def _put_in(self) -> Iterator[None]:
        """While this lasts, layers that see the data alone add up what is known of them."""
        parts = {name: self._module.get_submodule(name) for name in self._outputs}
        for name, part in parts.items():
            part.forward = lambda _x, name=name: self._output(name)
        try:
            yield
        finally:
            for part in parts.values():
                del part.forward

    def _computed_once(self) -> dict[str, list[torch.Tensor]]:
        """By name, what layers that see the data alone give at w, d1 and d2."""
        w, d1, d2 = self._ends
        met, *others = (self._met(place) for place in (w, w + 0.7 * d1 + 0.4 * d2, w - d1 - 0.9 * d2))
        outputs: dict[str, list[torch.Tensor]] = {}
        for name, (x, calls) in met.items():
            if calls == 1 and all(name in o and o[name][1] == 1 and torch.equal(x, o[name][0]) for o in others):
                part, found = self._module.get_submodule(name), []
                for end in self._ends:
                    self._flat.copy_(end)
                    found.append(part(x))
                if found[0].numel() <= LARGEST:
                    outputs[name] = found
        return outputs

    def _met(self, w: torch.Tensor) -> dict[str, tuple[torch.Tensor, int]]:
        """What enters each layer first, and how often one is called."""
        met: dict[str, tuple[torch.Tensor, int]] = {}

        def note(name: str, given: tuple) -> None:
            met[name] = (met[name][0] if name in met else given[0].clone(), met.get(name, (None, 0))[1] + 1)

        hooks = [
            part.register_forward_pre_hook(lambda _part, given, name=name: note(name, given))
            for name, part in self._module.named_modules()
            if type(part) in LINEAR
        ]
        try:
            self._flat.copy_(w)
            self._module(self._inputs)
        finally:
            for hook in hooks:
                hook.remove()
        return met


def _joined(pieces: list[slice]) -> list[slice]:
    """The same pieces of an array, those that touch as one."""
    runs: list[slice] = []
    for piece in pieces:
        if runs and runs[-1].stop == piece.start:
            runs[-1] = slice(runs[-1].start, piece.stop)
        else:
            runs.append(piece)
    return runs
