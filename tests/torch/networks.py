"""Small modules of every kind that a loss is made of, with data that fit them."""

import torch
from torch import nn
from torch.nn import functional as F


class Tied(nn.Module):
    """An autoencoder whose first layer is used again, turned round, beside its own call."""

    def __init__(self):
        super().__init__()
        self.inside = nn.Linear(3, 2)

    def forward(self, x):
        return torch.tanh(self.inside(x)) @ self.inside.weight


def dense(dtype=torch.float64):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 2)).to(dtype)
    return net, F.cross_entropy, (torch.randn(20, 3, dtype=dtype), torch.randint(0, 2, (20,)))


def smooth(dtype=torch.float64):
    """Without a kink: the long steps of float32 meet those of ReLU."""
    torch.manual_seed(4)
    net = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2)).to(dtype)
    return net, F.mse_loss, (torch.randn(20, 3, dtype=dtype), torch.randn(20, 2, dtype=dtype))


def convolution(dtype=torch.float64):
    torch.manual_seed(1)
    net = nn.Sequential(
        nn.Conv2d(2, 3, 3, padding=1), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.5),
        nn.Flatten(), nn.Linear(3 * 4, 3), nn.LayerNorm(3),
    ).to(dtype)  # fmt: skip
    net(torch.randn(30, 2, 4, 4, dtype=dtype))  # its running means are no longer those of a fresh module
    return net, F.cross_entropy, (torch.randn(9, 2, 4, 4, dtype=dtype), torch.randint(0, 3, (9,)))


def tied(dtype=torch.float64):
    torch.manual_seed(2)
    x = torch.randn(8, 3, dtype=dtype)
    return Tied().to(dtype), nn.MSELoss(), (x, x)


def recurrent(dtype=torch.float64):
    """Its layers are no Linear and no Conv, and torch.func.vmap and forward mode may know them or not."""

    class Last(nn.Module):
        def __init__(self):
            super().__init__()
            self.gru, self.out = nn.GRU(2, 4, batch_first=True), nn.Linear(4, 1)

        def forward(self, x):
            return self.out(self.gru(x)[0][:, -1])

    torch.manual_seed(3)
    x = torch.randn(6, 5, 2, dtype=dtype)
    return Last().to(dtype), nn.MSELoss(), (x, x.sum((1, 2)).reshape(-1, 1))


ALL = [dense, convolution, tied, recurrent]


def by_hand(module, criterion, data, w):
    """The loss at w, as everybody computes it: the parameters are put into the module itself, and taken out again."""
    parameters, training = list(module.parameters()), module.training
    before = nn.utils.parameters_to_vector(parameters).detach().clone()
    module.eval()
    with torch.no_grad():
        nn.utils.vector_to_parameters(torch.as_tensor(w, dtype=before.dtype), parameters)
        value = criterion(module(data[0]), data[1]).item()
        nn.utils.vector_to_parameters(before, parameters)
    module.train(training)
    return value
