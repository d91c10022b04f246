"""Lesson 08: answers that are right, written differently."""

import math

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.cards.report import Report
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.judging import judge
from gradcalc.questions.trying import replies_to
from tests.exercises import tries

# By the weights.


def product(G, X):
    return G.T @ X


def turned_product(G, X):
    return (X.T @ G).T


def sum_of_outer_products(G, X):
    total = np.zeros((G.shape[1], X.shape[1]))
    for g, x in zip(G, X, strict=True):
        total += np.outer(g, x)
    return total


def by_einsum(G, X):
    return np.einsum("ij,ik->jk", G, X)


def by_tensordot(G, X):
    return np.tensordot(G, X, axes=(0, 0))


def three_loops(G, X):
    (m, q), p = G.shape, X.shape[1]
    return [[sum(G[i, j] * X[i, k] for i in range(m)) for k in range(p)] for j in range(q)]


def repeated_and_summed(G, X):
    return (G[:, :, None] * X[:, None, :]).sum(axis=0)


def row_for_row(G, X):
    return np.array([column @ X for column in G.T])


def float32_weights(G, X):
    return G.astype(np.float32).T @ X.astype(np.float32)


def from_differences_of_the_layer(G, X):
    """The loss is G * Y in sum, up to a constant, and that is linear in W."""
    W = np.zeros((G.shape[1], X.shape[1]))
    for place in np.ndindex(W.shape):
        E = np.zeros_like(W)
        E[place] = 1
        W[place] = np.sum(G * (X @ E.T))
    return W


# By the biases.


def ones_times(G):
    return np.ones(len(G)) @ G


def summed_in_a_loop(G):
    total = 0
    for row in G:
        total = total + row
    return total


def list_of_sums(G):
    return [sum(column) for column in G.T]


def tuple_of_sums(G):
    return tuple(math.fsum(column) for column in zip(*G, strict=True))


def mean_times_number(G):
    return G.mean(axis=0) * len(G)


def last_running_sum(G):
    return np.cumsum(G, axis=0)[-1]


# By the inputs.


def inputs_in_a_loop(G, W):
    X = np.zeros((len(G), W.shape[1]))
    for j, row in enumerate(W):
        X += np.outer(G[:, j], row)
    return X


def inputs_in_lists(G, W):
    return [[sum(g * w for g, w in zip(row, column, strict=True)) for column in W.T] for row in G]


# Through tanh.


def by_the_hyperbolic_cosine(G, Y):
    return G / np.cosh(np.arctanh(Y)) ** 2


def by_a_complex_step(G, Y):
    return G * np.tanh(np.arctanh(Y) + 1e-30j).imag / 1e-30


def by_a_central_difference(G, Y):
    A, h = np.arctanh(Y), 1e-5
    return G * (np.tanh(A + h) - np.tanh(A - h)) / (2 * h)


def entry_by_entry(G, Y):
    result = np.empty_like(G)
    for place in np.ndindex(G.shape):
        result[place] = G[place] * (1 - Y[place] ** 2)
    return result


# By the scores.


def softmax(S):
    E = np.exp(S - S.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def row_by_row(S, T):
    found = []
    for s, t in zip(S, T, strict=True):
        e = np.exp(s - max(s))
        found.append((e / sum(e) - t) / len(S))
    return np.array(found)


def one_off_at_the_right_class(S, T):
    P = softmax(S)
    P[np.arange(len(S)), T.argmax(axis=1)] -= 1
    return P / len(S)


def by_log_sum_exp(S, T):
    log_p = S - np.logaddexp.reduce(S, axis=1, keepdims=True)
    return (np.exp(log_p) - T) / S.shape[0]


def by_pairwise_differences(S, T):
    P = 1 / np.exp(S[:, None, :] - S[:, :, None]).sum(axis=2)
    return (P - T) / len(S)


def mean_loss(S, T):
    shifted = S - S.real.max(axis=1, keepdims=True)
    return -np.sum(T * (shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))) / len(S)


