"""One thread: for networks as small as these several wait for each other, and the machine has other tests to run."""

import torch

torch.set_num_threads(1)
