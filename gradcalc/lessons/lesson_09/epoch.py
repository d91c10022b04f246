"""The second exercise of lesson 09: an epoch, in which every row is used once."""

from collections.abc import Callable

import numpy as np

from gradcalc.lessons.lesson_09 import cases
from gradcalc.questions.model import Answer, Mistake, Stratum


def _walked(batches: Callable, rate_of: Callable | None = None, last: Callable = lambda way, gradients: way[-1]):
    """A wrong epoch: batches(order, size) are those it takes, rate_of(rows, size) is what its rate is multiplied by.

    last makes the reply from the parameters after each batch, and from the gradient of each.
    """

    def wrong(w, X, y, order, size, rate):
        way, gradients = [w], []
        for rows in batches(order, size):
            gradients.append(cases.batch_gradient(way[-1], X, y, rows))
            way.append(way[-1] - (rate * rate_of(rows, size) if rate_of else rate) * gradients[-1])
        return last(way[1:], gradients) if gradients else w

    return wrong


def _in_turn(order: np.ndarray, size: int) -> list[np.ndarray]:
    return np.split(order, range(size, len(order), size))


def _from_the_start(w, X, y, order, size, rate):
    return w - rate * sum(cases.batch_gradient(w, X, y, rows) for rows in _in_turn(order, size))


def _every_so_many(order: np.ndarray, size: int) -> list[np.ndarray]:
    count = -(-len(order) // size)
    return [order[i::count] for i in range(count)]


ONE_EPOCH = Answer(
    name="one_epoch",
    kind="function",
    arguments="w, X, y, order, size, rate",
    gives="an array of shape (n,)",
    exact=cases.one_epoch,
    strata=(
        Stratum("all batches of one size", 1, cases.equal_batches),
        Stratum("a last batch that is short", 1, cases.short_last_batch),
    ),
    mistakes=(
        Mistake("The rows are taken as they stand in X. `order` says which comes first, which next, and so on.",
                _walked(lambda order, size: _in_turn(np.arange(len(order)), size))),
        Mistake("Where the last batch is short, its rows are left out. In an epoch every row is used once.",
                _walked(lambda order, size: [rows for rows in _in_turn(order, size) if len(rows) == size])),
        Mistake("The short batch at the end is divided by `size`. Its mean goes over its own rows.",
                _walked(_in_turn, lambda rows, size: len(rows) / size)),
        Mistake("All gradients are taken at the w of the start. Each batch moves w, and the next one has its "
                "gradient there.", _from_the_start),
        Mistake("The gradients of the rows are added up here. The loss of a batch is a mean: divide by the number of "
                "its rows.", _walked(_in_turn, lambda rows, size: len(rows))),
        Mistake("Only the first batch was used. Does a return inside the loop end it after one turn?",
                _walked(lambda order, size: _in_turn(order, size)[:1])),
        Mistake("This is one step with the gradient of the whole loss. An epoch makes a step for each batch.",
                _walked(lambda order, size: [order])),
        Mistake("The sign is turned: a descent subtracts the gradient.", _walked(_in_turn, lambda rows, size: -1)),
        Mistake("Every step is half as long as it should be: the derivative of a square has the factor 2.",
                _walked(_in_turn, lambda rows, size: 0.5)),
        Mistake("The batches take rows with gaps between them. A batch takes rows that follow each other in `order`.",
                _walked(_every_so_many)),
        Mistake("`size` says how many rows a batch has. Here it is the number of batches.",
                _walked(lambda order, size: np.array_split(order, size))),
        Mistake("Here every single row is a batch. A batch has `size` rows.",
                _walked(lambda order, size: _in_turn(order, 1))),
        Mistake("The last batch is left out, even where it is full: the loop ends too early.",
                _walked(lambda order, size: _in_turn(order, size)[:-1])),
        Mistake("This has w after every batch. Only the last one is asked for.",
                _walked(_in_turn, last=lambda way, gradients: np.array(way))),
        Mistake("These batches overlap: from one to the next the loop moves on by one row, not by `size`.",
                _walked(lambda order, size: [order[i : i + size] for i in range(len(order) - size + 1)])),
        Mistake("These batches overlap: from one to the next the loop moves on by one row, not by `size`.",
                _walked(lambda order, size: [order[i : i + size] for i in range(len(order))])),
        Mistake("argsort says at which place of `order` a row stands. `order` itself says which row comes next.",
                _walked(lambda order, size: _in_turn(np.argsort(order), size))),
        Mistake("This is the gradient of the last batch. The parameters after it are asked for.",
                _walked(_in_turn, last=lambda way, gradients: gradients[-1])),
    ),
)  # fmt: skip
