"""What a student may hand in of a lesson, and what is expected of it: the exercises, and little else."""

import base64
import codecs
import functools
import json
from collections.abc import Callable
from dataclasses import dataclass

import nbformat

from gradcalc.grading.making.cells import exercise_cells
from gradcalc.lessons.notebooks import names
from tests.grading import handed_in
from tests.grading.class_of_03 import MISTAKE

Cells = list[dict]
Files = dict[str, bytes]  # by their names in what a student hands in

ALL = {"03": 13, "04": 12, "05": 13}  # the most that the grader gives: the sums of the lessons' tables of points
WORDS = "Along the diagonal the slope is not zero, so both partials say nothing."
# As good as the model answer, which asks gc.gradient at thousands of points.
TRACE = """def trace(f, x, y, s, n):
    h, c, points = 1e-6, f(x, y), [np.array([x, y])]
    def slopes(p, q):
        return np.array([f(p + h, q) - f(p - h, q), f(p, q + h) - f(p, q - h)]) / (2 * h)
    for _ in range(n):
        g = slopes(*points[-1])
        point = points[-1] + s * np.array([g[1], -g[0]]) / np.hypot(*g)
        for _ in range(2):
            g = slopes(*point)
            point = point - (f(*point) - c) / (g @ g) * g
        points.append(point)
    return np.array(points)"""


@dataclass(frozen=True)
class Work:
    """What is handed in, by lesson, and what comes of it.

    earned are the points of the grader, None where nothing is graded, and by lesson where they differ. reason says
    whether it waits for a person, where the lesson asks for one. says stands in the remark of points.csv where
    nothing is graded, and else on the page of feedback.
    """

    files: Callable[[str], Files]
    earned: int | dict[str, int] | None = None
    reason: bool = False
    says: str = ""

    def points(self, lesson: str) -> int | None:
        """What the grader is to give."""
        return self.earned[lesson] if isinstance(self.earned, dict) else self.earned


@functools.cache
def _short(lesson: str, answered: bool) -> str:
    """The import cell and the exercises, with every answer or with none."""
    out, notebook = handed_in.student(lesson), (handed_in.solved if answered else handed_in.student)(lesson)
    kept = {next(cell.id for cell in out.cells if "import gradcalc" in cell.source)}
    for of in exercise_cells(out):
        task = out.cells[out.cells.index(of.answer) - 1]
        kept |= {cell.id for cell in (task, of.answer, of.check, of.reason) if cell}
    notebook.cells = [cell for cell in notebook.cells if cell.id in kept]
    for cell in notebook.cells:
        if answered and cell.metadata.get("nbgrader", {}).get("grade_id") == "04-trace-answer":
            cell.source = TRACE
    return nbformat.writes(notebook)


def cells_of(lesson: str, answered: bool = True) -> Cells:
    """The cells as plain data, each text in one piece."""
    cells = json.loads(_short(lesson, answered))["cells"]
    for cell in cells:
        cell["source"] = "".join(cell["source"])
    return cells


def saved(cells: Cells) -> bytes:
    """The content of the file."""
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def named(cells: Cells, kind: str) -> dict:
    """The first cell of this kind: answer, check or reason."""
    ends = f"-{kind}"
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id", "").endswith(ends))


def notebook(change: Callable[[Cells], object] = lambda cells: None, answered: bool = True) -> Callable[[str], Files]:
    """A notebook under the lesson's own name, changed in place."""

    def files(lesson: str) -> Files:
        cells = cells_of(lesson, answered)
        change(cells)
        return {f"{names()[lesson]}.ipynb": saved(cells)}

    return files


def called(*several: str) -> Callable[[str], Files]:
    """The notebook with everything right under another name, or under several."""
    return lambda lesson: dict.fromkeys(several, saved(cells_of(lesson)))


def other(name: str, content: bytes = b"no notebook") -> Callable[[str], Files]:
    """A file of another kind."""
    return lambda lesson: {name.format(names()[lesson]): content}


def made_of(change: Callable[[bytes], bytes]) -> Callable[[str], Files]:
    """The notebook with everything right as another program saves it, or what is left of it."""
    return lambda lesson: {f"{names()[lesson]}.ipynb": change(saved(cells_of(lesson)))}


def without_reason(cells: Cells) -> None:
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("grade_id", "").endswith("-reason"):
            cell["source"] = "..."


def reason_below(cells: Cells) -> None:
    without_reason(cells)
    number = next((n for n, c in enumerate(cells) if c["source"] == "..."), len(cells) - 1)
    cells.insert(number + 1, {"cell_type": "markdown", "id": "new", "metadata": {}, "source": WORDS})


def reason_in_a_comment(cells: Cells) -> None:
    without_reason(cells)
    number = next((n for n, c in enumerate(cells) if c["source"] == "..."), len(cells))
    check = next(c for c in reversed(cells[:number]) if "gc.check" in c["source"])
    check["source"] += f"\n# {WORDS}"


def reason_as_a_photo(cells: Cells) -> None:
    reason_below(cells)
    photo = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
    new = next(cell for cell in cells if cell["id"] == "new")
    new |= {"source": "![photo](attachment:p.png)", "attachments": {"p.png": {"image/png": photo}}}


def first_line(line: str) -> Callable[[Cells], None]:
    """A line of their own above the imports."""

    def change(cells: Cells) -> None:
        cells[0]["source"] = f"{line}\n{cells[0]['source']}"

    return change


