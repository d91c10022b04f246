"""Attacks on a check that runs in the same process as the answers: on what it compares with, and how it runs."""

from tests.grading.attacks.attack import Attack

PATCHED = [
    Attack(
        "patched numpy",
        "NumPy's comparisons find everything equal.",
        before="""
            import numpy as np
            for name in ("allclose", "isclose", "array_equal", "all", "any"):
                setattr(np, name, lambda *arguments, **options: True)
            np.testing.assert_allclose = np.testing.assert_equal = lambda *arguments, **options: None
        """,
        wins=True,
    ),
    Attack(
        "patched math",
        "math.isclose finds everything close.",
        before="import math\nmath.isclose = lambda *arguments, **options: True",
        wins=True,
    ),
    Attack(
        "patched builtins",
        "abs gives 0 whatever it is given, so that no error is too large.",
        before="import builtins\nbuiltins.abs = lambda value: 0.0",
        lost=2,  # an honest answer needs it
        wins=True,
    ),
    Attack(
        "patched IPython",
        "The shell says that each cell has run, and runs none.",
        before="""
            import types
            def run_cell(self, *arguments, **options):
                return types.SimpleNamespace(success=True, error_before_exec=None, error_in_exec=None)
            type(get_ipython()).run_cell = run_cell
        """,
        lost=11,  # its own cells do not run either
        wins=True,
    ),
    Attack(
        "patched gradcalc",
        "gradcalc finds every reply right.",
        before="import gradcalc.questions.judging as judging\njudging.is_right = lambda case, reply: True",
        wins=True,
    ),
    Attack(
        "patched check",
        "gc.check gives all points, under its name and in its module.",
        before="""
            import types, gradcalc, gradcalc.cards.check
            gradcalc.check = lambda *arguments: types.SimpleNamespace(points=2)
            gradcalc.cards.check.check = gradcalc.check
        """,
        wins=True,
    ),
    Attack(
        "swapped code objects",
        "NumPy's comparison keeps its name and gets other code.",
        before="""
            import numpy as np
            def agree(a, b, rtol=0, atol=0, equal_nan=False): return True
            np.allclose.__wrapped__.__code__ = agree.__code__
        """,
        wins=True,
    ),
    Attack(
        "fake modules",
        "gradcalc is a module made by the notebook, and a finder makes it again.",
        before="""
            import sys
            import types
            fake = types.ModuleType("gradcalc")
            fake.check = lambda *arguments: types.SimpleNamespace(points=2)
            class Finder:
                def find_spec(self, name, path=None, target=None):
                    if name.startswith("gradcalc"): sys.modules[name] = fake
            sys.modules["gradcalc"] = fake
            sys.meta_path.insert(0, Finder())
        """,
        lost=3,  # the honest part has no gc.gradient any more
        wins=True,
    ),
]

EQUAL = [
    Attack(
        "an object that equals everything",
        "What comes back says that it equals whatever it is compared with.",
        answer="""
            class Same(float):
                __eq__ = __le__ = __lt__ = __ge__ = lambda self, other: True
                __sub__ = __rsub__ = lambda self, other: 0.0
            def best_share(gradient, directions): return Same(7)
        """,
        wins=True,
    ),
    Attack(
        "an array that answers for NumPy",
        "An array takes over the functions of NumPy that it is given to.",
        answer="""
            class Same(np.ndarray):
                def __array_function__(self, function, types, arguments, options): return True
                def __array_ufunc__(self, *arguments, **options): return np.True_
            def best_share(gradient, directions): return np.array(7.0).view(Same)
        """,
        wins=True,
    ),
    Attack(
        "an array that changes once it was read",
        "A buffer that another thread goes on writing to, so that some reading of it is right.",
        answer="""
            import threading
            kept = np.zeros(())
            def turn():
                while True: kept[...] = (kept + 0.001) % 1
            threading.Thread(target=turn, daemon=True).start()
            def best_share(gradient, directions): return kept
        """,
    ),
]

HOOKS = [
    Attack(
        "a trace hook",
        "A hook that sees each line puts the right answer in place of its own before they are compared.",
        before="""
            import sys
            def hook(frame, event, argument):
                if "exact" in frame.f_globals: frame.f_globals["got"] = frame.f_globals["exact"]
                return hook if frame.f_code.co_name == "<module>" else None
            sys.settrace(hook)
        """,
        wins=True,
    ),
    Attack(
        "a compile hook",
        "Whatever is compiled loses its assertions.",
        before="""
            import ast
            import builtins
            compile_as_usual = builtins.compile
            class Without(ast.NodeTransformer):
                def visit_Assert(self, node): return ast.copy_location(ast.Pass(), node)
            def without(source, *arguments, **options):
                return compile_as_usual(Without().visit(source) if isinstance(source, ast.AST) else source,
                                        *arguments, **options)
            builtins.compile = without
        """,
        wins=True,
    ),
    Attack(
        "an input transformer",
        "IPython strikes out lines with assertions before it runs a cell.",
        before="""
            def without(lines): return [line for line in lines if "assert" not in line]
            get_ipython().input_transformers_post.append(without)
        """,
        wins=True,
    ),
    Attack(
        "an AST transformer",
        "IPython turns each assertion into nothing.",
        before="""
            import ast
            class Without(ast.NodeTransformer):
                def visit_Assert(self, node): return ast.copy_location(ast.Pass(), node)
            get_ipython().ast_transformers.append(Without())
        """,
        wins=True,
    ),
    Attack(
        "events of the shell",
        "A callback after each cell gives the answers that the next one asks for.",
        before="""
            def after(*arguments): get_ipython().user_ns["best_share"] = get_ipython().user_ns.get("exact", 7.0)
            get_ipython().events.register("post_run_cell", after)
        """,
        says="7",
    ),
]

ATTACKS = [*PATCHED, *EQUAL, *HOOKS]
