"""The command line: which questions there are, and the address of the page."""

import re
import signal
import subprocess
import sys

from gradcalc.grading.reasons import command
from tests.grading.class_of_03 import gradcalc, new_course
from tests.grading.reasons.read import course_with, request
from tests.ports import free_port


def test_it_lists_the_questions_and_how_many_wait_and_names_them_for_one_that_is_none(tmp_path):
    course = course_with(tmp_path / "course", ada="It is flat.", bob="It is steep.", cy="")
    listed = gradcalc("reasons", "--course", course).splitlines()
    assert [re.split(r"\s{2,}", line)[:2] for line in listed] == [
        ["03.flat_both_ways", "2 of 3 wait"], ["05.liar", "nothing handed in"], ["07.slice", "nothing handed in"],
    ]  # fmt: skip
    for wrong in ("03.flat", "03.directional_derivative", "\x1b[2J"):
        said = gradcalc("reasons", wrong, "--course", course, code=1)
        assert "There are 03.flat_both_ways, 05.liar and 07.slice." in said
        assert "\x1b" not in said
    port = free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "gradcalc", "reasons", "03.flat_both_ways", "--course", str(course), "--no-browser",
         "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
    try:
        line = program.stdout.readline()
        address = line.split()[-1]
        assert re.fullmatch(rf"03\.flat_both_ways: http://127\.0\.0\.1:{port}/[\w-]{{32}}/\n", line)
        assert request(address, "")[0] == 200
        taken = gradcalc("reasons", "05.liar", "--course", course, "--port", port, "--no-browser", code=1)
        assert f"port {port} cannot be used" in taken
    finally:
        program.send_signal(signal.SIGINT)
        rest, errors = program.communicate()
    assert (program.returncode, errors, rest.splitlines()[-1]) == (0, "", "Ended.")


def test_where_nothing_was_graded_it_says_so_and_makes_no_gradebook(tmp_path):
    course = new_course(tmp_path / "course")
    for words in ((), ("03.flat_both_ways",)):
        said = gradcalc("reasons", *words, "--course", course, code=1)
        assert "run gradcalc grade first" in said
    assert not (course / "gradebook.db").exists()


def test_the_browser_is_not_called_with_the_token():
    """Everybody on a machine sees what programs are called with."""
    address = "http://127.0.0.1:1/secret/"
    with command._leading_to(address) as leading:
        assert "secret" not in leading
        path = command.pathlib.Path(leading.removeprefix("file://"))
        assert address in path.read_text("utf-8")
        assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0
    assert not path.exists()
