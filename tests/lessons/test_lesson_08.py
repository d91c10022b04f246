"""What lesson 08 states, computed from both sides, with the program that its cells build."""

import pathlib

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.boards.cost import WIDTHS
from gradcalc.lessons.predictions import PREDICTIONS
from gradcalc.maths.chain import backward, evaluate, forward
from gradcalc.maths.network import Network, accuracy, loss, loss_and_gradient, spirals, two_moons

NOTEBOOK = pathlib.Path(__file__).parents[2] / "notebooks" / "08_backpropagation.ipynb"
CELLS = {cell.id: cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"}
PROGRAM = [source for name, source in CELLS.items() if name.startswith("autodiff-")]
TOOL = [source for name, source in CELLS.items()
        if name.startswith("autodiff-") and name not in ("autodiff-loss", "autodiff-gradient")]  # fmt: skip


@pytest.fixture(scope="module")
def built():
    """The names that the notebook's cells define."""
    names = {"np": np, "gc": gc, "Network": Network, "two_moons": two_moons}
    exec("\n\n".join(PROGRAM), names)
    return names


def test_it_is_a_program_of_fewer_than_60_lines():
    lines = [line for source in TOOL for line in source.splitlines() if line.strip()]
    assert 30 < len(lines) < 60
    assert sum(len(source.splitlines()) for source in TOOL) < 100


def test_its_gradient_is_that_of_gradcalc(built):
    network = built["network"]
    for seed in range(3):
        w = network.start(seed)
        value, gradient = built["tracked_gradient"](w)
        exact, exact_gradient = loss_and_gradient(network, w, built["X"], built["labels"])
        assert value == pytest.approx(exact, abs=1e-12)
        np.testing.assert_allclose(gradient, exact_gradient, rtol=0, atol=1e-12)


@pytest.mark.parametrize("sizes", [(2, 2), (2, 3, 2), (2, 5, 4, 3, 2)])
def test_it_finds_the_gradient_of_networks_of_any_depth(built, sizes):
    network, (X, labels) = Network(sizes), spirals(20)
    Tracked, T = built["Tracked"], np.eye(2)[labels]

    def gradient(w):
        layers = [(Tracked(W), Tracked(b)) for W, b in network.layers(w)]
        D = built["backpropagate"](built["network_loss"](layers, X, T))
        return np.concatenate([D[part].ravel() for layer in layers for part in layer])

    assert gc.gradient_check(lambda w: loss(network, w, X, labels), gradient, network.start(1)) < 1e-7


SHAPES = [((3, 2), (3, 2)), ((3, 2), (2,)), ((2,), (3, 2)), ((3, 2), (3, 1)), ((1, 2), (3, 1)), ((3, 2), ())]


@pytest.mark.parametrize("operation", ["add", "multiply"])
@pytest.mark.parametrize("shapes", SHAPES)
def test_the_shares_of_a_repeated_array_add_up(built, operation, shapes):
    check(built, lambda a, b: built[operation](a, b), *shapes)


@pytest.mark.parametrize("operation", ["tanh", "exp", "log", "row_sums", "mean", "transpose"])
def test_each_step_with_one_parent_is_taken_back_rightly(built, operation):
    check(built, built[operation], (3, 2))


def test_a_matrix_product_is_taken_back_rightly(built):
    check(built, built["matmul"], (3, 2), (2, 4))


def test_a_node_that_is_used_twice_gets_both_shares(built):
    check(built, lambda a: built["multiply"](a, built["add"](a, built["tanh"](a))), (3, 2))


def check(built, operation, *shapes):
    """The derivatives of a weighted sum of what an operation gives, against central differences."""
    rng, Tracked = np.random.default_rng(0), built["Tracked"]
    sizes = [int(np.prod(shape)) for shape in shapes]
    weights = rng.normal(size=operation(*(Tracked(np.ones(shape)) for shape in shapes)).value.shape)

    def parts(w):
        return [Tracked(p.reshape(s)) for p, s in zip(np.split(w, np.cumsum(sizes)[:-1]), shapes, strict=True)]

    def result(arrays):
        weighted = built["multiply"](operation(*arrays), Tracked(weights))
        return built["mean"](weighted)

    w = rng.uniform(0.5, 2, sum(sizes))  # positive, for the logarithm
    arrays = parts(w)
    D = built["backpropagate"](result(arrays))
    found = np.concatenate([np.ravel(D[a]) for a in arrays])
    assert [D[a].shape for a in arrays] == list(shapes)
    assert found == pytest.approx(gc.gradient(lambda w: result(parts(w)).value, w), abs=1e-8)


def test_the_prediction_of_two_ways_is_18(built):
    x, y = built["Tracked"](1), built["Tracked"](2)
    q = built["add"](built["multiply"](x, y), x)
    D = built["backpropagate"](built["multiply"](q, q))
    assert PREDICTIONS["08.two_ways"].answers == [D[x]] == [6 * 2 + 6 * 1]
    assert gc.gradient(lambda x, y: (x * y + x) ** 2, 1.0, 2.0) == pytest.approx([D[x], D[y]])


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0, 360))
def test_one_pass_forward_is_the_gradient_dotted_by_u(x, y, angle):
    _, edges = evaluate(x, y)
    u, back = gc.from_angle(angle), backward(edges)
    assert forward(edges, u)["f"] == pytest.approx(np.array([back["x"], back["y"]]) @ u, abs=1e-9)


