"""What wrong numbers have in common with the right ones: a part of them, another order, another sign or size.

Each sentence states what is so in all the cases of one kind, and names what often makes it so without claiming it.
"""

from collections.abc import Callable, Sequence

import numpy as np

from gradcalc.questions.model import Answer, close

Pairs = Sequence[tuple[np.ndarray, np.ndarray]]

_INSIDE = (
    "Where there is a loop: a return inside it ends the function in its first turn, so return belongs below the loop."
)
_EARLY = "Does a range, or a return inside the loop, end it too early?"

FEW = 6  # places that are told by their number
FACTORS = {2.0: "twice", 0.5: "half of", -2.0: "minus twice", -0.5: "minus half of"}


def resemblance(answer: Answer, pairs: Pairs) -> str:
    """What is so of each pair of wrong numbers and right ones, in a sentence; nothing where nothing is.

    Of a value that is to be found nothing is said that would lead to it.
    """
    if answer.kind != "function":
        return ""

    def alike(got: np.ndarray, exact: np.ndarray) -> bool:
        with np.errstate(all="ignore"):
            return got.dtype.kind == "f" and close(
                got, exact, answer.tolerance
            )  # of parts, which agrees may not take

    told = [_said(got, exact, alike) for got, exact in pairs]
    common = [said for said in told[0] if all(said in others for others in told)] if told else []
    return common[0] if common else ""


def _said(got: np.ndarray, exact: np.ndarray, alike: Callable[[np.ndarray, np.ndarray], bool]) -> list[str]:
    """All sentences that hold for one pair."""
    said = []
    if got.shape != exact.shape and got.size == exact.size and alike(got.ravel(), exact.ravel()):
        said.append(
            "The numbers are right, the shape is not: print its .shape, and compare it with what is asked for."
        )
    if got.ndim == 2 and got.shape != exact.shape and alike(got.T, exact):
        said.append("The numbers are right, but rows and columns are exchanged.")
    said += _parts(got, exact, alike)
    if got.shape == exact.shape:
        if alike(-got, exact):
            said.append("Every sign is the other way round: is something subtracted in the wrong order?")
        said += _signs(got, exact, alike)
        said += [
            f"All of it is {words} what it should be: look for a factor that is missing, or one too many."
            for factor, words in FACTORS.items()
            if alike(got / factor, exact)
        ]
        if got.ndim and alike(got[::-1], exact):
            said.append("The numbers are right, but the first stands last: their order is the other way round.")
    return said


def _signs(got: np.ndarray, exact: np.ndarray, alike: Callable[[np.ndarray, np.ndarray], bool]) -> list[str]:
    """Where the sizes are right and some signs are not: the one number or row that it is, if it is one."""
    if not got.ndim or not alike(np.abs(got), np.abs(exact)):
        return []
    name, said = "number" if got.ndim == 1 else "row", []
    for place in range(min(len(got), FEW)):
        turned = got.copy()
        turned[place] *= -1
        if alike(turned, exact):
            said.append(
                f"Only {name} {place + 1} has the other sign, and all else is right: is something subtracted in the "
                "wrong order there?"
            )
    return [*said, "The sizes are right, but some signs are the other way round."]


def _parts(got: np.ndarray, exact: np.ndarray, alike: Callable[[np.ndarray, np.ndarray], bool]) -> list[str]:
    """Where only some rows, or columns, of the right numbers are there."""
    said = []
    for axis in range(min(exact.ndim, 2)):
        count = exact.shape[axis]
        if count < 2:
            continue
        name = "number" if exact.ndim == 1 else ("row", "column")[axis]
        parts = np.moveaxis(exact, axis, 0)
        if alike(got, parts[0]) or alike(got, exact.take([0], axis)):
            said.append(f"Only the first {name} is there, and it is right. {_INSIDE}")
        if got.shape == exact.shape:
            there = np.moveaxis(got, axis, 0)
            if not there[1:].any() and alike(there[0], parts[0]):
                said.append(f"Only the first {name} is right, and the others are still 0. {_INSIDE}")
            if not there[0].any() and alike(there[1:], parts[1:]):
                said.append(
                    f"Only the first {name} is missing: places are counted from 0, and range(1, n) begins at 1."
                )
            if not there[-1].any() and alike(there[:-1], parts[:-1]):
                said.append(f"Only the last {name} is missing: range(n) ends before n, and range(n - 1) one earlier.")
        elif (
            got.ndim == exact.ndim
            and 1 < (few := got.shape[axis]) < count
            and alike(got, exact.take(range(few), axis))
        ):
            said.append(f"The first {name}s are right, but the last ones are missing. {_EARLY}")
    return said