def entries(step):
    def by_scores(S, T):
        found = np.zeros(S.shape)
        for place in np.ndindex(S.shape):
            E = np.zeros(S.shape)
            E[place] = 1
            found[place] = step(S, T, E)
        return found

    return by_scores


def complex_step(S, T, E):
    return mean_loss(S + 1e-30j * E, T).imag / 1e-30


def central(S, T, E):
    return (mean_loss(S + 1e-4 * E, T) - mean_loss(S - 1e-4 * E, T)) / 2e-4


def forward(S, T, E):
    return (mean_loss(S + 1e-6 * E, T) - mean_loss(S, T)) / 1e-6


# The gradient check.


def unit_vector(v):
    return v / math.sqrt(sum(c * c for c in v))


def gap_by_a_forward_difference(loss, w, g, v):
    u = unit_vector(v)
    return abs((loss(w + 1e-7 * u) - loss(w)) / 1e-7 - g @ u)


def gap_by_a_backward_difference(loss, w, g, v):
    u = unit_vector(v)
    return abs((loss(w) - loss(w - 1e-7 * u)) / 1e-7 - g @ u)


def gap_by_five_points(loss, w, g, v):
    u, h = unit_vector(v), 1e-3
    slope = (loss(w - 2 * h * u) - 8 * loss(w - h * u) + 8 * loss(w + h * u) - loss(w + 2 * h * u)) / (12 * h)
    return np.abs(slope - np.dot(g, u))


def gap_by_a_complex_step(loss, w, g, v):
    u = unit_vector(v)
    return abs(loss(w + 1e-30j * u).imag / 1e-30 - g @ u)


def gap_by_directional_derivative(loss, w, g, v):
    return abs(gc.directional_derivative(loss, w, v) - g @ v / np.linalg.norm(v))


def gap_of_gradients(loss, w, g, v):
    return abs((gc.gradient(loss, w) - g) @ v) / np.linalg.norm(v)


def root_of_the_square(loss, w, g, v):
    return math.sqrt((gc.directional_derivative(loss, w, v) - g @ gc.unit(v)) ** 2)


def the_greater_less_the_smaller(loss, w, g, v):
    slopes = sorted([gc.directional_derivative(loss, w, v), float(g @ gc.unit(v))])
    return slopes[1] - slopes[0]


def slopes_along_v_divided_by_its_length(loss, w, g, v):
    slope = gc.directional_derivative(loss, w, v, unit=False)
    return abs(slope - sum(a * b for a, b in zip(g, v, strict=True))) / np.linalg.norm(v)


def float32_gap(loss, w, g, v):
    return np.float32(gap_by_directional_derivative(loss, w, g, v))


# The whole network.


def forwards(W1, b1, W2, b2, X):
    H = np.tanh(X @ W1.T + b1)
    return H, H @ W2.T + b2


def joined(*parts):
    return np.concatenate([np.ravel(part) for part in parts])


def layer_by_layer(W1, b1, W2, b2, X, T):
    H, S = forwards(W1, b1, W2, b2, X)
    G = (softmax(S) - T) / len(X)
    A = G @ W2 * (1 - H**2)
    return joined(A.T @ X, A.sum(axis=0), G.T @ H, G.sum(axis=0))


def point_by_point(W1, b1, W2, b2, X, T):
    total = 0
    for x, t in zip(X, T, strict=True):
        h = np.tanh(W1 @ x + b1)
        s = W2 @ h + b2
        g = np.exp(s) / np.exp(s).sum() - t
        a = (W2.T @ g) * (1 - h**2)
        total = total + joined(np.outer(a, x), a, np.outer(g, h), g)
    return total / len(X)


def divided_at_the_end(W1, b1, W2, b2, X, T):
    H, S = forwards(W1, b1, W2, b2, X)
    G = softmax(S) - T
    A = G @ W2 * (1 - H * H)
    return joined(A.T @ X, A.sum(0), G.T @ H, G.sum(0)) / len(X)


