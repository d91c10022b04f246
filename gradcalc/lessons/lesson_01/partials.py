"""Partial derivatives: what is asked, and the mistakes of a forward difference."""

from gradcalc.lessons.lesson_01 import cases
from gradcalc.lessons.quick import gradient
from gradcalc.questions.model import Answer, Mistake, Stratum


def partial(axis: str) -> Answer:
    """The forward difference along an axis, with the mistakes that people make."""
    other = "y" if axis == "x" else "x"
    ahead = "f(x + h, y)" if axis == "x" else "f(x, y + h)"

    def misread(name):
        return lambda f, x, y, h: cases.misread_differences(f, x, y, h, axis)[name]

    def of(name):
        return lambda f, x, y, h: cases.differences_of_something_else(f, x, y, h, axis)[name]

    return Answer(
        name=f"partial_{axis}",
        kind="function",
        arguments="f, x, y, h",
        gives="one number, the forward difference with the step h",
        exact=cases.difference_along(axis),
        strata=(
            Stratum("a long step", 1, cases.long_steps(axis)),
            Stratum("a short step", 1, cases.short_steps(axis)),
        ),
        mistakes=(
            Mistake(
                "This is a central difference: it steps back as well as ahead. The forward difference goes "
                "from the point itself to the point ahead.",
                misread("central"),
            ),
            Mistake(
                "This is the backward difference, from the point behind to the point itself. Step ahead instead.",
                misread("backward"),
            ),
            Mistake(
                "This comes close to the slope itself. Use the step h that is given, and no other: with a long "
                "step the forward difference is not the slope yet.",
                lambda f, x, y, h: gradient(f, x, y)["xy".index(axis)],
            ),
            Mistake("This is the change of f. The slope is the change divided by h.", misread("not divided")),
            Mistake(
                "The sign is wrong. The change is the value ahead minus the value here.", misread("wrong way round")
            ),
            Mistake(f"Both coordinates move here. Hold {other} fixed.", misread("both")),
            Mistake(f"This is the difference along {other}. Add h to {axis}, and hold {other} fixed.",
                    misread("other axis")),
            Mistake(
                f"Only f(x, y) is divided by h, not the whole change: put brackets around {ahead} - f(x, y).",
                misread("no brackets"),
            ),
            Mistake(
                "This is half of what it should be: a forward difference is divided by h, not by 2 h.", of("halved")
            ),
            Mistake(
                "This is the difference at the point (1, 2) of the lesson. Take it at the x and y that are given.",
                of("the point of the lesson"),
            ),
            Mistake(
                f"This is 1 whatever f is. Is h added to the value of f? It belongs to {axis}, inside the brackets.",
                of("of the value"),
            ),
            Mistake(
                "This is the slope of the lesson's example, x²y + 3y. Call the f that is given, whatever it is.",
                of("the example"),
            ),
        ),
    )  # fmt: skip