def test_the_products_along_both_ways_of_the_lesson_add_up_to_14_44():
    _, edges = evaluate(1.0, 2.0)
    through = {
        node: edges["q", "f"] * edges[node, "q"] * edges["x", node] for node in ("p", "s")
    }  # fmt: skip
    assert sum(through.values()) == pytest.approx(backward(edges)["x"])
    assert f"{sum(through.values()):.2f}" == "14.44"


def test_at_the_origin_only_the_last_edge_is_zero_and_with_it_every_derivative_but_one():
    _, edges = evaluate(0.0, 0.0)
    assert edges["q", "f"] == 0
    assert {name for name, derivative in backward(edges).items() if derivative} == {"f"}


def test_the_factor_between_x_and_s_vanishes_near_1_57():
    assert evaluate(1.57, 1.0)[1]["x", "s"] == pytest.approx(0, abs=0.005)


@pytest.mark.parametrize("index", [0, 100, 353])
def test_one_wrong_sign_is_found_by_the_gradient_check(built, index):
    w, network = built["network"].start(0), built["network"]

    def wrong(w):
        gradient = built["tracked_gradient"](w)[1]
        gradient[index] = -gradient[index]
        return gradient

    def L(w):
        return loss(network, w, built["X"], built["labels"])

    found = gc.gradient_check(L, wrong, w)
    assert found > 1e-5
    assert found.component == index
    assert f"wrong: component [{index}] is " in str(found)
    right = gc.gradient_check(L, lambda w: built["tracked_gradient"](w)[1], w)
    assert right < 1e-7
    assert ", right: it agrees with differences of L along 10 directions" in str(right)


def test_some_directions_of_the_gradient_check_move_only_a_part_of_the_weights(built):
    w, moved = built["network"].start(0), set()

    def L(v):
        moved.add(int((v != w).sum()))
        return loss(built["network"], v, built["X"], built["labels"])

    gc.gradient_check(L, lambda w: built["tracked_gradient"](w)[1], w)
    assert len(w) in moved
    assert any(0 < count < len(w) for count in moved)


def test_the_memory_grows_by_the_same_amount_with_each_point(built):
    exec(CELLS["backpropagation-23"].partition("\nfor ")[0], built, built)
    built["w"] = built["network"].start(0)
    kept = [built["numbers_kept"](m) for m in (100, 200, 400)]
    assert kept[2] - kept[1] == 2 * (kept[1] - kept[0])
    assert kept == [12_378, 24_078, 47_478]


def test_a_layer_takes_one_product_forward_and_two_back(built, monkeypatch):
    """Counted in multiplications, for the whole network: between two and three times those of the loss."""
    counted = [0]

    class Counting(np.ndarray):
        def __matmul__(self, other):
            counted[0] += self.shape[0] * self.shape[1] * other.shape[1]
            return super().__matmul__(other)

    def remember(self, value, *parents):
        self.value, self.parents = np.array(value, dtype=float).view(Counting), parents

    network, Tracked = built["network"], built["Tracked"]
    monkeypatch.setattr(Tracked, "__init__", remember)
    layers = [(Tracked(W), Tracked(b)) for W, b in network.layers(network.start(0))]
    L = built["network_loss"](layers, built["X"], built["T"])
    forwards = counted[0]
    assert forwards == 100 * (2 * 16 + 16 * 16 + 16 * 2)
    built["backpropagate"](L)
    assert counted[0] == 3 * forwards  # the tool also asks for the derivatives by the data
    assert 2 < (3 * forwards - 100 * 2 * 16) / forwards < 3


