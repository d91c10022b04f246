import numpy as np


# %% 08.linear
def to_weights(G, X):
    """The derivative of the loss by W."""
    return G.T @ X


def to_biases(G):
    """The derivative of the loss by b."""
    return G.sum(axis=0)


# %% 08.inputs
def to_inputs(G, W):
    """The derivative of the loss by X."""
    return G @ W


# %% 08.tanh
def through_tanh(G, Y):
    """The derivative of the loss by what entered the tanh."""
    return G * (1 - Y**2)


# %% 08.cross_entropy
def by_scores(S, T):
    """The derivative of the mean cross-entropy by the scores."""
    E = np.exp(S - S.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - T) / len(S)


# %% 08.gradient_check
def claimed_gap(loss, w, g, v):
    """How far the slope that g claims along v is from the slope of the loss."""
    u = v / np.linalg.norm(v)
    h = 1e-5
    slope = (loss(w + h * u) - loss(w - h * u)) / (2 * h)
    return abs(g @ u - slope)


# %% 08.network
def network_gradient(W1, b1, W2, b2, X, T):
    """The derivatives of the loss by W1, b1, W2 and b2, in one array."""
    H = np.tanh(X @ W1.T + b1)
    S = H @ W2.T + b2
    E = np.exp(S - S.max(axis=1, keepdims=True))
    G = (E / E.sum(axis=1, keepdims=True) - T) / len(S)
    back = G @ W2 * (1 - H**2)
    parts = [back.T @ X, back.sum(axis=0), G.T @ H, G.sum(axis=0)]
    return np.concatenate([part.ravel() for part in parts])


# %% 08.cost
cost_choice = "b"
