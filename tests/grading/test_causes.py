"""A cell that stops is named first, what it hands out exists all the same, and what fails after it points to it."""

import json
import textwrap

import pytest

from gradcalc.grading.running import one_cell
from gradcalc.grading.running.one import grade_notebook
from gradcalc.grading.running.plan import Step
from gradcalc.grading.running.reading import MOST_LINES, Ended, read_ended, read_raised
from gradcalc.grading.running.results import NotebookResult
from gradcalc.grading.running.stops import BELOW, Stops, parted
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.replies import UNANSWERED, Reply
from tests.grading.handed_in import as_bytes, needs_bubblewrap, solved, with_answers

SEED = 20_261
IMPORTS = "import matplotlib.pyplot as plt\nimport numpy as np\n\nimport gradcalc as gc"
NO_SEABORN = "`import seaborn as sns` stopped: the grader has no seaborn."


class Notebook:
    """A process in which cells run, here: names says what they have defined."""

    def __init__(self):
        self.names: dict = {}

    def run(self, source: str, deadline: float) -> Ended:
        """Run a cell, and say how it ended."""
        try:
            exec(compile(source.replace("%nothing", "raise Exception('no magic')#"), "cell", "exec"), self.names)
        except SyntaxError as error:
            return Ended("SyntaxError", str(error), error.lineno or 0)
        except Exception as error:
            return Ended(type(error).__name__, str(error), error.__traceback__.tb_next.tb_lineno)
        return Ended()


def ran(*cells: str, before: str = "") -> tuple[dict, Stops]:
    """The names that cells leave, the first of them one that was changed, and what has stopped."""
    notebook, stops = Notebook(), Stops()
    for number, cell in enumerate(cells):
        one_cell.run(notebook, Step(textwrap.dedent(cell), before=before if number == 0 else ""), stops, 0)  # type: ignore[arg-type]
    return notebook.names, stops


@pytest.mark.parametrize(
    "cell",
    [
        "import seaborn as sns\nimport math\nx = 1",
        "import math\nimport seaborn as sns\nx = 1",
        "import math, seaborn as sns\nx = 1",
        "import seaborn as sns, math\nx = 1",
        "import seaborn as sns; import math; x = 1",
        "import seaborn as sns\nsns.set_theme()\nsns.set_palette('deep')\nimport math\nx = 1",
        "from seaborn import objects as so\nfrom seaborn import *\nimport math\nx = 1",
        "import seaborn.objects as so\nimport math\nx = 1",
        "try:\n    import seaborn\nfinally:\n    import math\nx = 1",
        "if True:\n    import seaborn\nimport math\nx = 1",
        "# first\n\nimport seaborn  # for its colours\n\n\nimport math  # roots\nx = 1",
        "import math\nx = 1\nimport seaborn",
        "import math\n@seaborn_is_not_there\ndef f(): pass\nx = 1",
        "%nothing\nimport math\nx = 1",
        "from google.colab import drive\ndrive.mount('/content')\nimport math\nx = 1",
        "with_no = None\nimport ex3_helpers as h, math; x = 1; h.start()",
        "import seaborn, pandas_too, math\nimport third_one\nx = 1",
    ],
)  # fmt: skip
def test_what_stands_around_an_import_that_is_missing_is_there(cell):
    names, stops = ran(cell, before="import math")
    assert names["math"].pi > 3
    assert names.get("x") == 1 or "not_there" in cell
    assert stops.told.endswith(BELOW) or len(stops.causes) > 1


@pytest.mark.parametrize(
    "line", ["1 / 0", "undefined", "raise KeyError('a')", "import seaborn", "(", "%nothing", "assert 0"]
)
@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_what_a_changed_cell_hands_out_exists_though_it_stops(line, above):
    handed_out = "import math\nstep = 0.5"
    names, stops = ran(f"{line}\n{handed_out}" if above else f"{handed_out}\n{line}", before=handed_out)
    assert names["step"] == 0.5
    assert names["math"].pi > 3
    assert stops.told.startswith(f"`{line}` stopped")
    assert not {"step", "math"} & set(stops.lost)


def test_what_a_student_has_changed_stays_changed_below_an_import_that_is_missing():
    names, _ = ran("import seaborn\nstep = 0.25", before="step = 0.5")
    assert names["step"] == 0.25


