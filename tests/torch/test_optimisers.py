"""The steps of gradcalc beside those of torch.optim, in float64. Without PyTorch they are counted as not run."""

import numpy as np
import pytest

from gradcalc.maths.optimisers import optimise

torch = pytest.importorskip("torch", reason="needs the extra torch")

A = np.array([[3.0, 0.5, 0.0], [0.5, 1.0, 0.2], [0.0, 0.2, 0.1]])
START = [1.0, -2.0, 0.5]
BESIDE = {
    "gradient descent": ("gradient descent", {}, "SGD", {}),
    "momentum": ("momentum", {"beta": 0.9}, "SGD", {"momentum": 0.9}),
    "Nesterov": ("Nesterov", {"beta": 0.9}, "SGD", {"momentum": 0.9, "nesterov": True}),
    "RMSProp": ("RMSProp", {}, "RMSprop", {}),
    "RMSProp, other numbers": ("RMSProp", {"alpha": 0.9, "eps": 0.3}, "RMSprop", {"alpha": 0.9, "eps": 0.3}),
    "Adam": ("Adam", {}, "Adam", {}),
    "Adam, other numbers": (
        "Adam", {"beta1": 0.8, "beta2": 0.95, "eps": 1e-3}, "Adam", {"betas": (0.8, 0.95), "eps": 1e-3},
    ),
    "AdamW": ("Adam", {"decay": 0.1}, "AdamW", {"weight_decay": 0.1}),
}  # fmt: skip


def gradient(x):
    """Of half of xᵀAx plus the sum of cos x: neither convex everywhere nor a quadratic."""
    return A @ x - np.sin(x)


def path_of_torch(optimiser, rate, steps, noise, **numbers):
    w = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    stepper = getattr(torch.optim, optimiser)([w], lr=rate, **numbers)
    path = [w.detach().numpy().copy()]
    for k in range(steps):
        stepper.zero_grad()
        (0.5 * w @ torch.tensor(A) @ w + torch.cos(w).sum()).backward()
        w.grad += torch.tensor(noise[k])
        stepper.step()
        path.append(w.detach().numpy().copy())
    return np.array(path)


@pytest.mark.parametrize("case", BESIDE)
@pytest.mark.parametrize("rate", [0.02, 0.1])
def test_a_hundred_steps_are_those_of_torch(case, rate):
    method, numbers, theirs, their_numbers = BESIDE[case]
    mine = optimise(method, gradient, START, rate, 100, **numbers)
    their = path_of_torch(theirs, rate, 100, np.zeros((100, 3)), **their_numbers)
    np.testing.assert_allclose(mine, their, rtol=1e-10, atol=1e-10)


def test_with_the_same_noise_stochastic_steps_are_those_of_torch():
    noise = np.random.default_rng(0).normal(size=(100, 3))
    each = iter(noise)
    mine = optimise("SGD", lambda x: gradient(x) + next(each), START, 0.05, 100)
    np.testing.assert_allclose(mine, path_of_torch("SGD", 0.05, 100, noise), rtol=1e-10, atol=1e-10)
