"""nbgrader's gradebook of a course, opened; and where it cannot be, the reason in a sentence."""

import contextlib
import os
import pathlib
import shutil
from collections.abc import Iterator

import sqlalchemy
from nbgrader.api import Base, Gradebook
from sqlalchemy.exc import SQLAlchemyError

from gradcalc.grading.making.course import Course, environment
from gradcalc.grading.making.unusable import Unusable, in_words
from gradcalc.grading.running.printable import one_line

# How long a gradebook that another program has locked is waited for.
LOCK_SECONDS = 30.0
GOES_ON = "The same command goes on from here."


def opened(course: Course) -> Gradebook:
    """nbgrader's own view of the gradebook, which is made if it is not there. Raises Unusable."""
    if not shutil.which("alembic"):
        os.environ["PATH"] = environment()["PATH"]
    with understood(course):
        _see_whether_it_is_of_this_nbgrader(course)
        return Gradebook(address(course), course.name)


def address(course: Course) -> str:
    """The address of the gradebook, for a connection that waits for others, but not without end."""
    url = sqlalchemy.make_url(course.database)
    query = {}
    if url.get_backend_name() == "sqlite":
        query = {"timeout": str(LOCK_SECONDS)}
    elif url.drivername.startswith("postgresql+psycopg") or url.drivername == "postgresql":
        query = {"options": f"-c lock_timeout={LOCK_SECONDS * 1000:.0f}"}
    return url.update_query_dict(query | url.query).render_as_string(hide_password=False)


@contextlib.contextmanager
def understood(course: Course) -> Iterator[None]:
    """Errors of the gradebook in here become sentences. Raises Unusable."""
    try:
        yield
    except Unusable:
        raise
    except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
        raise Unusable(why_unusable(course, error)) from None


def why_unusable(course: Course, error: BaseException) -> str:
    """Why the gradebook of a course cannot be used, and what to do."""
    try:
        url = sqlalchemy.make_url(course.database)
    except SQLAlchemyError:  # not shown: it may hold a password
        return "c.CourseDirectory.db_url in nbgrader_config.py is no address of a database."
    said = in_words(error)
    if isinstance(error, ImportError):
        return f'the gradebook needs {error.name}, which is not installed: pip install "gradcalc[postgres]"'
    if url.get_backend_name() != "sqlite":
        name = url.render_as_string(hide_password=True)
        if "lock timeout" in said:
            return (f"the gradebook {name} is locked by another program, and has been for {LOCK_SECONDS:g} "
                            f"seconds. End that. {GOES_ON}")  # fmt: skip
        return (f"the gradebook {name} cannot be used: {said}. Does its server run, and are name and "
                        f"password right? {GOES_ON}")  # fmt: skip
    file = pathlib.Path(url.database or "")
    if "is locked" in said:
        return (f"the gradebook {file} is locked by {_holders(file) or 'another program'}, and has been for "
                        f"{LOCK_SECONDS:g} seconds. End that. {GOES_ON}")  # fmt: skip
    if "not a database" in said or "malformed" in said:
        return (f"{file} is damaged, or no gradebook: {said}. Put back a copy of it. If there is none, move "
                        "it away: gradcalc grade makes a new one, without what was given by hand.")  # fmt: skip
    return f"the gradebook {file} cannot be used: {said}. {GOES_ON}"


def _see_whether_it_is_of_this_nbgrader(course: Course) -> None:
    engine = sqlalchemy.create_engine(address(course))
    try:
        found = sqlalchemy.inspect(engine)
        tables = set(found.get_table_names())
        for table in Base.metadata.sorted_tables:
            there = {column["name"] for column in found.get_columns(table.name)} if table.name in tables else None
            missing = [column.name for column in table.columns if there is not None and column.name not in there]
            if missing:
                raise Unusable(f"the gradebook has no column {table.name}.{missing[0]}: it is of another version of "
                               "nbgrader. Make a copy of it, then run: nbgrader db upgrade")  # fmt: skip
    finally:
        engine.dispose()


def _holders(file: pathlib.Path) -> str:
    """The programs that have locked a file, as far as the system tells."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        inode = file.stat().st_ino
        locks = [line.split() for line in pathlib.Path("/proc/locks").read_text(encoding="ascii").splitlines()]
        holders = {lock[4] for lock in locks if lock[1] != "->" and lock[5].rpartition(":")[2] == str(inode)}
        return " and ".join(map(_program, sorted(holders - {"0", str(os.getpid())})))
    return ""


def _program(process: str) -> str:
    try:
        words = pathlib.Path("/proc", process, "cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        words = ""
    return f"{one_line(words.replace(chr(0), ' '), 100) or 'another program'} (process {process})"
