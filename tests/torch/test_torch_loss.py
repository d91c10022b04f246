"""A PyTorch module's loss as a function of one array: the same numbers, and a module that stays as it was."""

import copy

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

import gradcalc as gc
from tests.torch.networks import ALL, by_hand, convolution, dense, recurrent, smooth

every_network = pytest.mark.parametrize("make", ALL)


def somewhere(loss, m=None, seed=0):
    return (loss.start + 0.3 * np.random.default_rng(seed).normal(size=(*([m] if m else []), loss.n))).astype(
        loss.start.dtype
    )


@every_network
def test_losses_are_those_of_the_module(make):
    module, criterion, data = make()
    loss = gc.torch_loss(module, criterion, data)
    assert loss(loss.start) == pytest.approx(by_hand(module, criterion, data, loss.start), rel=1e-12)
    for w in somewhere(loss, 3):
        assert type(loss(w)) is float
        assert loss(w) == pytest.approx(by_hand(module, criterion, data, w), rel=1e-12)


@every_network
def test_many_at_once_and_on_a_plane_are_the_same_as_one_by_one(make):
    module, criterion, data = make()
    loss = gc.torch_loss(module, criterion, data)
    d1, d2 = somewhere(loss, 2, seed=1) - loss.start
    b, a = np.meshgrid(np.linspace(-1, 1, 11), np.linspace(-1, 1, 13), indexing="ij")
    W = loss.start + np.multiply.outer(a.ravel(), d1) + np.multiply.outer(b.ravel(), d2)
    expected = np.array([loss(w) for w in W])
    np.testing.assert_allclose(loss.batched(W), expected, rtol=1e-10)
    plane = loss.on_plane(loss.start, d1, d2)
    for _ in range(2):  # once while the best size is sought, once when it is known
        np.testing.assert_allclose(plane(a, b), expected.reshape(a.shape), rtol=1e-10)
    assert float(plane(0.25, -0.5)) == pytest.approx(loss(loss.start + 0.25 * d1 - 0.5 * d2))
    assert loss.batched(W[:0]).shape == (0,)


@every_network
def test_a_plane_stays_where_its_ends_are_changed_in_place_afterwards(make):
    loss = gc.torch_loss(*make())
    w, d1, d2 = somewhere(loss), somewhere(loss, seed=1), somewhere(loss, seed=2)
    expected = loss(w + 0.25 * d1 - 0.5 * d2)
    plane = loss.on_plane(w, d1, d2)
    for end in (w, d1, d2):
        end += 1.0
    assert float(plane(0.25, -0.5)) == pytest.approx(expected)


@every_network
def test_the_gradient_is_exact_and_the_slope_is_its_product_with_a_direction(make):
    loss = gc.torch_loss(*make())
    w, u = somewhere(loss, 2)
    check = gc.gradient_check(loss, loss.gradient, w)
    assert check.verdict == "right", check
    assert loss.slope(w, u) == pytest.approx(loss.gradient(w) @ u, rel=1e-9)
    assert loss.jvp(w, 2 * u) == pytest.approx(2 * loss.slope(w, u), rel=1e-9)


def test_in_float32_differences_take_the_steps_of_float32():
    loss = gc.torch_loss(*smooth(torch.float32))
    w = somewhere(loss)
    assert w.dtype == loss.start.dtype == loss.gradient(w).dtype == np.float32
    assert gc.gradient_check(loss, loss.gradient, w).verdict == "right"
    assert gc.gradient_check(loss, lambda w: 1.05 * loss.gradient(w), w).verdict == "wrong"
    steepest = gc.directional_derivative(loss, w, loss.gradient(w))
    assert steepest.dtype == np.float32
    assert steepest == pytest.approx(np.linalg.norm(loss.gradient(w)), rel=1e-4)