@pytest.mark.parametrize(
    ("cells", "causes"),
    [
        (["import seaborn as sns", "sns.plot()"], [NO_SEABORN]),
        (["import seaborn as sns", "colours = sns.palette()", "colours[0]"], [NO_SEABORN]),
        (["import seaborn as sns", "def f():\n    return sns.x", "f()"], [NO_SEABORN]),
        (["1 / 0\nx = 1", "y = x", "z = y"], ["`1 / 0` stopped with ZeroDivisionError: division by zero."]),
        (["x = 1 /", "y = x"], ["`x = 1 /` stopped with SyntaxError: invalid syntax (line 1)."]),
        (["y = x"], ["`y = x` stopped with NameError: name 'x' is not defined."]),
        (["def f():\n    return g()\n\n\nf()"], ["`f()` stopped with NameError: name 'g' is not defined."]),
        (["x = 1\n\n\nx.shape"], ["`x.shape` stopped with AttributeError: 'int' object has no attribute 'shape'."]),
        (["import seaborn as sns", "1 / 0"],
         [NO_SEABORN, "`1 / 0` stopped with ZeroDivisionError: division by zero."]),
        (["import seaborn as sns\nimport torch"], [NO_SEABORN, "`import torch` stopped: the grader has no torch."]),
        (["raise ValueError"], ["`raise ValueError` stopped with ValueError."]),
        (["from my_code import f", "f(1)"], ["`from my_code import f` stopped: the grader has no my_code."]),
        (["x = (1 +\n     1 / 0)"], ["`x = (1 +` stopped with ZeroDivisionError: division by zero."]),
    ],
)  # fmt: skip
def test_the_first_cause_is_told_and_what_follows_from_it_is_not(cells, causes):
    _, stops = ran(*cells)
    assert [cause.sentence for cause in stops.causes] == causes
    assert stops.told.startswith(f"{causes[0]} {BELOW}")


def test_of_very_many_causes_a_few_are_told():
    _, stops = ran(*(f"{number} / 0" for number in range(9)))
    assert stops.told.endswith("6 more cells stopped.")
    assert len(stops.told) < 500


SHARE = EXERCISES["03.best_share"]
BEGIN = "def best_share(gradient, directions):"


def raised(name: str, message: str) -> Reply:
    return Reply("raised", name=name, message=message)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (raised("NameError", "name 'sns' is not defined"), f"It needs sns, which is missing: {NO_SEABORN}"),
        (raised("NameError", "name 'other' is not defined"), ""),
        (raised("ValueError", "name 'sns' is not defined"), ""),
        (raised("ModuleNotFoundError", "No module named 'scipy.linalgx'"), "The grader has no scipy.linalgx."),
        (UNANSWERED, "best_share is missing: " + NO_SEABORN),
        (None, ""),
    ],
)  # fmt: skip
def test_an_answer_that_fails_for_it_points_there(reply, said):
    _, stops = ran("import seaborn as sns")
    stops.lost["best_share"] = stops.causes[0]
    assert stops.of_replies(SHARE, [None, reply]) == said


@pytest.mark.parametrize(
    ("source", "line", "statement", "rest"),
    [
        ("a\nb\nc", 2, "b", "c"),
        ("a; b; c", 1, "a; b; c", "b; c"),
        ("f(\n    1,\n)\nb", 2, "f(\n    1,\n)", "b"),
        ("@d\ndef f():\n    pass\n\n\n# c\nb", 1, "@d\ndef f():\n    pass", "b"),
        ("a\n@d\ndef f():\n    pass", 1, "a", "@d\ndef f():\n    pass"),
        ("%magic\n!ls\nb", 2, "!ls", "b"),
        ("ü = 1; ö = 2", 1, "ü = 1; ö = 2", "ö = 2"),
        ("a", 7, "", ""),
        ("a", 0, "", ""),
        ("(", 1, "", ""),
        ("", 1, "", ""),
        ("-" * 30_000, 1, "", ""),
        ("(" * 15_000, 1, "", ""),
        ("f" + "()" * 9_000, 1, "", ""),
        ("x = " + "1+" * 9_000 + "1", 1, "", ""),
    ],
)  # fmt: skip
def test_the_statement_that_stopped_is_found_by_its_line(source, line, statement, rest):
    found = parted(source, Ended("ValueError", "", line))
    assert found == (statement, rest) or (not statement and len(source) > 10_000)


@pytest.mark.parametrize("line", [0, -1, MOST_LINES, MOST_LINES + 1, 1.5, True, None, "3", [], 10**400], ids=str)
def test_a_line_that_is_none_is_not_believed(line):
    told = json.dumps({"number": 1, "error": "ValueError", "message": "", "line": line}).encode()
    ended = read_ended(told, 1)
    assert ended == Ended("ValueError", "", MOST_LINES if line == MOST_LINES else 0) or ended == Ended()


@pytest.mark.parametrize(
    ("traceback", "line"),
    [
        (["\x1b[31mValueError\x1b[0m", "\x1b[36mCell \x1b[32mIn[3]\x1b[39m\x1b[32m, line 12\x1b[39m"], 12),
        (["Cell In[1], line 99999999999"], 9999999),
        ("Cell In[1], line 2", 0), (None, 0), ([1, {}], 0), (["nothing"], 0), ([], 0),
    ],
)  # fmt: skip
def test_a_kernel_tells_the_line_in_its_traceback(traceback, line):
    assert read_raised("ValueError", "", traceback).line in (line, 0)
    assert read_raised("ValueError", "", traceback).line == (line if line <= MOST_LINES else 0)


def import_cell(source: str, lesson: str = "03") -> bytes:
    """The solved lesson with another import cell."""
    notebook = solved(lesson)
    (cell,) = (cell for cell in notebook.cells if cell.source == IMPORTS)
    cell.source = source
    return as_bytes(notebook)


