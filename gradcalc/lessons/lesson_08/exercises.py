"""The exercises of lesson 08: the way back through a network."""

import numpy as np

from gradcalc.lessons.lesson_08 import cases
from gradcalc.lessons.lesson_08.network import NETWORK_GRADIENT
from gradcalc.maths.derivatives import directional_derivative
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum

_to_weights = Answer(
    name="to_weights",
    kind="function",
    arguments="G, X",
    gives="an array of the shape of W, (q, p)",
    exact=cases.to_weights,
    strata=(Stratum("by the weights", 1, cases.layers_with_inputs),),
    mistakes=(
        Mistake(
            "This is the transpose, of shape (p, q). W has one row for each of the q values that leave.",
            lambda G, X: X.T @ G,
        ),
        Mistake(
            "The loss is what G is the derivative of: it holds the mean already. Add up over the points, "
            "without dividing.",
            lambda G, X: G.T @ X / len(X),
        ),
        Mistake(
            "This is the share of one point alone. W is used for every point, so the shares of all add up.",
            lambda G, X: np.outer(G[0], X[0]),
        ),
        Mistake("The inputs have to come in: an entry of W is multiplied by one of them.",
                lambda G, X: np.repeat(G.sum(axis=0)[:, None], X.shape[1], axis=1)),
    ),
)  # fmt: skip

_to_biases = Answer(
    name="to_biases",
    kind="function",
    arguments="G",
    gives="an array of the shape of b, (q,)",
    exact=cases.to_biases,
    strata=(Stratum("by the biases", 1, cases.layers_alone),),
    mistakes=(
        Mistake(
            "b is added to every row, so it has a share from each. Add them up: one number for each column of G.",
            lambda G: G,
        ),
        Mistake("These are sums over the values that leave. Add up over the points, down the columns.",
                lambda G: G.sum(axis=1)),
        Mistake("This is the mean over the points. The shares add up; nothing is divided.", lambda G: G.mean(axis=0)),
        Mistake("Each bias has a derivative of its own, one for each column.", lambda G: G.sum()),
        Mistake("The derivative of b by itself is 1, but the way back multiplies that by G.",
                lambda G: np.ones(G.shape[1])),
    ),
)  # fmt: skip

_to_inputs = Answer(
    name="to_inputs",
    kind="function",
    arguments="G, W",
    gives="an array of the shape of X, (m, p)",
    exact=cases.to_inputs,
    strata=(Stratum("by the inputs", 1, cases.layers_with_weights),),
    mistakes=(
        Mistake(
            "Forward each row is multiplied by Wᵀ. Back it is W, not Wᵀ: look at the shapes (m, q) and (m, p).",
            lambda G, W: G @ W.T,
        ),
        Mistake("This is the transpose. X has one row for each point.", lambda G, W: (G @ W).T),
        Mistake("This is the mean over the points. Each point has a row of its own.",
                lambda G, W: (G @ W).mean(axis=0)),
        Mistake("Each point's share is divided by the number of points. G holds the mean already.",
                lambda G, W: G @ W / len(G)),
    ),
)  # fmt: skip