def test_the_network_learns_with_it(built):
    network, w, step = built["network"], built["network"].start(0), np.zeros(354)
    assert accuracy(network, w, built["X"], built["labels"]) == pytest.approx(0.48)
    for _ in range(300):
        _, gradient = built["tracked_gradient"](w)
        step = 0.9 * step - 0.1 * gradient
        w = w + step
    assert loss(network, w, built["X"], built["labels"]) == pytest.approx(0.0019, abs=5e-5)
    assert accuracy(network, w, built["X"], built["labels"]) == 1


def test_the_networks_whose_cost_is_measured_have_12_to_2002_parameters():
    assert [Network((2, width, 2)).n for width in (WIDTHS[0], WIDTHS[-1])] == [12, 2002]
    assert 44.5 < 2002**0.5 < 45


@pytest.mark.parametrize("n", [10, 354, 5000])
def test_a_gradient_check_takes_a_few_evaluations_for_each_direction_however_many_parameters_there_are(n):
    calls = []
    gc.gradient_check(lambda w: calls.append(1) or float(np.sin(w).sum()), np.cos, np.linspace(0.1, 1, n))
    assert 2 * 10 <= len(calls) <= 15 * 10


def test_what_is_to_be_found_in_the_picture_is_what_the_text_says():
    _, edges = evaluate(1.0, 2.0)
    back = backward(edges)
    assert {tip for start, tip in edges if start == "x"} == {"p", "s"}, "two ways meet in x"
    assert {name for name in "xypsq" if sum(start == name for start, _ in edges) > 1} == {"x"}
    for x in (-1.0, 0.5, 1.57):
        assert evaluate(x, 1.0)[1]["x", "s"] == pytest.approx(np.cos(x))
    for degrees, name in ((0, "x"), (90, "y")):
        assert forward(edges, gc.from_angle(degrees))["f"] == pytest.approx(back[name])


def test_fold_adds_up_over_the_axes_in_front_and_those_of_length_1(built):
    G = np.random.default_rng(0).normal(size=(100, 3))
    assert built["fold"](G, (3,)) == pytest.approx([sum(row[j] for row in G) for j in range(3)])
    assert built["fold"](G, (100, 1)) == pytest.approx(np.array([[sum(row)] for row in G]))


def test_if_the_sizes_differ_the_shapes_alone_tell_the_way_back_through_a_product():
    A, B, G = np.ones((2, 3)), np.ones((3, 4)), np.ones((2, 4))

    def fitting(shape, known):
        names = {"G": G, "G'": G.T, "other": known, "other'": known.T}
        pairs = [(a, b) for a in names for b in names if (a[0] == "G") != (b[0] == "G")]
        return [(a, b) for a, b in pairs if names[a].shape[1] == names[b].shape[0]
                and (names[a] @ names[b]).shape == shape]  # fmt: skip

    assert fitting(A.shape, B) == [("G", "other'")]
    assert fitting(B.shape, A) == [("other'", "G")]


def test_the_parameters_are_layer_after_layer_each_matrix_row_by_row_and_then_its_biases():
    network = Network((2, 16, 16, 2))
    layers = network.layers(np.arange(354.0))
    assert [(W.size, b.size) for W, b in layers] == [(32, 16), (256, 16), (32, 2)]
    assert np.concatenate([part.ravel() for layer in layers for part in layer]).tolist() == list(range(354))
    assert layers[0][0][0].tolist() == [0, 1]


def test_in_the_picture_of_a_layer_each_derivative_has_the_shape_of_its_value(built):
    exec(CELLS["layer-nodes"], built, built)
    shapes = {name: built[name].value.shape for name in ("inputs", "W", "turned", "product", "b", "shifted", "H")}
    assert shapes == {
        "inputs": (100, 2), "W": (16, 2), "turned": (2, 16), "product": (100, 16), "b": (16,), "shifted": (100, 16),
        "H": (100, 16),
    }  # fmt: skip
    for name, shape in shapes.items():
        assert built["D"][built[name]].shape == shape
