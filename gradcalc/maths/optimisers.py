"""The steps of optimisers, written out: gradient descent, momentum, Nesterov, RMSProp and Adam.

A step is a function of the point x, the gradient g there, what the method remembers, and its numbers. It returns
the next point and what is remembered next; nothing is remembered before the first step. All arrays have the shape
of x. The conventions are those of torch.optim in PyTorch 2.
"""

import inspect
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

Memory = tuple
Step = Callable[..., tuple[np.ndarray, Memory]]


def gradient_descent(x: np.ndarray, g: np.ndarray, memory: Memory, rate: float) -> tuple[np.ndarray, Memory]:
    """One step straight down, x - rate g: torch.optim.SGD without momentum.

    With the gradient g of the whole function this is gradient descent; with one that chance has a part in, of a batch
    of the data or with noise added, it is stochastic gradient descent, SGD. Source: Robbins and Monro, A stochastic
    approximation method, 1951.

    >>> gradient_descent(np.array([1.0, 2.0]), np.array([2.0, 4.0]), (), rate=0.25)
    (array([0.5, 1. ]), ())
    """
    return x - rate * g, memory


def momentum(
    x: np.ndarray, g: np.ndarray, memory: Memory, rate: float, beta: float = 0.9
) -> tuple[np.ndarray, Memory]:
    """One step of the heavy ball: the sum b of all gradients so far, older ones weighing less, leads the way.

    b = beta b + g, beginning with b = 0, and x - rate b: torch.optim.SGD with momentum=beta. The rate stands outside
    of b; `descend` has it inside, which is the same as long as the rate is. Source: Polyak, 1964.

    >>> momentum(np.array([1.0]), np.array([2.0]), (np.array([4.0]),), rate=0.1, beta=0.5)
    (array([0.6]), (array([4.]),))
    """
    (b,) = memory or (np.zeros_like(x),)
    b = beta * b + g
    return x - rate * b, (b,)


def nesterov(
    x: np.ndarray, g: np.ndarray, memory: Memory, rate: float, beta: float = 0.9
) -> tuple[np.ndarray, Memory]:
    """One step of Nesterov's method, with the gradient at the present point.

    b = beta b + g and x - rate (g + beta b): torch.optim.SGD with nesterov=True. Nesterov took the gradient where
    momentum is about to carry the point; the points here are those looked-ahead ones, so that only gradients at
    them are needed. Sources: Nesterov, 1983; Sutskever et al., On the importance of initialization and momentum in
    deep learning, 2013.

    >>> nesterov(np.array([1.0]), np.array([2.0]), (np.array([4.0]),), rate=0.1, beta=0.5)
    (array([0.6]), (array([4.]),))
    """
    (b,) = memory or (np.zeros_like(x),)
    b = beta * b + g
    return x - rate * (g + beta * b), (b,)


def rmsprop(
    x: np.ndarray, g: np.ndarray, memory: Memory, rate: float, alpha: float = 0.99, eps: float = 1e-8
) -> tuple[np.ndarray, Memory]:
    """One step of RMSProp: each component of the gradient is divided by its usual size.

    v = alpha v + (1 - alpha) g², beginning with v = 0, and x - rate g / (√v + eps): torch.optim.RMSprop, with eps
    outside of the root. Source: Tieleman and Hinton, lecture 6.5 of Neural networks for machine learning, 2012.

    >>> x, (v,) = rmsprop(np.array([1.0]), np.array([2.0]), (), rate=0.01)
    >>> x.round(6), v  # the first step: rate / √(1 - alpha), whatever the gradient
    (array([0.9]), array([0.04]))
    """
    (v,) = memory or (np.zeros_like(x),)
    v = alpha * v + (1 - alpha) * g**2
    return x - rate * g / (np.sqrt(v) + eps), (v,)


