"""Plain code that goes round what is withheld, in cells that run beforehand and in answers: it earns nothing."""

import textwrap

import pytest

from gradcalc.grading.running.one import grade_notebook
from tests.grading.handed_in import as_bytes, needs_bubblewrap, with_answers

pytestmark = needs_bubblewrap

# An exercise, and its answer with what stands before it.
WAYS = {
    "an allowed name for something else": ("06.backtrack", """
        from gradcalc.maths import descent
        gc.gradient = descent.backtrack
        def backtrack(f, x, v, c):
            slope = gc.directional_derivative(f, x, v, unit=False)
            if slope >= 0:
                raise ValueError("no way down")
            return gc.gradient(f, x, v, slope, 1.0, c)
        """),
    "the inputs noted, and the answer worked out in a later cell": ("06.rate_limit", """
        from gradcalc.maths.descent import rate_limit as theirs
        noted, known = [], {}
        def rate_limit(hessian, momentum):
            key = hessian.tobytes(), momentum
            if key in known:
                return known[key]
            noted.append((hessian, momentum))
            return ...
        def work(*_):
            for hessian, momentum in noted:
                known[hessian.tobytes(), momentum] = theirs(hessian, momentum)
        get_ipython().events.register("pre_execute", work)
        """),
    "nothing to begin with": ("06.rate_limit", """
        from gradcalc.questions.withholding import Withholding
        Withholding.begin = lambda self, allowed: None
        from gradcalc.maths.descent import rate_limit
        """),
    "an answering that withholds nothing": ("06.rate_limit", """
        import gradcalc.grading.running.inside.answering as answering
        answering._withhold = lambda *given: None
        from gradcalc.maths.descent import rate_limit
        """),
    "builtins of one's own": ("06.rate_limit", """
        import builtins, json, weakref
        from gradcalc.maths.descent import rate_limit
        weakref.WeakSet.__iter__ = lambda self: iter(())
        builtins.set = lambda *given: ()
        builtins.type = lambda *given: None
        json.loads = lambda *given: None
        """),
    "modules that look for nothing": ("06.rate_limit", """
        import gc as collector, sys
        from gradcalc.maths.descent import rate_limit
        collector.get_objects = lambda *given: []
        sys._current_frames = dict
        """),
    "a greenlet": ("06.rate_limit", """
        try:
            import greenlet
        except ImportError:
            rate_limit = None
        else:
            def rate_limit(*given): return "there are greenlets"
        """),
}  # fmt: skip


@pytest.mark.parametrize(("exercise", "source"), WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("kernel", [False, True], ids=["fork", "kernel"])
def test_it_earns_nothing(exercise, source, kernel):

    text = "import numpy as np\nimport gradcalc as gc\n" + textwrap.dedent(source)
    content = as_bytes(with_answers(exercise[:2], {exercise: text}))
    result = grade_notebook(content, exercise[:2], 20_261, exercises=[exercise], kernel=kernel)
    assert result.earned == 0
    assert "there are greenlets" not in repr(result)
