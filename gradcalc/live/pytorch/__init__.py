"""The losses of PyTorch's modules as functions of one array. Only `gradcalc.live.torch_loss` comes in here."""