def _softmax(S):
    E = np.exp(S - S.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def _overflowing(S, T):
    return (np.exp(S) / np.exp(S).sum(axis=1, keepdims=True) - T) / len(S)


_through_tanh = Answer(
    name="through_tanh",
    kind="function",
    arguments="G, Y",
    gives="an array of the same shape as G",
    exact=cases.through_tanh,
    strata=(Stratum("back through tanh", 1, cases.bent),),
    mistakes=(
        Mistake("Y is what leaves the tanh already. Its derivative is 1 - tanh², and tanh² is Y² here.",
                lambda G, Y: G * (1 - np.tanh(Y) ** 2)),
        Mistake("Take the square of Y: the derivative of tanh is 1 - tanh².", lambda G, Y: G * (1 - Y)),
        Mistake("This is the derivative of tanh alone. The way back multiplies it by G.", lambda G, Y: 1 - Y**2),
        Mistake("This belongs to the logistic function. The derivative of tanh is 1 - tanh².",
                lambda G, Y: G * Y * (1 - Y)),
        Mistake("The way back multiplies by the slope. This divides by it.", lambda G, Y: G / (1 - Y**2)),
        Mistake("This goes forward once more. The way back multiplies G by the slope of tanh.",
                lambda G, Y: G * np.tanh(Y)),
    ),
)  # fmt: skip

_by_scores = Answer(
    name="by_scores",
    kind="function",
    arguments="S, T",
    gives="an array of the same shape as S",
    exact=cases.by_scores,
    strata=(
        Stratum("moderate scores", 1, cases.moderate_scores),
        Stratum("scores of many hundreds", 1, cases.large_scores),
    ),
    mistakes=(
        Mistake("The loss is a mean over the points. Divide by their number.", lambda S, T: _softmax(S) - T),
        Mistake("The sign is the other way round: a greater score of the right class lowers the loss.",
                lambda S, T: (T - _softmax(S)) / len(S)),
        Mistake("exp overflows here, and inf / inf is nan. Take the greatest score of each row off first: "
                "that changes no probability.", _overflowing),
        Mistake("These are the probabilities. The right class has 1 taken off.", lambda S, T: _softmax(S) / len(S)),
        Mistake("Each row has a sum of its own: axis=1, with keepdims=True.",
                lambda S, T: (np.exp(S - S.max()) / np.exp(S - S.max()).sum() - T) / len(S)),
        Mistake("Each point is a row. This takes the sum down the columns.",
                lambda S, T: (_softmax(S.T).T - T) / len(S)),
        Mistake("The loss is a mean over the points, not over all entries of S.",
                lambda S, T: (_softmax(S) - T) / S.size),
        Mistake("Only the score of the right class is looked at. The others change the loss too: "
                "a greater one takes probability away.", lambda S, T: T * (_softmax(S) - 1) / len(S)),
    ),
)  # fmt: skip

_claimed_gap = Answer(
    name="claimed_gap",
    kind="function",
    arguments="loss, w, g, v",
    gives="one number, not negative",
    exact=cases.gap,
    strata=(
        Stratum("gradients that are wrong", 1, cases.wrong_claims),
        Stratum("a gradient that is right, and one that is not", 1, cases.mixed_claims),
    ),
    mistakes=(
        Mistake("The direction is not a unit vector. Divide it by its length, for both slopes.",
                lambda loss, w, g, v: np.linalg.norm(v) * _gap(loss, w, g, v)),
        Mistake("Only one of the two slopes was taken along the unit vector. Use u for both.",
                lambda loss, w, g, v: abs(g @ v - _slope(loss, w, v))),
        Mistake("This is the slope that g claims. Subtract the slope that differences give.",
                lambda loss, w, g, v: abs(g @ v) / np.linalg.norm(v)),
        Mistake("This is the slope of the loss. Compare it with the slope that g claims, g · u.",
                lambda loss, w, g, v: abs(_slope(loss, w, v))),
        Mistake("A sign is lost: take the size of the difference, not the difference of the sizes.",
                lambda loss, w, g, v: abs(abs(g @ v) / np.linalg.norm(v) - abs(_slope(loss, w, v)))),
        Mistake("The difference has no sign here: give its size.",
                lambda loss, w, g, v: -_gap(loss, w, g, v)),
        Mistake("The two slopes were added. Subtract one from the other.",
                lambda loss, w, g, v: abs(g @ v / np.linalg.norm(v) + _slope(loss, w, v))),
    ),
)  # fmt: skip


def _slope(loss, w, v):
    return directional_derivative(loss, w, v)


def _gap(loss, w, g, v):
    return abs(g @ v / np.linalg.norm(v) - _slope(loss, w, v))


_cost_choice = Answer(
    name="cost_choice",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "b",
    strata=(Stratum("the statement that holds", 1),),
    mistakes=(
        Mistake("That is what forward differences cost. Look at the lowest curve of the cost picture.",
                lambda: "a"),
        Mistake("One pass forward carries one direction, so it gives one slope. How many passes give n components?",
                lambda: "c"),
        Mistake("The way back needs the values that the way forward has found: look at what it multiplies by.",
                lambda: "d"),
    ),
)  # fmt: skip

EXERCISES = (
    Exercise(id="08.linear", title="Back to weights and biases", answers=(_to_weights, _to_biases)),
    Exercise(id="08.inputs", title="Back to the inputs of a layer", answers=(_to_inputs,)),
    Exercise(id="08.tanh", title="Back through tanh", answers=(_through_tanh,)),
    Exercise(id="08.cross_entropy", title="Back through softmax and cross-entropy", answers=(_by_scores,)),
    Exercise(
        id="08.gradient_check", title="A gradient check", answers=(_claimed_gap,),
        allowed=("gradient", "directional_derivative", "unit"),
    ),
    Exercise(id="08.network", title="All the way back", answers=(NETWORK_GRADIENT,)),
    Exercise(id="08.cost", title="What it costs", answers=(_cost_choice,)),
)  # fmt: skip
