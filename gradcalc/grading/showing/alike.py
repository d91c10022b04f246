"""`gradcalc alike`: answers that are the same but for names, spaces and comments, for the lecturer alone."""

import itertools
import os
import pathlib
import shutil
import textwrap
from collections.abc import Iterator

import click

from gradcalc.grading.comparing.alike import LEAST_TOKENS, MOST_STUDENTS, Answer, Compared, Group, alike
from gradcalc.grading.keeping.answers import answers_of
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.unusable import Unusable, unwritable
from gradcalc.grading.people.roster import roster_in
from gradcalc.grading.running.printable import in_lines, printable
from gradcalc.grading.showing.pages import render
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names

NO_PROOF = "That answers are alike proves nothing: ask before you judge."
SMALLEST = 60  # columns of a terminal


@click.command(name="alike")
@click.argument("lesson", type=click.Choice(sorted(names())))
@click.option("--course", "folder", default=".",
              type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
              help="The course folder, with the gradebook.  [default: here]")  # fmt: skip
def show_alike(lesson: str, folder: pathlib.Path) -> None:
    """Show answers of LESSON, such as 04, that are the same but for names, spaces and comments.

    Compared is what was graded. Both texts are shown beside each other, here and in report/alike_04.html, which is
    for you alone. Nothing else knows of it.
    \f

    Raises Unusable where the page cannot be written.
    """
    course, complaints = Course(folder), list[str]()
    answers = answers_of(course, lesson, roster_in(course.root), complaints)
    for sentence in complaints:
        click.echo(sentence, err=True)
    if not answers:
        raise click.ClickException(f"nothing of lesson {lesson} has been graded here: run gradcalc grade first.")
    found, path = alike(answers), course.root / "report" / f"alike_{lesson}.html"
    for group in found.groups:
        click.echo("\n".join(_beside(group, max(SMALLEST, shutil.get_terminal_size((100, 30)).columns))))
    click.echo(summary(found, lesson))
    try:
        path.unlink(missing_ok=True)  # what was found before
        if found.groups:
            _write_for_its_owner(path, page(found, lesson))
    except OSError as error:
        raise Unusable(unwritable(path.parent, error)) from None
    if found.groups:
        click.echo(f"{NO_PROOF} Written to {path}, for you alone.")


def summary(found: Compared, lesson: str) -> str:
    """What was compared, and what came of it."""
    alike_ones = f"{len(found.groups)} times" if len(found.groups) > 1 else "once"
    sentences = [
        f"Lesson {lesson}: {found.compared} answers of {LEAST_TOKENS} tokens and more were compared.",
        f"Something looks copied {alike_ones}." if found.groups else "Nothing looks copied.",
    ]
    if found.common:
        forms = "form is" if found.common == 1 else "forms are"
        sentences.append(
            f"{found.common} {forms} shared by more than {MOST_STUDENTS} students, and counted as common."
        )
    if found.unreadable:
        sentences.append(f"Not compared, because they cannot be read as Python: {found.unreadable}.")
    return " ".join(sentences)


def page(found: Compared, lesson: str) -> str:
    """The page with all texts beside each other."""
    return render("alike.html", lesson=lesson, groups=found.groups, summary=summary(found, lesson), no_proof=NO_PROOF)


def _beside(group: Group, columns: int) -> Iterator[str]:
    """The texts of a group for a terminal, each beside the first."""
    first, *others = group.answers
    for other in others:
        yield f"{group.exercise}, {EXERCISES[group.exercise].title}: {group.tokens} tokens, the same but for names"
        yield ""
        width = (columns - 3) // 2
        for left, right in itertools.zip_longest(_lines(first, width), _lines(other, width), fillvalue=""):
            yield f"{left:{width}} | {right}".rstrip()
        yield ""


def _lines(answer: Answer, width: int) -> Iterator[str]:
    yield printable(answer.student, width)
    yield "-" * width
    for line in in_lines(answer.source).expandtabs(4).split("\n"):
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        yield from textwrap.wrap(line, width, subsequent_indent=indent[: width // 2], drop_whitespace=False) or [""]


def _write_for_its_owner(path: pathlib.Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