@needs_bubblewrap
@pytest.mark.parametrize(
    ("source", "said"),
    [
        (f"import seaborn as sns\n{IMPORTS}", NO_SEABORN),
        ("import seaborn as sns, numpy as np", NO_SEABORN),
        (f"import seaborn as sns\nsns.set_theme()\n{IMPORTS}", NO_SEABORN),
        (f"%load_ext nothing_here\n{IMPORTS}", "`%load_ext nothing_here` stopped: the grader has no nothing_here."),
        (f"%nothing_here\n{IMPORTS}", "`%nothing_here` stopped: Line magic function `%nothing_here` not found."),
        (f"1 / 0\n{IMPORTS}", "`1 / 0` stopped with ZeroDivisionError: division by zero."),
        (f"{IMPORTS}\nfrom helpers import *", "`from helpers import *` stopped: the grader has no helpers."),
        (f"{IMPORTS}\nimport", "`import` stopped with SyntaxError: invalid syntax (line 5)."),
        (f"{IMPORTS}\nexit()", "`exit()` stopped with SystemExit: exit or quit was called."),
    ],
)  # fmt: skip
def test_an_import_cell_that_stops_costs_no_point_and_is_named(source, said):
    result = grade_notebook(import_cell(source), "03", SEED)
    assert result.earned == 13
    assert result.trouble == f"{said} {BELOW}"
    assert not any(exercise.trouble for exercise in result.exercises)
    assert NotebookResult.from_json(result.to_json()) == result


@needs_bubblewrap
def test_a_kernel_says_the_same():
    content = import_cell(f"{IMPORTS}\nx = 1\nimport seaborn as sns\n\nx / 0")
    usual, other = (grade_notebook(content, "03", SEED, kernel=kernel) for kernel in (False, True))
    assert other == usual
    assert usual.trouble.startswith(NO_SEABORN)
    assert "`x / 0` stopped" in usual.trouble


@needs_bubblewrap
@pytest.mark.parametrize(
    ("answer", "earned", "said"),
    [
        ("import seaborn as sns\n\n{right}", True, NO_SEABORN),
        ("{right}\n\nbest_share(1)", True, "The answer cell stopped with TypeError"),
        (f"{BEGIN}\n    return sns.share(gradient)", False, f"It needs sns, which is missing: {NO_SEABORN}"),
        (f"{BEGIN}\n    import scipy_of_old", False, "The grader has no scipy_of_old."),
        ("best_share = sns.share", False, "The answer cell stopped with NameError: name 'sns' is not defined. "
                                         f"best_share is missing: {NO_SEABORN}"),
    ],
    ids=["above", "below", "needs it", "within", "is it"],
)  # fmt: skip
def test_an_answer_says_what_it_lacks(answer, earned, said):
    notebook = solved("03")
    for cell in notebook.cells:
        if cell.source.startswith("def best_share"):
            cell.source = answer.replace("{right}", cell.source)
    notebook.cells[1].source = f"import seaborn as sns\n{IMPORTS}"
    result = grade_notebook(as_bytes(notebook), "03", SEED)
    (found,) = (exercise for exercise in result.exercises if exercise.exercise == SHARE.id)
    assert result.earned == 13 - (0 if earned else SHARE.points)
    assert found.trouble.startswith(said)
    assert result.missing == "seaborn"


@needs_bubblewrap
def test_a_package_that_is_missing_within_an_answer_cell_is_told_to_the_lecturer():
    source = "import torch\n\n\ndef best_share(gradient, directions):\n    return torch.max(directions)"
    result = grade_notebook(as_bytes(with_answers("03", {SHARE.id: source})), "03", SEED)
    assert result.trouble == f"`import torch` stopped: the grader has no torch. {BELOW}"
    assert result.missing == "torch"


@needs_bubblewrap
def test_answers_that_are_fractions_decimals_and_arrays_of_others_are_right():
    source = """
        import decimal, fractions

        class Held:
            def __init__(self, given): self.given = given
            def __array__(self, dtype=None, copy=None): return np.array(self.given)

        def best_share(gradient, directions):
            share = max(d @ gradient / np.linalg.norm(d) for d in directions) / np.linalg.norm(gradient)
            kinds = (fractions.Fraction, decimal.Decimal, Held)
            return kinds[len(directions) % 3](float(share))
    """
    result = grade_notebook(as_bytes(with_answers("03", {SHARE.id: textwrap.dedent(source)})), "03", SEED)
    assert result.earned == SHARE.points, result


@pytest.mark.parametrize(
    ("line", "missing"),
    [("import seaborn.objects", ["seaborn"]), ("import numpy.nothing", []), ("import gradcalc.questions.nothing", []),
     ("from numpy import nothing", []), ("import seaborn, torch", ["seaborn", "torch"]), ("1 / 0", [])],
)  # fmt: skip
def test_only_a_package_that_can_be_installed_is_missing(line, missing):
    assert ran(line)[1].modules == missing