def turned(kind: str, before: str = "") -> Callable[[Cells], None]:
    """The first answer as a cell of another kind."""

    def change(cells: Cells) -> None:
        cell = named(cells, "answer")
        cell |= {"cell_type": kind, "source": before + cell["source"]}
        cell.pop("outputs", None), cell.pop("execution_count", None)

    return change


def half(cells: Cells) -> None:
    """One answer with a mistake that many make, the others missing."""
    named(cells, "answer")["source"] = MISTAKE


def only_best_share(cells: Cells) -> None:
    full = {cell["id"]: cell["source"] for cell in cells_of("03")}
    for cell in cells:
        if cell["id"] == "ex-best-share":
            cell["source"] = full["ex-best-share"]


def decimals(cells: Cells) -> None:
    named(cells, "answer")["source"] += (
        "\n\nfrom decimal import Decimal\n_own = directional_derivative\n"
        "def directional_derivative(*inputs):\n    return Decimal(float(_own(*inputs)))\n"
    )


def nameless(cells: Cells) -> None:
    for cell in cells:
        cell.pop("id", None)
        cell["metadata"] = {}


def in_format_3(content: bytes) -> bytes:
    return nbformat.writes(nbformat.convert(nbformat.reads(content.decode(), as_version=4), 3), version=3).encode()


def two_versions(lesson: str) -> Files:
    cells = cells_of(lesson, answered=False)
    return {"final.ipynb": saved(cells_of(lesson)), "draft.ipynb": saved(cells)}


OTHER_KIND = "it holds no notebook, but files of another kind: "
NO_SEABORN = "`import seaborn as sns` stopped: the grader has no seaborn."
TURNED = "Its answer cell is no code cell, but what stands in it is code, and was taken as its answer."

WORKS = {
    # Everything right, in every way in which a file comes.
    "solved": Work(notebook(), ALL, True),
    "a date": Work(called("05.12.2026 Abgabe.ipynb"), ALL, True),
    "a number": Work(called("02_versuch_directional_derivatives.ipynb"), ALL, True),
    "Untitled": Work(called("Untitled.ipynb"), ALL, True),
    ".ipynb.txt": Work(called("x.ipynb.txt"), ALL, True),
    ".json": Work(called("x.json"), ALL, True),
    ".download": Work(called("x.ipynb.download"), ALL, True),
    "deep": Work(called("Abgabe/final/x.ipynb"), ALL, True),
    "backslashes": Work(called("Abgabe\\x.ipynb"), ALL, True),
    "checkpoints": Work(called("x.ipynb", ".ipynb_checkpoints/x-checkpoint.ipynb", "__MACOSX/._x.ipynb"), ALL, True),
    "twice the same": Work(called("x.ipynb", "x (1).ipynb"), ALL, True),
    "two versions": Work(two_versions, ALL, True),  # once the lecturer has said --take
    "format 3": Work(made_of(in_format_3), ALL, True),
    "a mark": Work(made_of(lambda content: codecs.BOM_UTF8 + content), ALL, True),
    "nameless": Work(notebook(nameless), ALL, True),
    "Decimals": Work(notebook(decimals), ALL, True),
    # What stops, and what was turned.
    "seaborn": Work(notebook(first_line("import seaborn as sns")), ALL, True, NO_SEABORN),
    "stops": Work(notebook(first_line("1 / 0")), ALL, True, "`1 / 0` stopped with ZeroDivisionError"),
    "Markdown": Work(notebook(turned("markdown")), ALL, True, TURNED),
    "heading": Work(notebook(turned("markdown", "# ")), ALL, True, TURNED),
    "raw": Work(notebook(turned("raw")), ALL, True, TURNED),
    # Reasons in words.
    "no reason": Work(notebook(without_reason), ALL, False),
    "reason below": Work(notebook(reason_below), ALL, True, WORDS),
    "reason in a comment": Work(notebook(reason_in_a_comment), ALL, True, WORDS),
    "photo": Work(notebook(reason_as_a_photo), ALL, True, "a picture"),
    # Not everything right.
    "half": Work(notebook(half, answered=False), {"03": 1}, False),
    "one": Work(notebook(only_best_share, answered=False), {"03": 2}, False),
    "untouched": Work(notebook(answered=False), 0, False),
    "cut off": Work(made_of(lambda content: content[:3000]), 0, True, "cut off"),
    "empty": Work(other("{}.ipynb", b""), 0, False, "The file is empty."),
    # Nothing, and nothing that can be graded.
    "nothing": Work(lambda lesson: {}),
    "with the group": Work(lambda lesson: {}, ALL, True),  # another one hands in for both
    "of 05": Work(lambda lesson: notebook()("05"), says="its cells are of lesson 05, and not of lesson "),
    "of 03": Work(lambda lesson: notebook()("03"), says="its cells are of lesson 03, and not of lesson "),
    "html": Work(other("{}.html"), says=f"{OTHER_KIND}.html."),
    "pdf": Work(other("{}.pdf"), says=f"{OTHER_KIND}.pdf."),
    "py": Work(other("{}.py"), says=f"{OTHER_KIND}.py."),
    "docx": Work(other("Lösung.docx"), says=f"{OTHER_KIND}.docx."),
    "zip": Work(other("x.zip"), says="this is an archive among the notebooks"),
    "7z": Work(other("x.ipynb.7z"), says="this is an archive among the notebooks"),
    "online text": Work(other("onlinetext.html"), says="nothing but online text was handed in."),
}  # fmt: skip
