import numpy as np


# %% 09.batch_gradient
def batch_gradient(w, X, y, rows):
    """The gradient of the loss of a batch."""
    errors = X[rows] @ w - y[rows]
    return 2 * X[rows].T @ errors / len(rows)


# %% 09.one_epoch
def one_epoch(w, X, y, order, size, rate):
    """The parameters after one epoch."""
    for start in range(0, len(order), size):
        rows = order[start : start + size]
        errors = X[rows] @ w - y[rows]
        w = w - rate * 2 * X[rows].T @ errors / len(rows)
    return w


# %% 09.adam_step
def adam_step(w, m, v, g, t, rate):
    """One step of Adam: the new w, m and v."""
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return w - rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v


# %% 09.relu_back
def relu_back(W, b, X, G):
    """The derivatives of the loss by W and b, in one array."""
    D = G * (X @ W.T + b > 0)
    return np.concatenate([(D.T @ X).ravel(), D.sum(axis=0)])


# %% 09.kink
kink_choice = "c"