@every_network
def test_the_module_stays_as_it_was(make):
    module, criterion, data = make()
    module.train()
    frozen, *_ = module.parameters()
    frozen.requires_grad_(False)
    criterion(module(data[0]), data[1]).backward()  # leaves gradients behind, and moves the means of batch norm
    before = copy.deepcopy(module)
    kept = {name: p.grad for name, p in module.named_parameters()}
    loss = gc.torch_loss(module, criterion, data)
    w = somewhere(loss)
    loss(w), loss.gradient(w), loss.slope(w, w), loss.batched(somewhere(loss, 30))
    loss.on_plane(w, w, w)(np.linspace(0, 1, 30), 0.5)
    for (name, now), then in zip(module.state_dict().items(), before.state_dict().values(), strict=True):
        assert torch.equal(now, then), name
    for name, p in module.named_parameters():
        assert p.grad is kept[name]
    assert [p.requires_grad for p in module.parameters()] == [p.requires_grad for p in before.parameters()]
    assert [part.training for part in module.modules()] == [part.training for part in before.modules()]
    assert all("forward" not in vars(part) for part in module.modules())


def test_training_the_module_further_does_not_move_the_loss():
    module, criterion, data = dense()
    loss = gc.torch_loss(module, criterion, data)
    before = loss(loss.start)
    with torch.no_grad():
        for p in module.parameters():
            p.mul_(2)
    assert loss(loss.start) == before


def test_dropout_and_batch_norm_are_those_of_eval_mode():
    module, criterion, data = convolution()
    module.train()
    loss = gc.torch_loss(module, criterion, data)
    assert loss(loss.start) == loss(loss.start)
    module.eval()
    assert loss(loss.start) == pytest.approx(criterion(module(data[0]), data[1]).item())


def test_layers_say_what_lies_where():
    module, criterion, data = convolution()
    loss = gc.torch_loss(module, criterion, data)
    assert [(layer.name, layer.kind) for layer in loss.layers] == [
        ("0.weight", "convolution"), ("0.bias", "bias"), ("1.weight", "norm"), ("1.bias", "norm"),
        ("6.weight", "dense"), ("6.bias", "bias"), ("7.weight", "norm"), ("7.bias", "norm"),
    ]  # fmt: skip
    parameters = dict(module.named_parameters())
    assert loss.shapes == {name: tuple(p.shape) for name, p in parameters.items()}
    for layer in loss.layers:
        assert np.array_equal(loss.start[layer.where].reshape(layer.shape), parameters[layer.name].detach())
    assert loss.n == len(loss.start) == sum(p.numel() for p in parameters.values())


def test_filters_take_the_length_of_their_own_and_norms_and_biases_stay():
    loss = gc.torch_loss(*convolution())
    d = loss.filter_normalised(loss.start, np.random.default_rng(0).normal(size=loss.n))
    for layer in loss.layers:
        own, part = (torch.as_tensor(v[layer.where]).reshape(layer.shape) for v in (loss.start, d))
        if layer.kind in ("norm", "bias"):
            assert not part.any()
        else:
            torch.testing.assert_close(part.flatten(1).norm(dim=1), own.flatten(1).norm(dim=1))
    assert not loss.filter_normalised(loss.start, np.zeros(loss.n)).any()


def test_the_filters_of_a_transposed_convolution_are_refused_in_words_and_the_rest_stays():
    module = nn.Sequential(nn.ConvTranspose1d(4, 2, 3), nn.Flatten(), nn.Linear(10, 1))
    loss = gc.torch_loss(module, F.mse_loss, (torch.ones(2, 4, 3), torch.zeros(2, 1)))
    assert [layer.kind for layer in loss.layers] == ["transposed convolution", "bias", "dense", "bias"]
    with pytest.raises(ValueError, match=r"'0\.weight' is a transposed convolution, whose filters do not lie"):
        loss.filter_normalised(loss.start, np.ones(loss.n))


def test_a_dense_network_is_normalised_as_in_lesson_07():
    from gradcalc.maths.landscape import filter_normalised
    from gradcalc.maths.network import Network

    loss, network = gc.torch_loss(*dense()), Network((3, 5, 4, 2))
    d = np.random.default_rng(1).normal(size=network.n)
    np.testing.assert_allclose(
        loss.filter_normalised(loss.start, d), filter_normalised(network, loss.start, d), rtol=1e-12
    )


def test_criterion_may_be_a_module_with_weights_of_classes():
    module, _, data = dense()
    criterion = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 3.0], dtype=torch.float64))
    loss = gc.torch_loss(module, criterion, data)
    assert loss(loss.start) == pytest.approx(criterion(module(data[0]), data[1]).item())