def with_a_column_of_ones(W1, b1, W2, b2, X, T):
    H, S = forwards(W1, b1, W2, b2, X)
    G = (softmax(S) - T) / len(X)
    A = G @ W2 / np.cosh(np.arctanh(H)) ** 2
    one = np.ones((len(X), 1))
    D1, D2 = A.T @ np.hstack([X, one]), G.T @ np.hstack([H, one])
    return joined(D1[:, :-1], D1[:, -1], D2[:, :-1], D2[:, -1])


def extended_list(W1, b1, W2, b2, X, T):
    H, S = forwards(W1, b1, W2, b2, X)
    G = (softmax(S) - T) / X.shape[0]
    A = np.einsum("ij,jk->ik", G, W2) * (1 - H**2)
    found = []
    for part in (A.T @ X, A.sum(axis=0), G.T @ H, G.sum(axis=0)):
        found.extend(part.flatten().tolist())
    return found


def filled_in_place(W1, b1, W2, b2, X, T):
    found = np.zeros(W1.size + b1.size + W2.size + b2.size)
    ends = np.cumsum([W1.size, b1.size, W2.size])
    parts = np.split(found, ends)
    H, S = forwards(W1, b1, W2, b2, X)
    G = (softmax(S) - T) / len(X)
    A = (1 - H**2) * (G @ W2)
    for part, value in zip(parts, (A.T @ X, A.sum(0), G.T @ H, G.sum(0)), strict=True):
        part[:] = value.ravel()
    return found


def loss_of(w, shapes, X, T):
    W1, b1, W2, b2 = (
        part.reshape(shape)
        for part, shape in zip(np.split(w, np.cumsum([math.prod(s) for s in shapes])[:-1]), shapes, strict=True)
    )
    return mean_loss(forwards(W1, b1, W2, b2, X)[1], T)


def all_parameters(W1, b1, W2, b2):
    return joined(W1, b1, W2, b2), [part.shape for part in (W1, b1, W2, b2)]


def layers_in_a_loop(W1, b1, W2, b2, X, T):
    values = [X]
    for W, b, bend in ((W1, b1, np.tanh), (W2, b2, lambda A: A)):
        values.append(bend(values[-1] @ W.T + b))
    G, found = (softmax(values[-1]) - T) / len(X), []
    for W, entered in ((W2, values[1]), (W1, values[0])):
        found[:0] = [G.T @ entered, G.sum(axis=0)]
        G = G @ W * (1 - entered**2)
    return joined(*found)


def by_einsum_throughout(W1, b1, W2, b2, X, T):
    H, S = forwards(W1, b1, W2, b2, X)
    G = (softmax(S) - T) / len(X)
    A = np.einsum("mk,kq,mq->mq", G, W2, 1 - H**2, optimize=True)
    parts = (
        np.einsum("mq,mp->qp", A, X, optimize=True),
        A.sum(0),
        np.einsum("mk,mq->kq", G, H, optimize=True),
        G.sum(0),
    )
    return joined(*parts)


def few_points_at_a_time(W1, b1, W2, b2, X, T):
    parts = [slice(i, i + 50) for i in range(0, len(X), 50)]
    return sum(layer_by_layer(W1, b1, W2, b2, X[part], T[part]) * len(X[part]) for part in parts) / len(X)


def network_by_central_differences(W1, b1, W2, b2, X, T):
    w, shapes = all_parameters(W1, b1, W2, b2)
    h, found = 1e-5, np.empty(len(w))
    for i in range(len(w)):
        before = w[i]
        ahead, behind = (loss_of(moved(w, i, before + s), shapes, X, T) for s in (h, -h))
        found[i] = (moved(w, i, before) is w) * (ahead - behind) / (2 * h)
    return found


def moved(w, i, value):
    w[i] = value
    return w


def network_in_float32(W1, b1, W2, b2, X, T):
    return layer_by_layer(*(part.astype(np.float32) for part in (W1, b1, W2, b2, X, T)))


