"""The door to PyTorch, which is loaded when a module is handed over, and not before."""

import importlib
import sys


def torch_loss(module, criterion, data):
    """The loss of a PyTorch module as a function of one array: all its parameters, one after the other.

    module is a torch.nn.Module, criterion gives one number from what the module makes of the inputs and from the
    targets, and data are the two, (inputs, targets): tensors where the module lives, the inputs in its type. The
    module stays as it is. What is computed with is a copy of it as it is now, so train it before, in eval mode:
    dropout leaves nothing out, and batch norm takes the means that it has. All parameters count, frozen ones as well.
    The path of a training is a list of torch.nn.utils.parameters_to_vector(module.parameters()).detach().

    The result is called with an array w of shape (n,) and gives a number.

    - start is the array of the present parameters, in the module's own type: differences choose their steps by it.
    - gradient(w) is exact, of shape (n,); slope(w, u) is the derivative along u, by forward mode.
    - batched(W) are the losses at m arrays, the rows of W, of shape (m,); on_plane(w, d1, d2) is the loss at
      w + a d1 + b d2, as a function of two numbers or grids a and b.
    - layers say what lies where in w and of what kind it is; filter_normalised(w, d) brings a direction to the size
      of the filters of w.

    Raises ImportError where PyTorch is not installed, TypeError for what is no module, no criterion or no tensors,
    and ValueError for data that lie elsewhere, are of another type or do not fit, and for a loss left to chance.
    In float32 gc.gradient_check often cannot decide: hand over module.double() and data in float64.

    >>> torch_loss("a path", None, None)
    Traceback (most recent call last):
    TypeError: module must be a torch.nn.Module, not str: pass the network itself, such as torch.nn.Linear(2, 1).
    """
    if "torch" not in sys.modules and not hasattr(type(module), "named_parameters"):
        raise TypeError(_no_module(module))
    try:
        torch = importlib.import_module("torch")
    except ModuleNotFoundError as error:
        raise ImportError(
            "gc.torch_loss needs PyTorch, which is not installed here: pip install 'gradcalc[torch]'. On Linux, "
            "where the processor is enough, first install the small build, as PyTorch's page Start Locally says."
        ) from error
    if not isinstance(module, torch.nn.Module):
        raise TypeError(_no_module(module))
    return importlib.import_module("gradcalc.live.pytorch.loss").read(module, criterion, data)


def _no_module(value: object) -> str:
    kind = f"the class {value.__name__}" if isinstance(value, type) else type(value).__name__
    return f"module must be a torch.nn.Module, not {kind}: pass the network itself, such as torch.nn.Linear(2, 1)."
