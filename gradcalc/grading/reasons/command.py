"""`gradcalc reasons`: a page on this machine with all answers in words to one question, to give points for them."""

import asyncio
import contextlib
import html
import os
import pathlib
import tempfile
import threading
import webbrowser

import click

from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.making.course import Course
from gradcalc.grading.making.gradebook import opened
from gradcalc.grading.reasons.answers import ASKED
from gradcalc.grading.reasons.entries import Entries
from gradcalc.grading.reasons.server import serve
from gradcalc.grading.running.printable import printable
from gradcalc.lessons.exercises import EXERCISES

NOTHING_GRADED = "nothing has been graded here: run gradcalc grade first."


@click.command()
@click.argument("question", required=False)
@click.option("--course", "folder", default=".",
              type=click.Path(exists=True, file_okay=False, path_type=pathlib.Path),
              help="The course folder, with the gradebook.  [default: here]")  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65535), help="The port of the page.  [default: any that is free]")
@click.option("--no-browser", is_flag=True, help="Only print the address of the page.")
def reasons(question: str | None, folder: pathlib.Path, port: int | None, no_browser: bool) -> None:
    """Open a page with all answers in words to QUESTION, such as 03.flat_both_ways, to give points for them.

    Without QUESTION it lists those that there are, and how many answers to each wait. The page is for this machine
    alone. It is there until Ctrl-C ends this command; each entry is in the gradebook at once.
    """
    if question is not None and question not in ASKED:
        raise click.ClickException(
            f"there is no question {printable(question)!r} that asks for a reason in words. "
            f"There are {', '.join(ASKED[:-1])} and {ASKED[-1]}."
        )
    course = Course(folder)
    if next(Kept(course.results).all(), None) is None:  # a gradebook is made by those who enter something
        raise click.ClickException(NOTHING_GRADED)
    if question is None:
        _list(course)
        return
    with contextlib.ExitStack() as until_the_end, contextlib.suppress(KeyboardInterrupt):

        def say(address: str) -> None:
            click.echo(f"{question}: {address}\nCtrl-C ends it. What you enter is in the gradebook at once.")
            if not no_browser:
                leading = until_the_end.enter_context(_leading_to(address))
                # Some browsers give no answer before they end.
                threading.Thread(target=webbrowser.open, args=(leading,), daemon=True).start()

        asyncio.run(serve(course, question, port or 0, say))
    click.echo("Ended.")


def _list(course: Course) -> None:
    """Print each question with how many answers to it wait."""
    with opened(course) as book:
        for question in ASKED:
            entries = Entries(course, book, question).all()
            waiting = sum(entry.waits for entry in entries.values())
            said = f"{waiting} of {len(entries)} wait" if entries else "nothing handed in"
            click.echo(f"{question:<{max(map(len, ASKED))}}  {said:<18}  {EXERCISES[question].title}")


@contextlib.contextmanager
def _leading_to(address: str):
    """The address of a file that leads to this one: all users of a machine see what a browser is called with."""
    with tempfile.TemporaryDirectory(prefix="gradcalc-") as folder:  # for its owner's eyes only
        path = pathlib.Path(folder, "reasons.html")
        path.write_text(f'<!DOCTYPE html><meta charset="utf-8"><title>gradcalc reasons</title>'
                        f'<meta http-equiv="refresh" content="0; url={html.escape(address)}">'
                        f'<a href="{html.escape(address)}">{html.escape(address)}</a>', encoding="utf-8")  # fmt: skip
        os.chmod(path, 0o600)
        yield path.as_uri()
