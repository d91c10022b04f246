"""Lesson 07: answers that are right, written differently."""

import math

import numpy as np
import pytest

from tests.exercises import tries

# The loss along a direction.


def filled_array(loss, w, v, t):
    u = v / np.sqrt(v @ v)
    result = np.zeros(len(t))
    for i, distance in enumerate(t):
        result[i] = loss(w + distance * u)
    return result


def appended(loss, w, v, t):
    values = []
    for distance in t:
        values.append(loss(w + distance * v / np.linalg.norm(v)))
    return values


def by_map(loss, w, v, t):
    return np.array(list(map(loss, w + np.outer(t, v / np.linalg.norm(v)))))


def along_the_rows(loss, w, v, t):
    return np.apply_along_axis(loss, 1, w + t[:, None] * (v / np.linalg.norm(v)))


def vectorised_by_numpy(loss, w, v, t):
    return np.vectorize(lambda s: loss(w + s * v / math.hypot(*v)))(t)


def tuple_of_floats(loss, w, v, t):
    return tuple(float(loss(w + s * v / math.hypot(*v))) for s in t)


def float32_values(loss, w, v, t):
    return np.float32([loss(w + s * v / np.linalg.norm(v)) for s in t])


def stepping_and_going_back(loss, w, v, t):
    w, u, values = w.copy(), v / np.linalg.norm(v), []
    for s in t:
        w += s * u
        values.append(loss(w))
        w -= s * u
    return np.array(values)


def components_one_by_one(loss, w, v, t):
    length = sum(x * x for x in v) ** 0.5
    return [loss(np.array([a + s * b / length for a, b in zip(w, v, strict=True)])) for s in t]


def scaled_distances(loss, w, v, t):
    return np.array([loss(w + s * v) for s in t / np.linalg.norm(v)])


# Filter normalisation.


def row_by_row(D, W):
    return np.array([d / np.linalg.norm(d) * np.linalg.norm(w) for d, w in zip(D, W, strict=True)])


def column_of_factors(D, W):
    return D * (np.linalg.norm(W, axis=1) / np.linalg.norm(D, axis=1))[:, None]


def transposed(D, W):
    return (D.T / np.linalg.norm(D, axis=1) * np.linalg.norm(W, axis=1)).T


def diagonal_matrix(D, W):
    return np.diag(np.linalg.norm(W, axis=1) / np.linalg.norm(D, axis=1)) @ D


def roots_of_sums(D, W):
    return D * np.sqrt((W**2).sum(axis=1, keepdims=True) / (D**2).sum(axis=1, keepdims=True))


def by_einsum(D, W):
    squares = np.einsum("ij,ij->i", W, W) / np.einsum("ij,ij->i", D, D)
    return np.einsum("i,ij->ij", np.sqrt(squares), D)


def nested_lists(D, W):
    result = []
    for d, w in zip(D.tolist(), W.tolist(), strict=True):
        factor = math.hypot(*w) / math.hypot(*d)
        result.append([factor * x for x in d])
    return result


def in_a_copy(D, W):
    result = D.copy()
    for i in range(len(D)):
        result[i] *= np.linalg.norm(W[i]) / np.linalg.norm(D[i])
    return result


def float32_rows(D, W):
    return row_by_row(D, W).astype(np.float32)


def reshaped_lengths(D, W):
    return D / np.linalg.norm(D, axis=1).reshape(-1, 1) * np.linalg.norm(W, axis=1).reshape(-1, 1)


# The slope of a loss.


def unit(v):
    return v / np.linalg.norm(v)


def forward(loss, w, v):
    return (loss(w + 1e-7 * unit(v)) - loss(w)) / 1e-7


def backward(loss, w, v):
    return (loss(w) - loss(w - 1e-7 * unit(v))) / 1e-7


def central(loss, w, v):
    return (loss(w + 1e-5 * unit(v)) - loss(w - 1e-5 * unit(v))) / 2e-5


def five_points(loss, w, v):
    a, b, c, d = (loss(w + k * 1e-3 * unit(v)) for k in (-2, -1, 1, 2))
    return (a - 8 * b + 8 * c - d) / 12e-3


def complex_step(loss, w, v):
    return loss(w + 1e-30j * unit(v)).imag / 1e-30


def along_v_then_divided(loss, w, v):
    h = 1e-6
    return (loss(w + h * v) - loss(w - h * v)) / (2 * h) / np.linalg.norm(v)


def step_of_length_h(loss, w, v):
    step = v * (1e-5 / math.hypot(*v))
    return (loss(w + step) - loss(w - step)) / 2e-5


def richardson(loss, w, v):
    def slope(h):
        return (loss(w + h * unit(v)) - loss(w - h * unit(v))) / (2 * h)

    return (4 * slope(5e-4) - slope(1e-3)) / 3


def float32_in_the_end(loss, w, v):
    return np.float32(central(loss, w, v))


def fitted_line(loss, w, v):
    t = np.linspace(-1e-4, 1e-4, 5)
    return np.polyfit(t, [loss(w + s * unit(v)) for s in t], 1)[0]


