"""The first three exercises of lesson 08: back through a dense layer, and back through tanh."""

import numpy as np

from gradcalc.lessons.lesson_08 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum

# What a mistake gives where its code would stop. An error of the same class is no sign of it: shapes that do not fit
# raise ValueError whatever was written. So it is known by the cases in which they fit.
_STOPS = "stops"


def _product(A, B):
    return A @ B if A.shape[1] == len(B) else _STOPS


def _entries(A, B):
    return A * B if A.shape == B.shape else _STOPS


_ENTRY_BY_ENTRY = "* multiplies entry by entry. A matrix product is needed, which adds up as well: that is @."

TO_WEIGHTS = Answer(
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
            "G @ X adds up over the q values that leave, where it runs at all. The sum goes over the points, the "
            "rows of both: which factor has to be transposed?",
            _product,
        ),
        Mistake(_ENTRY_BY_ENTRY, lambda G, X: _entries(G.T, X)),
        Mistake(
            "The loss is what G is the derivative of: it holds the mean already. Add up over the points, "
            "without dividing.",
            lambda G, X: G.T @ X / len(X),
        ),
        Mistake(
            "This is the share of the first point alone. W is used for every point, so the shares of all add up. "
            "If there is a loop, does a return inside it end it?",
            lambda G, X: np.outer(G[0], X[0]),
        ),
        Mistake(
            "This is the share of the last point alone. W is used for every point: add the shares up, "
            "where your loop keeps the last.",
            lambda G, X: np.outer(G[-1], X[-1]),
        ),
        Mistake(
            "np.outer of two matrices takes every entry with every other, of different points as well. "
            "Multiply what belongs to the same point, and add up over the points.",
            np.outer,
        ),
        Mistake("The inputs have to come in: an entry of W is multiplied by one of them.",
                lambda G, X: np.repeat(G.sum(axis=0)[:, None], X.shape[1], axis=1)),
        Mistake("This is X alone, the derivative of what leaves. The way back multiplies it by what arrives, G.",
                lambda G, X: X),
        Mistake("These are the right numbers in a flat list. The result has the shape of the matrix W, (q, p).",
                lambda G, X: (G.T @ X).ravel()),
    ),
)  # fmt: skip

TO_BIASES = Answer(
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
        Mistake("These are the right numbers with an axis too many, shape (1, q). b is a list, shape (q,): "
                "is there a keepdims?", lambda G: G.sum(axis=0, keepdims=True)),
        Mistake("The derivative of b by itself is 1, but the way back multiplies that by G.",
                lambda G: np.ones(G.shape[1])),
    ),
)  # fmt: skip

TO_INPUTS = Answer(
    name="to_inputs",
    kind="function",
    arguments="G, W",
    gives="an array of the shape of X, (m, p)",
    exact=cases.to_inputs,
    strata=(Stratum("by the inputs", 1, cases.layers_with_weights),),
    mistakes=(
        Mistake(
            "Forward each row is multiplied by Wᵀ. Back it is W, not Wᵀ: look at the shapes (m, q) and (m, p).",
            lambda G, W: _product(G, W.T),
        ),
        Mistake(
            "The factors are in the wrong order, W first: it fits only where the shapes happen to. "
            "Look at them: G has (m, q), W has (q, p).",
            lambda G, W: _product(W, G),
        ),
        Mistake(
            "This is Wᵀ times G, the wrong order: it fits only where the shapes happen to, and mixes the points. "
            "Each point is a row, in G and in the result.",
            lambda G, W: _product(W.T, G),
        ),
        Mistake(
            "G was transposed, as in the rule for the weights. That adds up over the points; each keeps its "
            "row here.",
            lambda G, W: _product(G.T, W),
        ),
        Mistake(_ENTRY_BY_ENTRY, _entries),
        Mistake("This is the transpose. X has one row for each point.", lambda G, W: (G @ W).T),
        Mistake("This is the mean over the points. Each point has a row of its own.",
                lambda G, W: (G @ W).mean(axis=0)),
        Mistake("All points were added up. Each point has a row of its own.", lambda G, W: (G @ W).sum(axis=0)),
        Mistake("Only the first point came back. Does a return inside the loop end it after one turn?",
                lambda G, W: G[0] @ W),
        Mistake("Only the first point came back. Does a return inside the loop end it after one turn?",
                lambda G, W: G[:1] @ W),
        Mistake("Each point's share is divided by the number of points. G holds the mean already.",
                lambda G, W: G @ W / len(G)),
        Mistake("This is W alone, the derivative of what leaves. The way back multiplies it by what arrives, G.",
                lambda G, W: W),
        Mistake("A product of two sums is not the sum of the products. First multiply each entry of G by its weight, "
                "then add up: @ does both.", lambda G, W: G.sum(axis=1, keepdims=True) * W.sum(axis=0)),
        Mistake("The sign is turned. The derivative is asked for, and not the step of a descent.",
                lambda G, W: -G @ W),
        Mistake("1 minus a square is the factor of tanh, and there is no tanh in this layer.",
                lambda G, W: (G @ W) * (1 - (G @ W) ** 2)),
        Mistake("1 minus a square is the factor of tanh, and there is no tanh in this layer.",
                lambda G, W: (G * (1 - G**2)) @ W),
        Mistake("The inverse of W undoes the layer. The derivative multiplies by the weights themselves.",
                lambda G, W: G @ np.linalg.pinv(W).T),
    ),
)  # fmt: skip

THROUGH_TANH = Answer(
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
        Mistake("The square belongs to Y alone: the derivative of tanh is 1 - tanh², not (1 - tanh)².",
                lambda G, Y: G * (1 - Y) ** 2),
        Mistake("This is the derivative of tanh alone. The way back multiplies it by G.", lambda G, Y: 1 - Y**2),
        Mistake("There is a plus where the derivative of tanh has a minus: 1 - tanh².", lambda G, Y: G * (1 + Y**2)),
        Mistake("The sign is turned: the derivative of tanh is 1 - tanh², not tanh² - 1.",
                lambda G, Y: G * (Y**2 - 1)),
        Mistake("Brackets are missing: G * 1 - Y**2 takes Y**2 off G. G multiplies the whole slope.",
                lambda G, Y: G - Y**2),
        Mistake("@ is a matrix product. tanh works entry by entry, and so does the way back: use *.",
                lambda G, Y: _product(G, 1 - Y**2)),
        Mistake("This belongs to the logistic function. The derivative of tanh is 1 - tanh².",
                lambda G, Y: G * Y * (1 - Y)),
        Mistake("The way back multiplies by the slope. This divides by it.", lambda G, Y: G / (1 - Y**2)),
        Mistake("This goes forward once more. The way back multiplies G by the slope of tanh.",
                lambda G, Y: G * np.tanh(Y)),
        Mistake("G was multiplied by Y itself, the value of tanh. The way back multiplies by the slope of tanh.",
                lambda G, Y: G * Y),
        Mistake("G and Y are exchanged: Y is what left the tanh, and G is what the slope is multiplied by.",
                lambda G, Y: Y * (1 - G**2)),
    ),
)  # fmt: skip