class Chance(nn.Module):
    def __init__(self):
        super().__init__()
        self.line = nn.Linear(3, 2)

    def forward(self, x):
        return F.dropout(self.line(x))


MODULE, CRITERION, (X, Y) = dense(torch.float32)


@pytest.mark.parametrize(
    ("module", "criterion", "data", "error", "message"),
    [
        (nn.Linear, CRITERION, (X, Y), TypeError, "not the class Linear: pass the network itself"),
        (X, CRITERION, (X, Y), TypeError, "must be a torch.nn.Module, not Tensor"),
        (nn.Tanh(), CRITERION, (X, Y), ValueError, "module has no parameters"),
        (nn.LazyLinear(2), CRITERION, (X, Y), ValueError, r"call it once, module\(inputs\)"),
        (nn.Linear(3, 2).half(), CRITERION, (X, Y), ValueError, "are float16: .* all be float32, or all float64"),
        (nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 2).double()), CRITERION, (X, Y), ValueError, "float32, float64"),
        (MODULE, "mse", (X, Y), TypeError, "criterion must be a function of outputs and targets"),
        (MODULE, CRITERION, X, TypeError, "data must be a pair of tensors, .* not Tensor. Of a DataLoader"),
        (MODULE, CRITERION, (X.numpy(), Y), TypeError, "inputs must be a tensor, not ndarray: torch.as"),
        (MODULE, CRITERION, (X.double(), Y), ValueError, r"are float64, .* is float32: hand over inputs.float"),
        (MODULE, CRITERION, (X.to("meta"), Y), ValueError, r"lie on meta, .* cpu: hand over inputs.to"),
        (MODULE, lambda out, y: 3.0, (X, Y), TypeError, "holds one number, but it gave float"),
        (MODULE, lambda out, y: out, (X, Y), ValueError, r"one number, but it gave shape \(20, 2\): take the mean"),
        (Chance(), CRITERION, (X, Y), ValueError, "another number each time, in eval mode too"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(module, criterion, data, error, message):
    with pytest.raises(error, match=message):
        gc.torch_loss(module, criterion, data)


@pytest.mark.parametrize(
    ("criterion", "data", "error", "message"),
    [
        (CRITERION, (X, Y.float()), ValueError, r"float32\. Numbers of classes are whole: hand over targets\.long"),
        (CRITERION, (X, Y.double()), ValueError, r"targets\.float\(\), or targets\.long\(\) where they are numbers"),
        (CRITERION, (X, Y + 0.5), ValueError, r"criterion does not take the outputs of module, of shape \(20, 2\)"),
        (CRITERION, (X, Y[:, None]), ValueError, r"have one axis: hand over targets\.reshape\(-1\)"),
        (CRITERION, (X, Y + 1), ValueError, "PyTorch says: .*out of bounds"),
        (CRITERION, (X[:, :2], Y), ValueError, r"be called with the inputs, of shape \(20, 2\) and type float32"),
        (CRITERION, (X, Y, Y), TypeError, "not tuple of 3"),
        (CRITERION, torch.utils.data.TensorDataset(X, Y), TypeError, r"of a TensorDataset, dataset\.tensors"),
        (nn.CrossEntropyLoss, (X, Y), TypeError, r"not the class CrossEntropyLoss: write CrossEntropyLoss\(\)"),
        (lambda outputs: 0, (X, Y), ValueError, "criterion does not take .* takes 1 positional argument"),
        (F.mse_loss, (X, torch.zeros(2)), ValueError, "Using a target size"),
        (F.mse_loss, (X, torch.zeros(2, 20)), ValueError, r"hand over targets\.reshape\(20, 2\)"),
    ],
)  # fmt: skip
def test_data_and_a_criterion_that_do_not_fit_are_named_with_the_way_to_mend_them(criterion, data, error, message):
    with pytest.raises(error, match=message):
        gc.torch_loss(MODULE, criterion, data)


def test_targets_that_pytorch_would_stretch_are_no_other_loss():
    module = nn.Linear(3, 1)
    y = torch.arange(20.0)
    with pytest.raises(ValueError, match=r"Give both one shape: hand over targets\.reshape\(20, 1\)"):
        gc.torch_loss(module, nn.MSELoss(), (X, y))
    loss = gc.torch_loss(module, nn.MSELoss(), (X, y.reshape(20, 1)))
    assert loss(loss.start) == pytest.approx(((module(X)[:, 0] - y) ** 2).mean().item())


class Halved(torch.autograd.Function):
    """A square whose way back was written by hand, as PyTorch's first pages do, and forgets the 2."""

    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        return a**2

    @staticmethod
    def backward(ctx, g):
        return g * ctx.saved_tensors[0]


class Squares(nn.Linear):
    def forward(self, x):
        return Halved.apply(super().forward(x))


def test_a_way_back_written_by_hand_is_followed_and_found_to_be_wrong():
    torch.manual_seed(0)
    loss = gc.torch_loss(Squares(3, 2).double(), nn.MSELoss(), (X.double(), torch.zeros(20, 2).double()))
    check = gc.gradient_check(loss, loss.gradient, loss.start)
    assert check.verdict == "wrong"
    assert "The whole gradient is 0.5 times" in check.reason
    assert gc.gradient_check(loss, lambda w: 2 * loss.gradient(w), loss.start).verdict == "right"


def test_a_loss_says_what_it_is():
    loss = gc.torch_loss(MODULE, CRITERION, (X, Y))
    assert repr(loss) == "the loss of Sequential, a function of one array of 54 parameters in float32"


def test_modules_and_tensors_that_record_gradients_are_named_where_arrays_belong():
    loss = gc.torch_loss(MODULE, CRITERION, (X, Y))
    for refused in (
        lambda: gc.explore_slices(MODULE, loss.start),
        lambda: gc.gradient_check(MODULE, loss.gradient, loss.start),
    ):
        with pytest.raises(TypeError, match=r"is a module of PyTorch, Sequential, .*gc\.torch_loss\(module"):
            refused()
    vector = nn.utils.parameters_to_vector(MODULE.parameters())
    with pytest.raises(TypeError, match=r"path cannot be read .*detach\(\).* A row is all parameters at one time"):
        gc.explore_slices(loss, loss.start, path=[vector, vector])
    with pytest.raises(TypeError, match=r"params\[0\] \(W\) cannot be read as numbers: .*tensor\.detach\(\)\.numpy"):
        gc.gradient_check(lambda W: 0.0, lambda W: [W], params=[MODULE[0].weight])
    with pytest.raises(TypeError, match=r"f returned a tensor that records gradients: return tensor\.item\(\)"):
        gc.gradient_check(lambda w: vector.sum(), loss.gradient, loss.start)
    with pytest.raises(TypeError, match=r"returned a tensor that records gradients: return tensor\.item\(\)"):
        gc.explore_slices(lambda w: vector.sum(), loss.start)
    with pytest.raises(ValueError, match="w must have 54 parameters, as many as the layers of the loss hold"):
        gc.explore_slices(with_layers(loss), loss.start[:10])


def with_layers(loss):
    def f(w):
        return 0.0

    f.layers = loss.layers
    return f


def test_another_number_of_parameters_is_refused():
    loss = gc.torch_loss(MODULE, CRITERION, (X, Y))
    w = loss.start
    for ask in (loss, loss.gradient, lambda v: loss.slope(w, v), lambda v: loss.on_plane(w, w, v)):
        with pytest.raises(ValueError, match=r"must have shape \(54,\), all parameters of the module, got \(53,\)"):
            ask(w[1:])
    with pytest.raises(ValueError, match=r"W must have shape \(m, 54\), a row for each w"):
        loss.batched(w)


def test_what_vmap_does_not_know_is_computed_one_by_one():
    module, criterion, data = recurrent()
    loss = gc.torch_loss(module, lambda out, y: criterion(out, y) * (2 if criterion(out, y).item() > 0 else 1), data)
    W = somewhere(loss, 40)
    np.testing.assert_allclose(loss.batched(W), [loss(w) for w in W], rtol=1e-12)
    plane = loss.on_plane(loss.start, W[0], W[1])
    t = np.linspace(0, 1, 40)
    np.testing.assert_allclose(plane(t, 0), [loss(loss.start + s * W[0]) for s in t], rtol=1e-10)
