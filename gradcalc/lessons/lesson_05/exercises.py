"""The exercises of lesson 05: step sizes."""

import numpy as np

from gradcalc.lessons.lesson_05 import cases
from gradcalc.lessons.lesson_05.imaginary import COMPLEX_STEP
from gradcalc.lessons.lesson_05.kinks import KINKS
from gradcalc.questions.model import Answer, Exercise, Mistake, Stratum


def _at_the_first(f, first, h):
    return (f(first + h) - f(first - h)) / (2 * h)


_central_difference = Answer(
    name="central_difference",
    kind="function",
    arguments="f, x, h",
    gives="the central difference with the step h, of the shape of x",
    exact=cases.central,
    tolerance=1e-6,
    strata=(
        Stratum("polynomials", 1, cases.polynomials),
        Stratum("waves and growth", 1, cases.waves),
        Stratum("many points at once", 1, cases.many_points),
    ),
    mistakes=(
        Mistake("This is the forward difference. Step back as well as ahead.", lambda f, x, h: (f(x + h) - f(x)) / h),
        Mistake("This is the backward difference. Step ahead as well.", lambda f, x, h: (f(x) - f(x - h)) / h),
        Mistake(
            "Twice too large: x - h and x + h are 2h apart, so divide by 2h.",
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
        ),
        Mistake(
            "Python read / 2 * h as half of it, times h. Put the 2 * h into brackets.",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
        ),
        Mistake(
            "The sign is turned: subtract the value behind from the value ahead.",
            lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h),
        ),
        Mistake(
            "The ends lie h/2 away from x here. Go h to either side.",
            lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h,
        ),
        Mistake(
            "This is nearly the derivative itself, as a far shorter step gives it, or a better formula. Take the "
            "central difference with h as it is given, even where it is long.",
            lambda f, x, h: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5,
        ),
        Mistake(
            "This is the five-point formula. It is better, but asked for is the central difference: two points, h to "
            "either side.",
            lambda f, x, h: (8 * (f(x + h) - f(x - h)) - f(x + 2 * h) + f(x - 2 * h)) / (12 * h),
        ),
        Mistake(
            "Only the value behind is divided by 2h. Put the whole difference into brackets.",
            lambda f, x, h: f(x + h) - f(x - h) / (2 * h),
        ),
        Mistake(
            "This is the second difference, for f''. The central difference subtracts one value from the other.",
            lambda f, x, h: (f(x + h) - 2 * f(x) + f(x - h)) / h**2,
        ),
        Mistake(
            "The sign is lost: where f falls, the slope is negative. Leave np.abs out.",
            lambda f, x, h: np.abs(f(x + h) - f(x - h)) / (2 * h),
        ),
        Mistake(
            "This is the slope of exp(x) sin(x), the function of the lesson. Take the f that is handed over.",
            lambda f, x, h: (np.exp(x + h) * np.sin(x + h) - np.exp(x - h) * np.sin(x - h)) / (2 * h),
        ),
        Mistake(
            "This is the slope at the first point alone. Does a return stand inside the loop? It ends there.",
            lambda f, x, h: _at_the_first(f, np.ravel(x)[0], h),
        ),
    ),
)


def _best(name: str, derivative: str, exact, mistakes: tuple[Mistake, ...]) -> Answer:
    return Answer(
        name=name,
        kind="function",
        arguments=f"f0, {derivative}, eps",
        gives="one number, a step within a factor of 10 of the best one",
        exact=exact,
        agrees=cases.within_a_factor_of_ten,
        strata=(
            Stratum("f and its derivative of the same size", 1, cases.like_sizes),
            Stratum("f and its derivative of very different sizes", 1, cases.unlike_sizes),
        ),
        mistakes=(
            Mistake(
                "nan: the root of a negative number. Only the sizes count: take np.abs of the fraction.",
                lambda f0, d, eps: exact(f0, d, eps) if f0 * d > 0 else np.nan,
            ),
            Mistake(
                "Upside down: the larger f is, the larger its rounding errors, and the longer the best step.",
                lambda f0, d, eps: exact(1, f0 / d, eps),
            ),
            Mistake(
                "eps is left out. The step gets shorter with more digits, so eps stands under the root as well.",
                lambda f0, d, eps: exact(f0, d, 1),
            ),
            Mistake(
                "This is the step for float64. Use the argument eps: here the numbers are of other types too.",
                lambda f0, d, eps: exact(f0, d, cases.EPS["float64"]),
            ),
            *mistakes,
        ),
    )


