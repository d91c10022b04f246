"""What is said of an arrow that is a known mistake, by what was asked for."""

from typing import Literal

Want = Literal["gradient", "descent", "level"]

_ALONG = "The arrow runs along the contour. That way $f$ does not change."
_SWAPPED = "The components are swapped: the first is that along $x$, the second that along $y$."
_SIGN = "The component along ${letter}$ has the wrong sign: does $f$ grow or fall there as ${letter}$ grows?"
_COMMON = {
    "along": _ALONG,
    "along, the other way": _ALONG,
    "swapped": _SWAPPED,
    "wrong sign of x": _SIGN.format(letter="x"),
    "wrong sign of y": _SIGN.format(letter="y"),
}

SAID: dict[Want, dict[str, str]] = {
    "gradient": {
        **_COMMON,
        "reversed": "The arrow is reversed. The gradient points to where $f$ grows.",
        "off": "The arrow is about {off}° off: it is not perpendicular to the contour.",
    },
    "descent": {
        **_COMMON,
        "reversed": "The arrow is reversed: that is the way of steepest ascent. Go against the gradient.",
        "off": "The arrow is about {off}° off: the steepest way down is perpendicular to the contour.",
    },
    "level": {
        "across": "The arrow crosses the contour: along the gradient, or against it, $f$ changes fastest. "
        "A level direction is perpendicular to it.",
        "swapped": "Those are the components of the gradient swapped, with no sign changed: the dot product with the "
        "gradient is not zero yet.",
        "off": "The arrow is about {off}° off the contour.",
    },
}
