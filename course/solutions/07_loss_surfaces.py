import numpy as np


# %% 07.loss_along
def loss_along(loss, w, v, t):
    """The loss at w + t u for each distance t, where u is the unit vector along v."""
    u = v / np.linalg.norm(v)
    return np.array([loss(w + distance * u) for distance in t])


# %% 07.filter_normalise
def filter_normalise(D, W):
    """The rows of D, each brought to the length of the same row of W."""
    lengths_of_D = np.linalg.norm(D, axis=1, keepdims=True)
    lengths_of_W = np.linalg.norm(W, axis=1, keepdims=True)
    return D / lengths_of_D * lengths_of_W


# %% 07.loss_slope
def loss_slope(loss, w, v):
    """The slope of the loss at w along v, from a few evaluations of the loss."""
    u = v / np.linalg.norm(v)
    h = 1e-5
    return (loss(w + h * u) - loss(w - h * u)) / (2 * h)


# %% 07.rms
def rms_share(gradient, directions):
    """The root mean square of the slopes along the directions, divided by the length of the gradient."""
    slopes = directions @ gradient / np.linalg.norm(directions, axis=1)
    return np.sqrt(np.mean(slopes**2)) / np.linalg.norm(gradient)


def expected_rms(n):
    """The same over all directions of n dimensions."""
    return 1 / np.sqrt(n)


# %% 07.slice
slice_choice = "c"

# %% 07.slice [markdown]
# The slice is the function $g(a, b) = L(\mathbf{w} + a\,\mathbf{d}_1 + b\,\mathbf{d}_2)$. At the bottom of its
# valley both partial derivatives of $g$ are zero, and they are the slopes of $L$ along $\mathbf{d}_1$ and
# $\mathbf{d}_2$. Nothing is said about the directions across the plane. Take $f(x, y, z) = x^2 + y^2 + z$ at the
# origin, with $x$ and $y$ as the directions of the slice: the slice is a round valley, but $\nabla f = (0, 0, 1)$ is
# not zero, and against $z$ the function falls without end. That rules out **a**, **b** and **d**.
