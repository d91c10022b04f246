"""Which operation keeps a function from being differentiated along the imaginary axis, and what to write for it."""

import warnings

import numpy as np

from gradcalc.maths.evaluation import ScalarField

# What complex numbers are given to, where it ends in a wrong slope or in an error; then what to do about it.
REASONS = {
    "absolute": "np.abs of a complex number is its distance from 0, which is real, so the imaginary part is lost. "
    "Write np.where(x < 0, -x, x) for np.abs(x).",
    "conjugate": "np.conj turns the sign of the imaginary part. f is for real numbers: leave it out.",
    "real": "real takes the imaginary part away. f is for real numbers: leave it out.",
    "sign": "np.sign of a complex number x is x / |x|. Write np.where(x < 0, -1, 1) for np.sign(x).",
    "norm": "np.linalg.norm goes by the sizes of complex numbers, which are real, so the imaginary part is lost. "
    "Write np.sqrt(np.sum(x * x)) for np.linalg.norm(x).",
    "vdot": "np.vdot turns the sign of the imaginary part. Write np.dot(x, y) for np.vdot(x, y).",
    "float": "math.exp and its relatives, and float, know real numbers only. Write np.exp(x) for math.exp(x).",
    "power": "NumPy computes powers of 100 and more by way of exp and log. Of a negative number the rounding of its "
    "angle is then far longer than the step. Write (x**2)**50 for x**100.",
    "heaviside": "np.heaviside takes no complex numbers. Write np.where(x < 0, 0, 1) for np.heaviside(x, 1).",
    "arctan2": "np.arctan2 takes no complex numbers. Where x > 0, write np.arctan(y / x) for np.arctan2(y, x).",
    "hypot": "np.hypot takes no complex numbers. Write np.sqrt(x**2 + y**2) for np.hypot(x, y).",
    "cbrt": "np.cbrt takes no complex numbers. Where x > 0, write x ** (1 / 3) for np.cbrt(x).",
}


OTHERWISE = "Something in it loses the imaginary part, as np.abs, np.linalg.norm, float and .real do, or turns it."


def reason(f: ScalarField, arguments: list[np.ndarray], refused: bool = False) -> str | None:
    """Why f, called with complex numbers, goes wrong, or is refused where it raises TypeError; None if unknown."""
    met: list[str] = []
    stopped = False
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            f.f(*(_Watched.of(np.array(a, dtype=np.result_type(a, np.complex64)), met) for a in arguments))
        except Exception:  # what is wrong with f, whoever asks has seen already
            stopped = True
    known = [name for name in met if name in REASONS]
    if refused and stopped:  # by what was met last
        if met and met[-1] not in REASONS:
            return f"np.{met[-1]} takes no complex numbers."
        known = known[-1:]
    return REASONS[known[0]] if known else None


class _Watched(np.ndarray):
    """Complex numbers that write down what is done to them."""

    met: list[str]

    @classmethod
    def of(cls, values, met: list[str]):
        watched = np.asarray(values).view(cls)
        watched.met = met
        return watched

    def __array_finalize__(self, parent):
        self.met = getattr(parent, "met", [])

    def _note(self, name: str) -> None:
        if self.dtype.kind == "c":
            self.met.append(name)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        name = ufunc.__name__
        if name != "power" or (np.abs(np.asarray(inputs[1])) >= 100).all():
            self._note(name)
        options.pop("out", None)
        answer = getattr(ufunc, method)(*map(_plain, inputs), **options)
        return type(self).of(answer, self.met) if isinstance(answer, np.ndarray | np.generic) else answer

    def __array_function__(self, function, types, inputs, options):
        self._note(function.__name__)
        if function.__name__ == "norm":  # what it does inside says less than its name
            return function(*map(_plain, inputs), **options)
        return super().__array_function__(function, types, inputs, options)

    def __getitem__(self, key):
        return type(self).of(super().__getitem__(key), self.met)

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def __float__(self):
        self._note("float")
        return float(np.real(_plain(self)))

    @property  # type: ignore[misc]  # nobody sets the real part of what is watched
    def real(self):
        self._note("real")
        return _plain(self).real


def _plain(value):
    return value.view(np.ndarray) if isinstance(value, _Watched) else value