_best_forward = _best(
    "best_forward", "f2", cases.best_forward,
    (
        Mistake(
            "This is right where f and f'' are of the same size. Elsewhere their quotient counts.",
            lambda f0, f2, eps: np.sqrt(eps),
        ),
        Mistake("Too short: at this step the rounding error is about 2 |f''|. Is a square root missing?",
                lambda f0, f2, eps: eps * abs(f0 / f2)),
        Mistake("A step of 1e-7, whatever f and the numbers are, is not the best one.", lambda f0, f2, eps: 1e-7),
        Mistake("Take the root of the whole product, eps |f/f''|, eps included.",
                lambda f0, f2, eps: 2 * eps * np.sqrt(abs(f0 / f2))),
        Mistake("Take the root of the whole product, eps |f/f''|, with the fraction under it.",
                lambda f0, f2, eps: 2 * np.sqrt(eps) * abs(f0 / f2)),
        Mistake(
            "Either this is the error at the best step, not the step, or f and f'' are multiplied: divide f by f''.",
            lambda f0, f2, eps: 2 * np.sqrt(eps * abs(f0 * f2)),
        ),
    ),
)  # fmt: skip

_best_central = _best(
    "best_central", "f3", cases.best_central,
    (
        Mistake(
            "This is right where f and f''' are of the same size. Elsewhere their quotient counts.",
            lambda f0, f3, eps: np.cbrt(eps),
        ),
        Mistake("This is the best step of the forward difference. Central has a cube root.",
                lambda f0, f3, eps: 2 * np.sqrt(eps * abs(f0 / f3))),
        Mistake("A step of 1e-7, whatever f and the numbers are, is not the best one.", lambda f0, f3, eps: 1e-7),
        Mistake("Python read ** 1 / 3 as (** 1) / 3. Put 1 / 3 into brackets, or use np.cbrt.",
                lambda f0, f3, eps: (3 * eps * abs(f0 / f3)) / 3),
        Mistake("Take the cube root of the whole product, 3 eps |f/f'''|, eps included.",
                lambda f0, f3, eps: 3 * eps * np.cbrt(abs(f0 / f3))),
        Mistake("Take the cube root of the whole product, 3 eps |f/f'''|, with the fraction under it.",
                lambda f0, f3, eps: np.cbrt(3 * eps) * abs(f0 / f3)),
        Mistake(
            "This is the error at the best step, not the step itself.",
            lambda f0, f3, eps: np.cbrt((3 * eps * f0) ** 2 * abs(f3)) / 2,
        ),
        Mistake(
            "f and f''' are multiplied here. Divide f by f'''.",
            lambda f0, f3, eps: np.cbrt(3 * eps * abs(f0 * f3)),
        ),
    ),
)  # fmt: skip

_plot_step = Answer(
    name="plot_step",
    kind="value",
    gives="one number, a step h such as 1e-2",
    exact=lambda: cases.best_central(1000 + np.log(2), 0.25, cases.EPS["float64"]),
    agrees=cases.within_a_factor_of_ten,
    strata=(Stratum("the step, within a factor of 10", 1),),
    mistakes=(
        Mistake("This is the power of ten. Write the step itself, such as 1e-2.", lambda: -4.0),
        Mistake(
            "Too short for central. Either this is where the triangles of forward turn, or it comes from the rule of "
            "thumb, the cube root of eps, which leaves out that f is about 1000 here. Look at the circles.",
            lambda: 1.3e-6,
        ),
        Mistake(
            "Too short: rounding is far greater there than at the lowest circles, which lie further to the right. "
            "The 1e-7 of the lecture does not fit every function.",
            lambda: 1e-7,
        ),
        Mistake("This is how small the error is. Read the step on the axis below.", lambda: 1e-9),
        Mistake("The shortest step has the greatest error.", lambda: 1e-14),
    ),
)

_liar = Answer(
    name="liar",
    kind="choice",
    gives='one letter in quotes: "a", "b", "c" or "d"',
    exact=lambda: "b",
    strata=(Stratum("the function", 1),),
    mistakes=(
        Mistake(
            "exp and sin know complex numbers and have Taylor series there. Try your complex_step on it.", lambda: "a"
        ),
        Mistake("A fraction of polynomials is harmless as long as it is not divided by 0. Try it at 1.", lambda: "c"),
        Mistake("At 1 there is a positive number under this root, so it is harmless there. Try it.", lambda: "d"),
    ),
)

EXERCISES = (
    Exercise(id="05.central_difference", title="The central difference", answers=(_central_difference,)),
    Exercise(id="05.best_step", title="The best step", answers=(_best_forward, _best_central)),
    Exercise(id="05.read_the_plot", title="The best step in a plot", answers=(_plot_step,)),
    Exercise(id="05.complex_step", title="The complex step", answers=(COMPLEX_STEP,)),
    Exercise(id="05.liar", title="Where the complex step lies", answers=(_liar,), by_hand=1),
    Exercise(id="05.kinks", title="A kink detector", answers=(KINKS,)),
)  # fmt: skip
