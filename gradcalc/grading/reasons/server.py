"""The server of the page, on this machine alone, for as long as the command runs."""

import asyncio
import pathlib
import secrets
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import click
import jinja2
from tornado import httpserver, netutil, web

from gradcalc.grading.making.course import Course
from gradcalc.grading.making.gradebook import GOES_ON, opened
from gradcalc.grading.making.unusable import Unusable
from gradcalc.grading.reasons.answers import model_answer, question
from gradcalc.grading.reasons.door import Door, Nothing
from gradcalc.grading.reasons.sheet import Refused, Sheet
from gradcalc.grading.running.printable import in_lines
from gradcalc.grading.showing.pages import lesson_title
from gradcalc.lessons.exercises import EXERCISES

LOOPBACK, LARGEST_BODY = "127.0.0.1", 10_000_000
HERE = pathlib.Path(__file__).parent / "page"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
# All that the page loads beside itself. Colours are those of the other pages.
FILES = {path.name: path for path in sorted(HERE.iterdir()) if path.suffix in KINDS}
FILES["page.css"] = HERE.parents[1] / "showing" / "pages" / "page.css"


class Page(Door):
    """The page itself, which holds the question; the answers come as plain data."""

    async def get(self) -> None:
        """Show the page."""
        await self.finish(self.settings["page"])


class File(Door):
    """A script, the style or the icon of the page."""

    async def get(self, name: str) -> None:
        """Give one of the few that there are."""
        if name not in FILES:
            raise web.HTTPError(404)
        self.set_header("Content-Type", f"{KINDS[FILES[name].suffix]}; charset=utf-8")
        await self.finish(FILES[name].read_bytes())


class Work(Door):
    """What needs the gradebook. It has a thread of its own: where that waits for a lock, the server does not."""

    @property
    def sheet(self) -> Sheet:
        """The question. All but its pictures is for the thread alone."""
        return self.settings["sheet"]

    async def done(self, work: Callable[[], Any]) -> None:
        """Answer with what the work gives, or with the sentence that says why it cannot be done."""
        try:
            self.give(await asyncio.get_running_loop().run_in_executor(self.settings["thread"], work))
        except click.ClickException as error:  # Unusable, and what is wrong with students.csv
            self.set_status(503)
            sentence = in_lines(error.message).replace(GOES_ON, "Then enter it again.")
            self.give({"sentence": sentence[:1].upper() + sentence[1:]})
        except Refused as error:
            self.set_status(400)
            self.give({"sentence": str(error)})


class Answers(Work):
    """All answers."""

    async def get(self) -> None:
        """Give them as they are now."""
        await self.done(self.sheet.whole)


class Given(Work):
    """The entries in the gradebook."""

    async def get(self) -> None:
        """Give them as they are now."""
        await self.done(self.sheet.entries)

    async def post(self) -> None:
        """Make changes."""
        sent = self.sent()
        await self.done(lambda: self.sheet.save(sent))


class Shown(Work):
    """A picture that was handed in."""

    async def get(self, name: str) -> None:
        """Give it as a picture, and as nothing else."""
        picture = self.sheet.pictures.get(name)
        if picture is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", picture.mime)
        self.set_header("Content-Security-Policy", "default-src 'none'; sandbox")
        await self.finish(picture.content)


def page_of(course: Course, exercise: str) -> str:
    """The page of a question, before any answer is in it."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined
    )
    found = EXERCISES[exercise]
    return environment.get_template("page.html").render(
        id=exercise, title=found.title, lesson=lesson_title(found.lesson), most=found.by_hand,
        question=in_lines(question(exercise)), model=in_lines(model_answer(course, exercise)),
    )  # fmt: skip


def sockets(port: int) -> list[socket.socket]:
    """The place at which to listen: one that is free where port is 0. Raises Unusable where it is taken."""
    try:
        return netutil.bind_sockets(port, LOOPBACK)
    except OSError as error:
        raise Unusable(f"port {port} cannot be used: {error.strerror}. Leave --port away, or name another.") from None


def application(page: str, sheet: Sheet, thread: ThreadPoolExecutor, token: str, port: int) -> web.Application:
    """All that the server answers to, below the token."""
    routes: list[Any] = [
        (r"/[^/]*/", Page),
        (r"/[^/]*/answers", Answers),
        (r"/[^/]*/entries", Given),
        (r"/[^/]*/picture/([0-9a-f]+)", Shown),
        (r"/[^/]*/([a-z]+\.[a-z]+)", File),
    ]
    # Nothing is logged: an address would stand there with its token.
    return web.Application(routes, default_handler_class=Nothing, log_function=lambda _: None,
                           page=page, sheet=sheet, thread=thread, token=token, port=port)  # fmt: skip


async def serve(course: Course, exercise: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the page of a question until this is cancelled. say gets its address once it can be opened."""
    taken, token = sockets(port), secrets.token_urlsafe(24)
    port = taken[0].getsockname()[1]
    with opened(course) as book, ThreadPoolExecutor(1) as thread:
        sheet = Sheet(course, book, exercise)
        answering = application(page_of(course, exercise), sheet, thread, token, port)
        server = httpserver.HTTPServer(answering, max_body_size=LARGEST_BODY)
        server.add_sockets(taken)
        try:
            say(f"http://{LOOPBACK}:{port}/{token}/")
            await asyncio.Event().wait()
        finally:
            server.stop()
            thread.submit(book.db.remove).result()
