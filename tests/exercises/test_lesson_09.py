"""Lesson 09: answers that are right, written differently."""

import itertools

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.lessons.exercises import EXERCISES
from tests.exercises import tries

# The gradient of a batch.


def picked(w, X, y, rows):
    B = X[rows]
    return 2 / len(rows) * B.T @ (B @ w - y[rows])


def row_after_row(w, X, y, rows):
    total = np.zeros(len(w))
    for i in rows:
        total += 2 * (X[i] @ w - y[i]) * X[i]
    return total / len(rows)


def mean_along_the_rows(w, X, y, rows):
    return np.mean([2 * (X[i] @ w - y[i]) * X[i] for i in rows], axis=0)


def in_lists(w, X, y, rows):
    errors = [sum(X[i, j] * w[j] for j in range(len(w))) - y[i] for i in rows]
    return [2 * sum(e * X[i, j] for e, i in zip(errors, rows, strict=True)) / len(rows) for j in range(len(w))]


def by_counts(w, X, y, rows):
    count = np.bincount(rows, minlength=len(y))
    return 2 * X.T @ (count * (X @ w - y)) / count.sum()


def by_a_matrix_of_ones(w, X, y, rows):
    S = np.eye(len(X))[rows]
    return 2 * (S @ X).T @ (S @ X @ w - S @ y) / len(S)


def batch_loss(w, X, y, rows):
    return np.mean((X[rows] @ w - y[rows]) ** 2)


def by_central_differences(w, X, y, rows):
    return [(batch_loss(w + d, X, y, rows) - batch_loss(w - d, X, y, rows)) / 2e-5 for d in 1e-5 * np.eye(len(w))]


def by_complex_steps(w, X, y, rows):
    return [batch_loss(w + 1e-30j * e, X, y, rows).imag / 1e-30 for e in np.eye(len(w))]


def by_take(w, X, y, rows):
    B = np.take(X, rows, axis=0)
    return np.average(2 * (B @ w - np.take(y, rows))[:, None] * B, axis=0)


def by_normal_equations(w, X, y, rows):
    B = X[rows]
    return 2 * (B.T @ B @ w - B.T @ y[rows]) / B.shape[0]


def batch_in_float32(w, X, y, rows):
    return picked(np.float32(w), np.float32(X), np.float32(y), rows)


# An epoch.


def by_ranges(w, X, y, order, size, rate):
    for i in range(0, len(order), size):
        w = w - rate * picked(w, X, y, order[i : i + size])
    return w


def by_a_while_loop(w, X, y, order, size, rate):
    rest = list(order)
    while rest:
        w, rest = w - rate * picked(w, X, y, rest[:size]), rest[size:]
    return w


def by_split(w, X, y, order, size, rate):
    for rows in np.split(order, range(size, len(order), size)):
        w = w - rate * picked(w, X, y, rows)
    return w


def data_shuffled_first(w, X, y, order, size, rate):
    X, y, i = X[order], y[order], 0
    while i < len(X):
        w = w - rate * row_after_row(w, X[i : i + size], y[i : i + size], range(len(X[i : i + size])))
        i += size
    return w


def by_array_split(w, X, y, order, size, rate):
    full = len(order) // size
    batches = [*np.split(order[: full * size], full), order[full * size :]]
    for rows in batches:
        if len(rows):
            w = w - rate * by_normal_equations(w, X, y, rows)
    return w


def by_recursion(w, X, y, order, size, rate):
    if not len(order):
        return w
    return by_recursion(w - rate * picked(w, X, y, order[:size]), X, y, order[size:], size, rate)