# Slopes among many directions.


def one_expression(g, rows):
    return np.sqrt(np.mean((rows @ g) ** 2 / (rows**2).sum(axis=1))) / np.linalg.norm(g)


def normalised_first(g, rows):
    u = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return np.sqrt(np.mean((u @ (g / np.linalg.norm(g))) ** 2))


def in_a_loop(g, rows):
    total = 0.0
    for row in rows:
        total += (row @ g / math.hypot(*row) / math.hypot(*g)) ** 2
    return math.sqrt(total / len(rows))


def as_a_norm(g, rows):
    shares = rows @ g / np.linalg.norm(rows, axis=1) / np.linalg.norm(g)
    return np.linalg.norm(shares) / np.sqrt(len(shares))


def from_mean_and_spread(g, rows):
    shares = rows @ g / np.linalg.norm(rows, axis=1) / np.linalg.norm(g)
    return np.hypot(shares.mean(), shares.std())


def average_of_squares(g, rows):
    return np.average([(np.dot(r, g) / np.linalg.norm(r)) ** 2 for r in rows]) ** 0.5 / np.linalg.norm(g)


def from_angles(g, rows):
    angles = [np.arccos(r @ g / np.linalg.norm(r) / np.linalg.norm(g)) for r in rows]
    return np.sqrt(np.mean(np.cos(angles) ** 2))


def by_a_matrix(g, rows):
    u = rows / np.linalg.norm(rows, axis=1)[:, None]
    return np.sqrt(g @ (u.T @ u) @ g / len(u) / (g @ g))


def float32_share(g, rows):
    return np.float32(one_expression(g, rows))


def sum_of_generator(g, rows):
    return (sum((r @ g) ** 2 / (r @ r) for r in rows) / len(rows) / (g @ g)) ** 0.5


WAYS = {
    "loss_along": (
        filled_array, appended, by_map, along_the_rows, vectorised_by_numpy, tuple_of_floats, float32_values,
        stepping_and_going_back, components_one_by_one, scaled_distances,
    ),
    "filter_normalise": (
        row_by_row, column_of_factors, transposed, diagonal_matrix, roots_of_sums, by_einsum, nested_lists, in_a_copy,
        float32_rows, reshaped_lengths,
    ),
    "loss_slope": (
        forward, backward, central, five_points, complex_step, along_v_then_divided, step_of_length_h, richardson,
        float32_in_the_end, fitted_line,
    ),
    "rms_share": (
        one_expression, normalised_first, in_a_loop, as_a_norm, from_mean_and_spread, average_of_squares, from_angles,
        by_a_matrix, float32_share, sum_of_generator,
    ),
    "expected_rms": (
        lambda n: 1 / np.sqrt(n), lambda n: n**-0.5, lambda n: math.sqrt(1 / n), lambda n: np.sqrt(n) / n,
        lambda n: math.exp(-math.log(n) / 2), lambda n: [1 / n**0.5][0], lambda n: np.float32(n**-0.5),
        lambda n: np.array(1 / math.sqrt(n)), lambda n: np.power(float(n), -0.5),
        lambda n: np.sqrt(np.mean(np.eye(n)[0] ** 2)),
    ),
    "slice_choice": (
        "c", "C", " c", "c ", "\tC\n", "abcd"[2], chr(99), max("a", "b", "c"), str(np.str_("c")), "".join(["c"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("07", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("07", WAYS)


def test_a_loss_along_a_line_in_closed_form_is_the_loss_there():
    answer = tries.answer_of("07", "loss_along")
    for stratum in answer.strata:
        for loss, w, v, t in stratum.draw(np.random.default_rng(5)):
            f = loss.build()
            expected = [f(w + s * v / np.linalg.norm(v)) for s in t]
            np.testing.assert_allclose(answer.exact(loss, w, v, t), expected, rtol=1e-12)


OTHER_WAYS = {
    "one point at a time": ("loss_along", lambda loss, w, v, t: loss(w + np.outer(t, unit(v)))),
    "first distance": ("loss_along", lambda loss, w, v, t: [loss(w + t[0] * unit(v))]),
    "nearly zero": ("loss_slope", lambda loss, w, v: (loss(w + 1e-20 * unit(v)) - loss(w)) / 1e-20),
    "brackets": ("loss_slope", lambda loss, w, v: (loss(w + 1e-6 * unit(v)) - loss(w)) / 2 * 1e-6),
    "too long": ("loss_slope", lambda loss, w, v: loss(w + unit(v)) - loss(w)),
    "which axis": ("rms_share", lambda g, rows: np.sqrt(np.mean(((rows / np.linalg.norm(rows)) @ unit(g)) ** 2))),
}


@pytest.mark.parametrize("words", OTHER_WAYS)
@pytest.mark.parametrize("seed", tries.SEEDS)
def test_a_mistake_written_differently_is_named_too(words, seed):
    name, way = OTHER_WAYS[words]
    verdicts = tries.verdicts_on(tries.answer_of("07", name), way, seed)
    assert all(verdict.mark == "wrong" and words in verdict.hint for verdict in verdicts)