def adam(
    x: np.ndarray,
    g: np.ndarray,
    memory: Memory,
    rate: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    decay: float = 0.0,
) -> tuple[np.ndarray, Memory]:
    """One step of Adam: the mean gradient m, divided by the root of the mean square v, component by component.

    m = beta1 m + (1 - beta1) g and v = beta2 v + (1 - beta2) g², both beginning with 0, which the division by
    1 - beta1^k and 1 - beta2^k in step k makes up for. Then x - rate m / (√v + eps): torch.optim.Adam, with eps
    outside of the root. With a decay x is first multiplied by 1 - rate decay, beside the gradient and not in it:
    torch.optim.AdamW with weight_decay=decay. Sources: Kingma and Ba, Adam, 2015, algorithm 1; Loshchilov and
    Hutter, Decoupled weight decay regularization, 2019.

    >>> x, (m, v, k) = adam(np.array([1.0, 1.0]), np.array([2.0, -0.01]), (), rate=0.1)
    >>> x.round(6), k  # the first step: the rate, along every axis
    (array([0.9, 1.1]), 1)
    """
    m, v, k = memory or (np.zeros_like(x), np.zeros_like(x), 0)
    k = k + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    mean, root = m / (1 - beta1**k), np.sqrt(v / (1 - beta2**k))
    return (1 - rate * decay) * x - rate * mean / (root + eps), (m, v, k)


METHODS: dict[str, Step] = {
    "gradient descent": gradient_descent,
    "SGD": gradient_descent,
    "momentum": momentum,
    "Nesterov": nesterov,
    "RMSProp": rmsprop,
    "Adam": adam,
}
BELOW_ONE = ("beta", "alpha", "beta1", "beta2")  # what is a share of something that is kept


def method_step(method: str, rate: float, **numbers: float) -> Step:
    """The step of a method as a function of x, g and the memory alone.

    method is one of METHODS, rate is positive, and numbers are those that the method has beside it: beta, alpha,
    beta1 and beta2 from 0 to below 1, eps and decay from 0. Raises ValueError for a method that is not known or a
    number out of its range, and TypeError for a number that the method does not have.

    >>> method_step("momentum", 0.1, beta=1.5)
    Traceback (most recent call last):
    ValueError: beta must lie from 0 to below 1, got 1.5: 0.9 is usual.
    """
    if method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(map(repr, METHODS))}, got {method!r}.")
    step = METHODS[method]
    known = [name for name in inspect.signature(step).parameters if name not in ("x", "g", "memory", "rate")]
    if not rate > 0 or not np.isfinite(rate):
        raise ValueError(f"rate must be a positive number, got {rate!r}: 0.01 is a careful first try.")
    for name, value in numbers.items():
        if name not in known:
            has = f"it has rate, {', '.join(known)}" if known else "it has the rate alone"
            raise TypeError(f"{method} has no number {name}=: {has}.")
        if name in BELOW_ONE and not 0 <= value < 1:
            usual = inspect.signature(step).parameters[name].default
            raise ValueError(f"{name} must lie from 0 to below 1, got {value!r}: {usual:g} is usual.")
        if name not in BELOW_ONE and not 0 <= value < np.inf:
            raise ValueError(f"{name} must be 0 or positive, got {value!r}.")
    return partial(step, rate=rate, **numbers)


def optimise(
    method: str, gradient: Callable, start: ArrayLike, rate: float, steps: int, **numbers: float
) -> np.ndarray:
    """The path of a method from a start: shape (steps + 1, n), and x_0 is the start.

    gradient is a function of one point, an array of shape (n,), that returns such an array; for SGD it gives the
    gradient of a batch, or one with noise. The other arguments are those of `method_step`. Raises ValueError also
    for a start or a gradient of another shape.

    >>> optimise("gradient descent", lambda x: 2 * x, [1.0, 2.0], rate=0.25, steps=2)
    array([[1.  , 2.  ],
           [0.5 , 1.  ],
           [0.25, 0.5 ]])
    """
    step, x = method_step(method, rate, **numbers), np.array(start, dtype=float)
    if x.ndim != 1:
        raise ValueError(f"start must be an array of shape (n,), got shape {x.shape}: flatten it with .ravel().")
    path, memory = [x], ()
    for _ in range(steps):
        g = np.asarray(gradient(x), dtype=float)
        if g.shape != x.shape:
            raise ValueError(f"gradient must return an array of the shape of the point, {x.shape}, got {g.shape}.")
        x, memory = step(x, g, memory)
        path.append(x)
    return np.array(path)