def by_counted_batches(w, X, y, order, size, rate):
    for k in range(-(-len(order) // size)):
        w = w - rate * picked(w, X, y, order[k * size : min((k + 1) * size, len(order))])
    return w.tolist()


def in_place(w, X, y, order, size, rate):
    w = w.copy()
    for i in range(0, len(order), size):
        w -= rate * picked(w, X, y, order[i : i + size])
    return w


def by_pairs_of_ends(w, X, y, order, size, rate):
    ends = [*range(0, len(order), size), len(order)]
    for a, b in itertools.pairwise(ends):
        w = w - rate * by_complex_gradient(w, X, y, order[a:b])
    return w


def by_complex_gradient(w, X, y, rows):
    return np.array(by_complex_steps(w, X, y, rows))


def epoch_in_float32(w, X, y, order, size, rate):
    return by_ranges(np.float32(w), np.float32(X), np.float32(y), order, size, np.float32(rate))


# One step of Adam.


def as_in_the_lesson(w, m, v, g, t, rate):
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    return w - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v


def with_names(w, m, v, g, t, rate, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    mean, square = m / (1 - beta1**t), v / (1 - beta2**t)
    return [w - rate * mean / (square**0.5 + eps), m, v]


def component_by_component(w, m, v, g, t, rate):
    return np.transpose([as_in_the_lesson(*four, t, rate) for four in zip(w, m, v, g, strict=True)])


def in_lists_of_python(w, m, v, g, t, rate):
    return tuple(map(list, as_in_the_lesson(w, m, v, g, t, rate)))


def moved_a_share(w, m, v, g, t, rate):
    m, v = m + 0.1 * (g - m), v + 0.001 * (g * g - v)
    return np.stack([w - rate * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v])


def corrections_in_the_rate(w, m, v, g, t, rate):
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    root = (1 - 0.999**t) ** 0.5
    return w - rate * root / (1 - 0.9**t) * m / (np.sqrt(v) + 1e-8 * root), m, v


def averaged(w, m, v, g, t, rate):
    m, v = np.average([m, g], axis=0, weights=[0.9, 0.1]), np.average([v, g**2], axis=0, weights=[0.999, 0.001])
    return w - rate * m / (1 - 0.9**t) / (np.hypot(0, np.sqrt(v / (1 - 0.999**t))) + 1e-8), m, v


def changed_in_place(w, m, v, g, t, rate):
    w, m, v = w.copy(), m.copy(), v.copy()
    m *= 0.9
    m += 0.1 * g
    v *= 0.999
    v += 0.001 * np.square(g)
    w -= rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w, m, v


def by_powers_in_loops(w, m, v, g, t, rate):
    kept_m = kept_v = 1.0
    for _ in range(t):
        kept_m, kept_v = kept_m * 0.9, kept_v * 0.999
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    return w - rate * m / (1 - kept_m) / (np.sqrt(v / (1 - kept_v)) + 1e-8), m, v


def means_by_shares(w, m, v, g, t, rate):
    """What the corrections divide by is the sum of the shares that the gradients so far have in the means."""
    shares_m, shares_v = sum(0.1 * 0.9**k for k in range(t)), sum(0.001 * 0.999**k for k in range(t))
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    return w - rate * (m / shares_m) / (np.sqrt(v / shares_v) + 1e-8), m, v


# Back through a layer with ReLU.


def masked(W, b, X, G):
    D = G * (X @ W.T + b > 0)
    return np.concatenate([(D.T @ X).ravel(), D.sum(axis=0)])


def by_where(W, b, X, G):
    D = np.where(X @ W.T + b > 0, G, 0)
    return np.append(D.T @ X, D.sum(0))


def set_to_zero(W, b, X, G):
    D = G.copy()
    D[X @ W.T + b <= 0] = 0
    return np.hstack([np.dot(D.T, X).flatten(), np.ones(len(D)) @ D])


def by_what_left(W, b, X, G):
    Y = np.maximum(0, X @ W.T + b)
    D = G * np.sign(Y)
    return [*(D.T @ X).ravel(), *D.sum(axis=0)]


def by_heaviside(W, b, X, G):
    D = G * np.heaviside(X @ W.T + b, 0)
    return np.concatenate([np.einsum("ij,ik->jk", D, X).ravel(), np.einsum("ij->j", D)])


def point_after_point(W, b, X, G):
    total = np.zeros(W.size + b.size)
    for x, g in zip(X, G, strict=True):
        d = g * (W @ x + b > 0)
        total += np.concatenate([np.outer(d, x).ravel(), d])
    return total


def unit_after_unit(W, b, X, G):
    columns = [G[:, j] * (X @ W[j] + b[j] > 0) for j in range(len(b))]
    return [*(float(v) for c in columns for v in c @ X), *(float(c.sum()) for c in columns)]


def with_a_column_of_ones(W, b, X, G):
    ones = np.column_stack([X, np.ones(len(X))])
    D = G * (ones @ np.column_stack([W, b]).T > 0)
    both = D.T @ ones
    return np.concatenate([both[:, :-1].ravel(), both[:, -1]])


def relu_loss(p, W, X, G):
    A = X @ p[: W.size].reshape(W.shape).T + p[W.size :]
    return np.sum(G * np.maximum(A, 0))


def relu_by_differences(W, b, X, G):
    p = np.append(W, b)
    return [(relu_loss(p + d, W, X, G) - relu_loss(p - d, W, X, G)) / 2e-6 for d in 1e-6 * np.eye(len(p))]


def relu_in_float32(W, b, X, G):
    return masked(*map(np.float32, (W, b, X, G)))


def half_of_one_and_the_sign(W, b, X, G):
    D = G * (1 + np.sign(X @ W.T + b)) / 2
    return np.r_[(X.T @ D).T.ravel(), D.sum(axis=0)]


WAYS = {
    "batch_gradient": (
        picked, row_after_row, mean_along_the_rows, in_lists, by_counts, by_a_matrix_of_ones, by_central_differences,
        by_complex_steps, by_take, by_normal_equations, batch_in_float32,
    ),
    "one_epoch": (
        by_ranges, by_a_while_loop, by_split, data_shuffled_first, by_array_split, by_recursion, by_counted_batches,
        in_place, by_pairs_of_ends, epoch_in_float32,
    ),
    "adam_step": (
        as_in_the_lesson, with_names, component_by_component, in_lists_of_python, moved_a_share,
        corrections_in_the_rate, averaged, changed_in_place, by_powers_in_loops, means_by_shares,
    ),
    "relu_back": (
        masked, by_where, set_to_zero, by_what_left, by_heaviside, point_after_point, unit_after_unit,
        with_a_column_of_ones, relu_by_differences, relu_in_float32, half_of_one_and_the_sign,
    ),
    "kink_choice": (
        "c", "C", " c", "c ", "\tC\n", "abcd"[2], chr(99), max("b", "c"), str(np.str_("c")), "".join(["c"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("09", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("09", WAYS)


def drawn(name):
    answer = tries.answer_of("09", name)
    return [
        (answer, inputs) for stratum in answer.strata for inputs in stratum.draw(np.random.default_rng(5))
    ]  # fmt: skip


def test_what_the_cases_of_a_batch_call_exact_is_what_differences_find():
    for answer, inputs in drawn("batch_gradient"):
        assert answer.exact(*inputs) == pytest.approx(by_complex_steps(*inputs), abs=1e-12)
        w, *data = inputs
        assert answer.exact(*inputs) == pytest.approx(gc.gradient(lambda w, d=data: batch_loss(w, *d), w), abs=1e-7)


def test_what_the_cases_of_an_epoch_call_exact_is_found_row_by_row():
    for answer, (w, X, y, order, size, rate) in drawn("one_epoch"):
        end = w
        for i in range(0, len(order), size):
            end = end - rate * row_after_row(end, X, y, order[i : i + size])
        assert answer.exact(w, X, y, order, size, rate) == pytest.approx(end, abs=1e-12)
        assert sorted(order) == list(range(len(X)))


def test_what_the_cases_of_adam_call_exact_is_the_formula_of_the_lesson():
    for answer, inputs in drawn("adam_step"):
        assert answer.exact(*inputs) == pytest.approx(np.array(as_in_the_lesson(*inputs)), abs=1e-12)


def test_what_the_cases_of_relu_call_exact_is_what_differences_find():
    for answer, inputs in drawn("relu_back"):
        assert answer.exact(*inputs) == pytest.approx(relu_by_differences(*inputs), abs=1e-7)


def test_nothing_that_enters_a_relu_lies_near_its_kink():
    assert all(np.abs(X @ W.T + b).min() > 0.2 for _, (W, b, X, _) in drawn("relu_back"))


def test_of_gradcalc_nothing_may_be_used_and_no_points_are_given_by_hand():
    exercises = [exercise for exercise in EXERCISES.values() if exercise.lesson == "09"]
    assert sum(exercise.points for exercise in exercises) == 10
    assert not any(exercise.allowed or exercise.by_hand for exercise in exercises)
