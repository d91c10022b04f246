"""What is handed over is looked at: a module, a criterion, and data that fit both."""

import copy
import warnings
from collections.abc import Callable

import torch

TYPES = (torch.float32, torch.float64)


def private_copy(module: torch.nn.Module) -> torch.nn.Module:
    """A copy in eval mode that asks for no gradients, so that the module itself stays as it is.

    Raises ValueError for a module without parameters, with parameters of several types or devices, or of a type that
    NumPy has no exact twin of, and TypeError for one that cannot be copied.
    """
    parameters = list(module.parameters())
    if not parameters:
        raise ValueError("module has no parameters, so its loss is a function of nothing.")
    for parameter in parameters:
        if isinstance(parameter, torch.nn.parameter.UninitializedParameter):
            raise ValueError("module has parameters without a shape yet: call it once, module(inputs), before.")
    kinds = {parameter.dtype for parameter in parameters}
    if len(kinds) > 1 or not kinds <= {*TYPES}:
        named = ", ".join(sorted(str(kind).removeprefix("torch.") for kind in kinds))
        raise ValueError(
            f"the parameters of module are {named}: they must all be float32, or all float64. module.float() and "
            "module.double() make them so."
        )
    devices = {str(parameter.device) for parameter in parameters}
    if len(devices) > 1:
        raise ValueError(
            f"the parameters of module lie on {', '.join(sorted(devices))}: they must lie on one device."
        )
    try:
        own = copy.deepcopy(module)
    except Exception as error:
        raise TypeError(f"module cannot be copied, which leaves the original as it is: {error}") from error
    return own.eval().requires_grad_(False)


def read_data(data: object, module: torch.nn.Module) -> tuple[torch.Tensor, torch.Tensor]:
    """The inputs and the targets. Raises TypeError for what are no tensors, ValueError where they do not fit."""
    if not isinstance(data, tuple | list) or len(data) != 2:
        count = f" of {len(data)}" if isinstance(data, tuple | list) else ""
        raise TypeError(
            f"data must be a pair of tensors, (inputs, targets), not {type(data).__name__}{count}. Of a DataLoader, "
            "hand over one batch: next(iter(loader)); of a TensorDataset, dataset.tensors."
        )
    first = next(module.parameters())
    for name, tensor in zip(("inputs", "targets"), data, strict=True):
        if not isinstance(tensor, torch.Tensor):
            raise TypeError(f"the {name} must be a tensor, not {type(tensor).__name__}: torch.as_tensor makes one.")
        if tensor.device != first.device:
            raise ValueError(
                f"the {name} lie on {tensor.device}, but module lives on {first.device}: hand over "
                f"{name}.to('{first.device}')."
            )
        if tensor.is_floating_point() and tensor.dtype != first.dtype:
            wanted = _type(first)
            classes = name == "targets" and bool((tensor == tensor.round()).all())
            raise ValueError(
                f"the {name} are {_type(tensor)}, but module is {wanted}: hand over "
                f"{name}.{'float' if wanted == 'float32' else 'double'}()"
                f"{', or targets.long() where they are numbers of classes' if classes else ''}."
            )
    return data[0].detach(), data[1].detach()


def _type(tensor: torch.Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")


def _looks(tensor: object) -> str:
    if not isinstance(tensor, torch.Tensor):
        return type(tensor).__name__
    return f"shape {tuple(tensor.shape)} and type {_type(tensor)}"


def outputs_of(module: torch.nn.Module, inputs: torch.Tensor) -> torch.Tensor:
    """What the module makes of the inputs. Raises ValueError, with PyTorch's words, where it cannot take them."""
    try:
        return module(inputs)
    except Exception as error:  # whatever a module of the reader's raises
        raise ValueError(
            f"module cannot be called with the inputs, of {_looks(inputs)}. PyTorch says: {error}"
        ) from error


def refuse_what_does_not_fit(criterion: Callable, outputs: torch.Tensor, targets: torch.Tensor) -> None:
    """Raise ValueError where a criterion does not take what the module makes and the targets, with how to mend it.

    Targets that PyTorch would stretch to another shape, with a warning, are refused: the loss would be another.
    """
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="Using a target size")
            criterion(outputs, targets)
    except Exception as error:  # whatever a criterion of the reader's raises
        raise ValueError(
            f"criterion does not take the outputs of module, of {_looks(outputs)}, with the targets, of "
            f"{_looks(targets)}.{_mended(outputs, targets, str(error))} PyTorch says: {error}"
        ) from error


def _mended(outputs: torch.Tensor, targets: torch.Tensor, said: str) -> str:
    if not isinstance(outputs, torch.Tensor):
        return ""
    if "Long" in said and targets.dtype != torch.int64:
        return " Numbers of classes are whole: hand over targets.long()."
    if "multi-target" in said:
        return " Numbers of classes have one axis: hand over targets.reshape(-1)."
    if outputs.shape != targets.shape and outputs.numel() == targets.numel():
        return f" Give both one shape: hand over targets.reshape{tuple(outputs.shape)}."
    return ""


def refuse_wrong_loss(value: Callable[[], object]) -> None:
    """Raise what is wrong with a criterion: TypeError, or ValueError for several numbers, or another each time."""
    one, another = value(), value()
    for tensor in (one, another):
        if not isinstance(tensor, torch.Tensor):
            raise TypeError(
                f"criterion must give a tensor that holds one number, but it gave {type(tensor).__name__}."
            )
        if tensor.numel() != 1:
            raise ValueError(
                f"criterion must give one number, but it gave shape {tuple(tensor.shape)}: take the mean of it."
            )
    if not torch.equal(torch.nan_to_num(one), torch.nan_to_num(another)):
        raise ValueError(
            "the loss is another number each time, in eval mode too: something in module or criterion draws random "
            "numbers. F.dropout does where it is not told training=self.training."
        )
