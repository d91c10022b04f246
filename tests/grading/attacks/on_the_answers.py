"""Attacks that look for the right answers in the process, and for those who know them."""

from tests.grading.attacks.attack import Attack

SLOPE = "03.directional_derivative"

ATTACKS = [
    Attack(
        "frames",
        "Looks for the right answer in the frames of those that called it.",
        answer="""
            import sys
            def best_share(gradient, directions):
                frame = sys._getframe(1)
                while frame:
                    if "exact" in frame.f_locals: return frame.f_locals["exact"]
                    frame = frame.f_back
        """,
        says="None",
        wins=True,
    ),
    Attack(
        "gc",
        "Looks through all objects of the process for the case that it is asked, and has it answered.",
        answer="""
            import gc as collector
            def best_share(gradient, directions):
                for value in collector.get_objects():
                    if type(value).__name__ == "Case" and np.array_equal(value.inputs[-1], directions):
                        return value.answer.exact(*value.inputs)
        """,
        wins=True,
    ),
    Attack(
        "history",
        "Looks for the right answer in what was run and shown, and in all names that the cells have.",
        answer="""
            def best_share(gradient, directions):
                shell = get_ipython()
                told = [*shell.user_ns.get("Out", {}).values(), shell.user_ns.get("exact"), *shell.user_ns.values()]
                return next(value for value in told if type(value) in (float, np.float64))
        """,
        wins=True,
    ),
    Attack(
        "memory of the right answer",
        "Writes its own number over the right answer, wherever that lies in memory.",
        answer="""
            import ctypes
            import gc
            import sys
            def best_share(gradient, directions):
                frame = sys._getframe(1)
                while frame:
                    exact = frame.f_locals.get("exact")
                    if type(exact) is float: ctypes.c_double.from_address(id(exact) + 16).value = 7.0
                    frame = frame.f_back
                return 7.0
        """,
        wins=True,
    ),
    Attack(
        "exercise data",
        "Imports the exercises of gradcalc, which know the exact answer.",
        answer="""
            def best_share(gradient, directions):
                from gradcalc.lessons.exercises import EXERCISES
                return EXERCISES["03.best_share"].answers[0].exact(gradient, directions)
        """,
        says="No module named 'gradcalc.lessons'",
        wins=True,
    ),
    Attack(
        "the exact gradient of the function",
        "Finds the data behind the function that it was handed, and asks it for its gradient.",
        answer="""
            import gc as collector
            def directional_derivative(f, x, y, direction):
                if not direction.any(): raise ValueError
                for value in collector.get_objects():
                    if type(value).__name__ == "InputFunction" and value.build()(x, y) == f(x, y):
                        return value.gradient(x, y) @ direction / np.linalg.norm(direction)
        """,
        exercise=SLOPE,
        wins=True,
    ),
    Attack(
        "the parameters of the function",
        "Reads the parameters out of the closure of the function, and differentiates by hand.",
        answer="""
            def directional_derivative(f, x, y, direction):
                if not direction.any(): raise ValueError
                p = [c.cell_contents for c in f.__closure__]
                if len(p) == 5:
                    a, b, c, d, e = p
                    g = [2 * a * x + b * y + d, b * x + 2 * c * y + e]
                elif "exp" in f.__code__.co_names:
                    a, b, c, d = p
                    g = -2 * f(x, y) * np.array([x - b, c * (y - d)])
                else:
                    a, b, c, d = p
                    sine, cosine = np.sin, np.cos
                    g = [a * b * cosine(b * x) * cosine(c * y) + d, -a * c * sine(b * x) * sine(c * y)]
                return np.array(g) @ direction / np.linalg.norm(direction)
        """,
        exercise=SLOPE,
        wins=True,
    ),
    Attack(
        "gradcalc's own function",
        "Hands over gradcalc's own function, wrapped so that nobody knows it again.",
        answer="""
            import functools
            import gradcalc
            directional_derivative = functools.partial(gradcalc.directional_derivative, unit=True)
        """,
        exercise=SLOPE,
        says="write this one yourself",
        wins=True,
    ),
]
