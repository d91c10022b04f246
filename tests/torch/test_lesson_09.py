"""The cells of lesson 09 that need PyTorch: the same lines find the same as the program of the lesson."""

import contextlib
import io
import pathlib

import nbformat
import numpy as np
import pytest

NOTEBOOK = pathlib.Path(__file__).parents[2] / "notebooks" / "09_your_own_network.ipynb"
CELLS = {cell.id: cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"}
OWN = ("own-data", "own-tracked", "own-layers", "own-order", "own-backward", "own-train")


@pytest.fixture(scope="module")
def names():
    found: dict = {}
    for cell in ("your_own_network-01", *OWN, "torch-train"):
        exec(CELLS[cell], found)
    return found


def printed_by(names, *cells):
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for cell in cells:
            exec(CELLS[cell], names)
    return printed.getvalue()


def test_pytorch_finds_the_same_parameters_as_the_program_of_the_lesson(names):
    printed = printed_by(names, "torch-same")
    assert "differ from ours by less than 1e-9: True" in printed
    assert names["HOW"] not in printed


def test_its_jvp_is_that_of_the_lesson(names):
    printed = printed_by(names, "torch-same", "your_own_network-20", "torch-jvp")
    assert float(printed.rpartition(":")[2]) == pytest.approx(names["jvp"](names["p0"], names["u"]), abs=1e-6)


def test_its_relu_takes_0_at_the_kink_and_backward_adds_to_grad(names):
    torch, F = names["torch"], names["F"]
    a = torch.tensor(0.0, requires_grad=True)
    F.relu(a).backward()
    assert a.grad == 0
    w = torch.tensor(2.0, requires_grad=True)
    for expected in (4, 8):
        (w**2).backward()
        assert w.grad == expected


def test_torch_loss_hands_over_49_parameters_and_leaves_the_module_as_it_is(names):
    names["torch"].manual_seed(0)
    assert printed_by(names, "torch-loss") == "49 parameters\n"
    before = [p.detach().numpy().copy() for p in names["module"].parameters()]
    gradient = names["own"].gradient(names["own"].start)
    assert gradient.shape == (49,)
    after = [p.detach().numpy() for p in names["module"].parameters()]
    assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))
