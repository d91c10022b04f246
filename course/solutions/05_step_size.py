import numpy as np


# %% 05.central_difference
def central_difference(f, x, h):
    """The central difference of f at x with the step h."""
    return (f(x + h) - f(x - h)) / (2 * h)


# %% 05.best_step
def best_forward(f0, f2, eps):
    """The step at which the forward difference is most exact."""
    return 2 * np.sqrt(eps * np.abs(f0 / f2))


def best_central(f0, f3, eps):
    """The step at which the central difference is most exact."""
    return np.cbrt(3 * eps * np.abs(f0 / f3))


# %% 05.read_the_plot
plot_step = 1e-4


# %% 05.complex_step
def complex_step(f, x):
    """The derivative of f at x, by a step along the imaginary axis."""
    h = 1e-20
    return np.imag(f(x + 1j * h)) / h


# %% 05.liar
liar = "b"

# %% 05.liar [markdown]
# `np.abs(x)` of a complex number is its distance from 0, a real number. So `np.abs(x)**2` of $1 + ih$ is
# $1 + h^2$, without an imaginary part, and the complex step gives 0. The function is $x^2$ on the real numbers,
# so the derivative at 1 is 2. The other three have a Taylor series that holds for complex numbers close to 1.


# %% 05.kinks
def find_kinks(f, points):
    """Those of the points at which f has a kink."""
    h = 1e-6
    forward = (f(points + h) - f(points)) / h
    backward = (f(points) - f(points - h)) / h
    return points[np.abs(forward - backward) > 0.1]