WAYS = {
    "to_weights": (
        product, turned_product, sum_of_outer_products, by_einsum, by_tensordot, three_loops, repeated_and_summed,
        row_for_row, float32_weights, from_differences_of_the_layer,
    ),
    "to_biases": (
        ones_times, summed_in_a_loop, list_of_sums, tuple_of_sums, mean_times_number, last_running_sum,
        lambda G: np.sum(G, 0), lambda G: G.T.sum(axis=1), lambda G: np.einsum("ij->j", G),
        lambda G: G.sum(axis=0, dtype=np.float32), lambda G: np.add.reduce(G), lambda G: list(map(sum, G.T)),
    ),
    "to_inputs": (
        inputs_in_a_loop, inputs_in_lists, lambda G, W: G @ W, lambda G, W: (W.T @ G.T).T,
        lambda G, W: np.einsum("ij,jk->ik", G, W), lambda G, W: np.array([g @ W for g in G]),
        lambda G, W: np.dot(G, W), lambda G, W: np.tensordot(G, W, 1), lambda G, W: np.float32(G) @ np.float32(W),
        lambda G, W: (G[:, :, None] * W).sum(axis=1), lambda G, W: [W.T @ g for g in G],
    ),
    "through_tanh": (
        by_the_hyperbolic_cosine, by_a_complex_step, by_a_central_difference, entry_by_entry,
        lambda G, Y: G * (1 - Y**2), lambda G, Y: G - G * Y * Y, lambda G, Y: G * (1 - Y) * (1 + Y),
        lambda G, Y: np.multiply(G, 1 - np.square(Y)), lambda G, Y: (G * (1 - Y**2)).tolist(),
        lambda G, Y: (G * (1 - Y**2)).astype(np.float32), lambda G, Y: G * (1 - np.tanh(np.arctanh(Y)) ** 2),
    ),
    "by_scores": (
        row_by_row, one_off_at_the_right_class, by_log_sum_exp, by_pairwise_differences,
        *map(entries, (complex_step, central, forward)), lambda S, T: (softmax(S) - T) / len(S),
        lambda S, T: ((softmax(S) - T) / len(S)).tolist(), lambda S, T: np.float32((softmax(S) - T) / len(S)),
        lambda S, T: softmax(S) / len(S) - T / len(S),
    ),
    "claimed_gap": (
        gap_by_a_forward_difference, gap_by_a_backward_difference, gap_by_five_points, gap_by_a_complex_step,
        gap_by_directional_derivative, gap_of_gradients, root_of_the_square, the_greater_less_the_smaller,
        slopes_along_v_divided_by_its_length, float32_gap,
    ),
    "network_gradient": (
        layer_by_layer, point_by_point, divided_at_the_end, with_a_column_of_ones, extended_list, filled_in_place,
        layers_in_a_loop, by_einsum_throughout, few_points_at_a_time, network_in_float32,
    ),
    "cost_choice": (
        "b", "B", " b", "b ", "\tB\n", "abcd"[1], chr(98), min("b", "c"), str(np.str_("b")), "".join(["b"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "way"), tries.pairs(WAYS))
def test_right_answers_written_differently_are_accepted(name, way):
    assert tries.accepted("08", name, way)


def test_there_are_ten_or_more_for_each_answer():
    assert tries.ten_for_each("08", WAYS)


def large(case_inputs):
    return case_inputs[0].size > 10_000


def test_what_the_cases_call_exact_is_what_central_differences_find():
    answer = tries.answer_of("08", "network_gradient")
    for stratum in answer.strata:
        for inputs in stratum.draw(np.random.default_rng(5)):
            if not large(inputs):
                assert answer.exact(*inputs) == pytest.approx(network_by_central_differences(*inputs), abs=1e-8)


def test_in_the_large_network_it_is_what_complex_steps_find_along_directions():
    answer = tries.answer_of("08", "network_gradient")
    (inputs,) = filter(large, answer.strata[0].draw(np.random.default_rng(5)))
    w, shapes = all_parameters(*inputs[:4])
    g = answer.exact(*inputs)
    assert len(w) == len(g) == 86_405
    for v in np.random.default_rng(6).normal(size=(3, len(w))):
        assert g @ v == pytest.approx(loss_of(w + 1e-30j * v, shapes, *inputs[4:]).imag / 1e-30, rel=1e-9)


def test_a_loss_for_each_weight_earns_nothing_and_the_report_says_why():
    """All cases have one time, and the large network comes before the single point."""
    exercise = EXERCISES["08.network"]
    cases = tries.cases(exercise, 0)
    replies = replies_to(exercise, cases, [network_by_central_differences], seconds=0.5)
    verdicts = judge(exercise, cases, replies)
    assert [(verdict.mark, verdict.points) for verdict in verdicts] == [("wrong", 0), ("not tried", 0)]
    report = repr(Report(exercise, verdicts, 0.5))
    assert "does it take too many steps?" in report
    assert "W1 has shape (900, 90)" in report
    assert len(report) < 2_000


def test_large_scores_would_overflow():
    answer = tries.answer_of("08", "by_scores")
    for S, _ in answer.strata[1].draw(np.random.default_rng(5)):
        with np.errstate(over="ignore"):
            assert np.isinf(np.exp(S)).any()


def test_one_greatest_score_for_all_points_is_told_from_one_for_each():
    def by_scores(S, T):
        E = np.exp(S - S.max())
        return (E / E.sum(axis=1, keepdims=True) - T) / len(S)

    for seed in tries.SEEDS:
        verdicts = tries.verdicts_on(tries.answer_of("08", "by_scores"), by_scores, seed)
        assert [verdict.mark for verdict in verdicts] == ["right", "wrong"]


OTHER_WAYS = {
    "wrong order": ("to_inputs", lambda G, W: W.dot(G)),
    "not Wᵀ": ("to_inputs", lambda G, W: np.einsum("ij,kj->ik", G, W)),
    "entry by entry": ("through_tanh", lambda G, Y: np.dot(G, 1 - np.square(Y))),
    "keepdims": ("by_scores", lambda S, T: (shifted(S) / sum(shifted(S).T) - T) / len(S)),
    "whole gradients": ("claimed_gap", lambda loss, w, g, v: math.dist(g, central_gradient(loss, w))),
    "two steps": ("claimed_gap", lambda loss, w, g, v: abs(g @ v / math.hypot(*v) - 2 * central_slope(loss, w, v))),
}


def shifted(S):
    return np.exp(S - S.max(axis=1, keepdims=True))


def central_slope(loss, w, v):
    u = v / np.linalg.norm(v)
    return (loss(w + 1e-5 * u) - loss(w - 1e-5 * u)) / 2e-5


def central_gradient(loss, w):
    return np.array([central_slope(loss, w, axis) for axis in np.eye(len(w))])


@pytest.mark.parametrize("words", OTHER_WAYS)
@pytest.mark.parametrize("seed", tries.SEEDS)
def test_a_mistake_written_differently_is_named_too(words, seed):
    name, way = OTHER_WAYS[words]
    verdicts = tries.verdicts_on(tries.answer_of("08", name), way, seed)
    assert all(verdict.mark == "wrong" and words in verdict.hint for verdict in verdicts)


def test_an_error_alone_names_no_mistake_of_a_layer():
    """Shapes that do not fit raise the same error whatever was written."""

    def stops(*inputs):
        raise ValueError("shapes")

    for name in ("to_weights", "to_inputs", "through_tanh", "by_scores"):
        answer = tries.answer_of("08", name)
        known = {mistake.hint for mistake in answer.mistakes}
        assert known.isdisjoint(verdict.hint for verdict in tries.verdicts_on(answer, stops))


def test_of_the_network_it_is_said_which_derivatives_are_right():
    def scores_for_hidden_values(W1, b1, W2, b2, X, T):
        H = np.tanh(X @ W1.T + b1)
        S = H @ W2.T + b2
        G = (np.exp(S) / np.exp(S).sum(axis=1, keepdims=True) - T) / len(S)
        back = G @ W2 * (1 - H**2)
        return np.concatenate([(back.T @ X).ravel(), back.sum(axis=0), (G.T @ S).ravel(), G.sum(axis=0)])

    verdicts = tries.verdicts_on(tries.answer_of("08", "network_gradient"), scores_for_hidden_values)
    assert all("By W1, b1 and b2 it is right, by W2 it is not" in verdict.hint for verdict in verdicts)
