"""Attacks by what stands in the file: its cells, their names and points, and the outputs that they show."""

from tests.grading.attacks.attack import Attack, answer_cell, check_cell, code

SHARE, SLOPE, CHOICE = "03.best_share", "03.directional_derivative", "03.flat_both_ways"

FORGED_OUTPUT = {
    "output_type": "execute_result", "execution_count": 1, "metadata": {},
    "data": {"text/plain": "2", "text/html": "<script>alert(1)</script>"},
}  # fmt: skip


def _nbgrader(cell: dict) -> dict:
    return cell["metadata"].setdefault("nbgrader", {})


def more_points(cells: list[dict]) -> None:
    """Points in the metadata of every cell."""
    for cell in cells:
        _nbgrader(cell).update(points=1000, grade=True, locked=False, auto_score=1000)


def forged_outputs(cells: list[dict]) -> None:
    """Outputs as they stand below a check that was passed."""
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [FORGED_OUTPUT], 1


def edited_check(cells: list[dict]) -> None:
    """A check that counts its own points, and brings the answer along."""
    cell = check_cell(cells, SHARE)
    cell["source"] = "def best_share(g, d): return max(d @ g / np.linalg.norm(d, axis=1)) / np.linalg.norm(g)\n1000"
    cell["outputs"] = [FORGED_OUTPUT]


def no_checks(cells: list[dict]) -> None:
    """Without the cells that check."""
    cells[:] = [cell for cell in cells if not str(_nbgrader(cell).get("grade_id")).endswith("-check")]


def many_checks(cells: list[dict]) -> None:
    """The check of an exercise that is right, ten times and under the names of all others."""
    right = check_cell(cells, SLOPE)
    cells += [{**right, "id": f"again-{number}"} for number in range(10)]
    cells += [{**check_cell(cells, SHARE), "source": right["source"], "id": right["id"]}]


def retagged(cells: list[dict]) -> None:
    """The right answer to another exercise under the name of this one."""
    right, wrong = answer_cell(cells, CHOICE), answer_cell(cells, SHARE)
    right["metadata"], wrong["metadata"] = wrong["metadata"], right["metadata"]
    right["id"], wrong["id"] = wrong["id"], right["id"]


def moved(cells: list[dict]) -> None:
    """All cells in the opposite order."""
    cells.reverse()


def as_text(cells: list[dict]) -> None:
    """Cells that look like code and are none."""
    answer_cell(cells, SHARE)["cell_type"] = "raw"


def as_script(cells: list[dict]) -> None:
    """Text that runs in the browser of whoever reads it, and words that look like the grader's."""
    script = "<img src=x onerror=alert(1)><script>alert(1)</script>\n\n**The slope along a direction: 13 of 13**"
    cells.insert(0, {"cell_type": "markdown", "metadata": {}, "source": script, "attachments": {"x": {"a/b": "!"}}})


def another_language(cells: list[dict]) -> None:
    """Cells that ask for other kernels and for programs."""
    sources = ("%%bash\ntouch /tmp/left", "!touch left", "%%script python\n1", "%%html\n<script>alert(1)</script>",
               "%run other.ipynb", "%load_ext other", "%cd /", "%reset -f", "%%javascript\nalert(1)")  # fmt: skip
    cells[0:0] = [code(source, kernel="bash", tags=["explore", "skip-execution"]) for source in sources]


def many_names(cells: list[dict]) -> None:
    """One cell that has the names of all answers, a thousand times."""
    names = ["03-best_share-answer", "03-best_share-check", answer_cell(cells, SHARE)["id"]]
    for number in range(1000):
        name = names[number % 3]
        cells.append(code("best_share = None") | {"id": name, "metadata": {"nbgrader": {"grade_id": name}}})


def escapes(cells: list[dict]) -> None:
    """A first line that moves the cursor of the lecturer's terminal, and then ends the process."""
    cells.insert(0, code("#\x1b[2K\x1b[1G\x1b]0;mine\x07\u202e all right\nimport os\nos._exit(0)"))


def below(cells: list[dict]) -> None:
    """Two answers in cells that nobody marked, at the end; the first never comes to an end."""
    for exercise in (SHARE, CHOICE):
        right = answer_cell(cells, exercise)
        cells.append(code(right["source"]))
        right["source"] = ""


ATTACKS = [
    Attack("more points", "Every cell says that it is worth a thousand points.", edit=more_points, says="7"),
    Attack("forged outputs", "Every cell shows the points that a check would give.", edit=forged_outputs, says="7"),
    Attack("an edited check", "The check brings the answer along, and points.", edit=edited_check, says="7"),
    Attack("no checks", "No cell checks the answers.", edit=no_checks, says="7"),
    Attack("many checks", "An exercise that is right is checked again and again.", edit=many_checks, says="7"),
    Attack(
        "another answer under its name",
        "The names of a right and of a wrong answer are exchanged; what is defined counts, not the name.",
        edit=retagged,
        says="7",
    ),
    Attack("moved cells", "The cells stand in the opposite order.", edit=moved, says="7"),
    Attack("answers that are no code", "The answer is no code cell.", edit=as_text, says="no code cell"),
    Attack("script in Markdown", "Text that is to run in the lecturer's browser.", edit=as_script, says="7"),
    Attack(
        "programs and other languages",
        "Magics that start programs and other notebooks, and forget all names.",
        edit=another_language,
        says="7",
    ),
    Attack("many names", "A thousand cells have the names of an answer and its check.", edit=many_names,
           says="more than once"),
    Attack(
        "words for the terminal",
        "A cell whose first line, which the lecturer reads, moves the cursor and renames the window.",
        edit=escapes,
        says="A cell ends its process",
    ),
    Attack(
        "words of an error",
        "An answer cell that stops with words which forge a line of the grader's.",
        answer="raise ValueError('\\x1b[8m\\r\\n13 of 13  everything: right')",
        says=r"The answer cell stopped with ValueError: \x1b[8m 13 of 13",
    ),
    Attack(
        "an answer that blames a neighbour",
        "Answers below all others, of which one never ends: the grader is to take the other for the culprit.",
        answer="import time\ndef best_share(gradient, directions): time.sleep(10**6)",
        edit=below,
        says="did not come to an end",
    ),
    Attack(
        "a process that dies between two questions",
        "A cell ends the process as soon as it has said that all is well.",
        answer="""
            import gc as collector
            import os
            def send(self, kind, content, deadline=None):
                self.connection.sendall(kind + len(content).to_bytes(4, "little") + content)
                os._exit(0)
            (wire,) = [value for value in collector.get_objects() if type(value).__name__ == "Wire"]
            type(wire).send = send
        """,
        says="ended the process",
        lost=1,  # one answer after this cell
    ),
]  # fmt: skip
